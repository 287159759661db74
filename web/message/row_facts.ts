// What a row says of a message beside the message itself, from the state of its room.
import type { Author, Message } from "../../src/protocol/shapes.ts";
import type { Chat } from "../app/app_context.ts";
import { mentionsMe } from "../client/mentions_me.ts";
import { originalOf } from "../client/room_quotes.ts";
import type { RoomState } from "../client/room_state.ts";
import { nameList } from "../people/name_list.ts";
import { nameOf } from "../people/people_words.ts";
import type { SeenBy } from "./seen_by.ts";

import type { MessageRowProps } from "./message_row.tsx";
import { tMessage } from "./words.ts";

type RowFacts = Omit<MessageRowProps, "rowKey" | "message" | "isFollowing" | "isQuoting">;

/** Told once a draw for all rows: `seen` is of the whole conversation. */
export function rowFactsOf(chat: Chat, room: RoomState, seen: SeenBy | null): (message: Message) => RowFacts {
  const me = chat.user.value;
  const saved = chat.saved.value;
  const isDirect = room.info.kind === "direct";
  const mayModerate = !isDirect && (room.role === "owner" || me.role === "admin");
  const isArchived = room.info.archivedAt !== null;
  const seenText = seen ? seenWords(chat, seen) : "";
  return (message) => {
    const original = originalOf(room, message);
    return {
      author: authorNow(chat, message.author),
      isMine: message.author.id === me.id,
      mentionsMe: message.deletedAt === null && mentionsMe(message, me.id),
      original,
      originalAuthor: original && authorNow(chat, original.author),
      mine: room.mine.get(message.id),
      isSaved: saved.has(message.id),
      isArchived,
      mayModerate,
      seen: seen?.messageId === message.id ? seenText : "",
    };
  };
}

const shownKeys = ["username", "displayName", "avatar", "ambiguous"] as const;

/** Another object only where they are called or look otherwise now: a status that changes draws none of their rows. */
function authorNow(chat: Chat, author: Author): Author {
  const now = chat.who(author);
  // An author has `role` and `ambiguous` only where there is something to say.
  const isSame =
    shownKeys.every((key) => now[key] === author[key]) &&
    (now.role === "admin") === (author.role === "admin");
  return isSame ? author : now;
}

function seenWords({ people }: Chat, { userIds, isEveryone }: SeenBy): string {
  if (isEveryone) return tMessage(userIds.length === 1 ? "seen" : "seenByAll");
  const names = userIds.map((id) => nameOf(people.value.get(id) ?? { displayName: "" }));
  return tMessage("seenBy", { names: nameList(names) });
}
