import { useMemo } from "preact/hooks";

import { useApp, useChat } from "../app/app_context.ts";
import { createRecentEmoji } from "./recent_emoji.ts";

/** The emoji that this person uses, on this machine. */
export function useRecentEmoji() {
  const { localStore } = useApp();
  const { owner } = useChat();
  return useMemo(() => createRecentEmoji({ localStore, owner }), [localStore, owner]);
}
