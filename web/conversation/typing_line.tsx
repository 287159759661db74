import type { ComponentChild, ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";

import { useChat } from "../app/app_context.ts";
import type { RoomState } from "../client/room_state.ts";
import { nameOf } from "../people/people_words.ts";
import { tConversation } from "./words.ts";

/** Who is typing, with three animated dots. Not announced: it would drown out everything else. */
export function TypingLine({ room }: { room: RoomState }) {
  const chat = useChat();
  const { people } = chat;
  useEffect(() => chat.meet(room.typing), [room.typing]);
  const names = [...room.typing].flatMap((id) => {
    const person = people.value.get(id);
    return person ? [<bdi key={id}>{nameOf(person)}</bdi>] : [];
  });
  if (room.typing.size === 0) return null;
  // Someone without a known name is typing.
  const all = names.length < room.typing.size ? [tConversation("someone"), ...names] : names;
  return (
    <span class="typing">
      <span class="typing-points" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      <span>{typingWords(all)}</span>
    </span>
  );
}

/** Who types, in a line: names of all while they fit, else that there are several. The names come as they are drawn. */
export function typingWords(names: readonly ComponentChild[]): ComponentChildren[] {
  const [first, second] = names;
  if (names.length === 0) return [];
  if (names.length === 1) return tConversation.with("typingOne", { name: first });
  return names.length === 2
    ? tConversation.with("typingTwo", { first, second })
    : tConversation.with("typingSeveral");
}
