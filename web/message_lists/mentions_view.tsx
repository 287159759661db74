import type { Message } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app.ts";
import { mentionsMe } from "../client/mentions_me.ts";
import { originalOf } from "../client/room_quotes.ts";
import { foldInbox } from "./listed_messages.ts";
import { tMessageLists } from "./words.ts";
import { Middle } from "../ui/empty_state.tsx";

import { FoundView } from "./message_list_view.tsx";
import { foundPage, useFoundList } from "./use_message_list.ts";
import { useHeard } from "./use_message_events.ts";

/** M4: what names me or answers me, the newest first. */
export function MentionsView() {
  const { api } = useApp();
  const { user, state } = useChat();
  const me = user.value.id;

  /** What it answers, if that is known here. */
  function answered(message: Message): Message | undefined {
    const room = state.peek().rooms.get(message.roomId);
    return room && originalOf(room, message);
  }

  function isForMe(message: Message): boolean {
    if (message.author.id === me || message.deletedAt !== null) return false;
    return mentionsMe(message, me) || answered(message)?.author.id === me;
  }

  const { list, readFront } = useFoundList({
    load: (before) =>
      api("GET /mentions", { query: { limit: foundPage, ...(before === undefined ? {} : { before }) } }),
    fold: (known, heard) => foldInbox(known, heard, isForMe),
  });
  // Whether an answer is to me only the server can tell, where its original is not here.
  useHeard((heard) => {
    const isOpen = ({ author, replyTo, editedAt, deletedAt }: Message) =>
      author.id !== me && replyTo !== null && editedAt === null && deletedAt === null;
    if (heard.some((message) => isOpen(message) && !answered(message))) void readFront();
  });

  return (
    <FoundView
      title={tMessageLists("mentions")}
      icon="at"
      list={list}
      noteOf={(message) => tMessageLists(mentionsMe(message, me) ? "mentionedYou" : "repliedToYou")}
      empty={
        <Middle icon="at" title={tMessageLists("nobodyMentioned")}>
          <p>{tMessageLists("whatMentionsAre")}</p>
        </Middle>
      }
    />
  );
}
