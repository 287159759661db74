import type { Author } from "../../src/protocol/shapes.ts";
import { spokenPresence } from "./people_words.ts";

import { Avatar } from "../ui/avatar.tsx";
import { usePresence } from "./use_presence.ts";

interface PersonAvatarProps {
  author: Author;
  size: number;
  /** Do not disturb is on. */
  isDnd?: boolean;
}

/** An avatar with a presence dot: full, half or hollow, with a bar for do not disturb; no dot while unknown. */
export function PersonAvatar({ author, size, isDnd }: PersonAvatarProps) {
  const state = usePresence(author.id);
  return (
    <span class="person-avatar" aria-hidden="true">
      <Avatar author={author} size={size} />
      {state && <span class={`presence is-${state}${isDnd ? " is-dnd" : ""}`} />}
    </span>
  );
}

/** The same for screen readers, after the name. */
export function PresenceWords({ author, isDnd }: Omit<PersonAvatarProps, "size">) {
  const state = usePresence(author.id);
  return state && <span class="unseen">{spokenPresence(state, { isDnd: isDnd === true })}</span>;
}
