import { useEffect, useRef } from "preact/hooks";

import type { Message } from "../../src/protocol/shapes.ts";
import { useChat } from "../app/app_context.ts";

/** Called with the messages of every event and sync (a signal would keep only the last of several at once). */
export function useMessageEvents(hear: (messages: readonly Message[]) => void): void {
  const chat = useChat();
  const latest = useRef(hear);
  latest.current = hear;
  useEffect(() => chat.listen((messages) => latest.current(messages)), []);
}
