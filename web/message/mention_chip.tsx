import type { Broadcast } from "../../src/protocol/shapes.ts";
import { useChat } from "../app/app_context.ts";
import { reachesMe } from "../client/mentions_me.ts";
import type { MentionSegment } from "./read_mention.ts";
import { nameOf } from "../people/people_words.ts";
import { PersonButton } from "../people/person_button.tsx";

/** A person mentioned in a text, with their current name; mentions of me are highlighted. */
export function MentionChip({ piece, broadcast }: { piece: MentionSegment; broadcast: Broadcast | null }) {
  const { user, who } = useChat();
  const me = user.value.id;
  if (piece.kind !== "person") {
    return <span class={reachesMe(broadcast, me) ? "mention is-mention" : "mention"}>{piece.text}</span>;
  }
  const person = who(piece.person);
  const isMe = person.id === me;
  return (
    <PersonButton author={person} class={isMe ? "mention is-mention" : "mention"} tabIndex={-1}>
      <bdi>@{nameOf(person)}</bdi>
    </PersonButton>
  );
}
