import { useEffect } from "preact/hooks";

import type { PresenceState } from "../../src/protocol/shapes.ts";
import { useChat } from "../app/app_context.ts";
import { presenceOf } from "../client/people_state.ts";

/** Whether this person is here, heard of while it is shown; null as long as it is not known. */
export function usePresence(userId: number): PresenceState | null {
  const { core, state } = useChat();
  useEffect(() => core.presence.show(userId), [core, userId]);
  return presenceOf(state.value, userId);
}
