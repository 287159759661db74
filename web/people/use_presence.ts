import { useEffect } from "preact/hooks";

import type { PresenceState } from "../../src/protocol/shapes.ts";
import { useChat } from "../app/app_context.ts";
import { presenceOf } from "../client/people_state.ts";

/** A person's presence, watched while it is shown; null while unknown. */
export function usePresence(userId: number): PresenceState | null {
  const { core, state } = useChat();
  useEffect(() => core.presence.show(userId), [core, userId]);
  return presenceOf(state.value, userId);
}
