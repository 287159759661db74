import type { Author } from "../../../src/protocol/shapes.ts";
import { useChat } from "../../app/app.ts";
import { presenceOf } from "../../state/people_state.ts";
import { spokenPresence } from "../../text/people.ts";

import { Avatar } from "./avatar.tsx";

export interface PersonAvatarProps {
  author: Author;
  size: number;
  /** Not to be disturbed. */
  isDnd?: boolean;
}

/** An avatar that shows whether the person is here: its dot is full, half or hollow, with a bar when not to be disturbed. */
export function PersonAvatar({ author, size, isDnd }: PersonAvatarProps) {
  const state = presenceOf(useChat().state.value, author.id);
  return (
    <span class="person-avatar" aria-hidden="true">
      <Avatar author={author} size={size} />
      <span class={`presence is-${state}${isDnd ? " is-dnd" : ""}`} />
    </span>
  );
}

/** The same for who does not see it; stands behind the name. */
export function PresenceWords({ author, isDnd }: Omit<PersonAvatarProps, "size">) {
  const state = presenceOf(useChat().state.value, author.id);
  return <span class="unseen">{spokenPresence(state, { isDnd: isDnd === true })}</span>;
}
