import type { Author, PresenceState } from "../../../src/protocol/shapes.ts";
import { useChat } from "../../app/app.ts";
import { presenceOf } from "../../state/people_state.ts";
import { presenceWords } from "../../text/people.ts";

import { Avatar } from "./avatar.tsx";

/** An avatar that says whether the person is here. */
export function PersonAvatar({ author, size, isDnd }: { author: Author; size: number; isDnd?: boolean }) {
  const state = presenceOf(useChat().state.value, author.id);
  return (
    <span class="person-avatar">
      <Avatar author={author} size={size} />
      <PresenceDot state={state} isDnd={isDnd} />
    </span>
  );
}

export interface PresenceDotProps {
  state: PresenceState;
  isDnd?: boolean | undefined;
}

/** Its shape says it too: full, half, hollow; with a bar when not to be disturbed. */
export function PresenceDot({ state, isDnd }: PresenceDotProps) {
  return (
    <span class={`presence is-${state}${isDnd ? " is-dnd" : ""}`}>
      <span class="unseen">{isDnd ? `${presenceWords[state]}, do not disturb` : presenceWords[state]}</span>
    </span>
  );
}
