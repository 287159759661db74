import type { Author } from "../../src/protocol/shapes.ts";
import { spokenPresence } from "./people_words.ts";

import { Avatar } from "../ui/avatar.tsx";
import { usePresence } from "./use_presence.ts";

interface PersonAvatarProps {
  author: Author;
  size: number;
  /** Not to be disturbed. */
  isDnd?: boolean;
}

/** An avatar that shows whether the person is here: its dot is full, half or hollow, with a bar when not to be disturbed. Not known: no dot. */
export function PersonAvatar({ author, size, isDnd }: PersonAvatarProps) {
  const state = usePresence(author.id);
  return (
    <span class="person-avatar" aria-hidden="true">
      <Avatar author={author} size={size} />
      {state && <span class={`presence is-${state}${isDnd ? " is-dnd" : ""}`} />}
    </span>
  );
}

/** The same for who does not see it; stands behind the name. */
export function PresenceWords({ author, isDnd }: Omit<PersonAvatarProps, "size">) {
  const state = usePresence(author.id);
  return state && <span class="unseen">{spokenPresence(state, { isDnd: isDnd === true })}</span>;
}
