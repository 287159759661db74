import { useSignalEffect } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { useApp, useChat } from "../app/app_context.ts";
import { after } from "../app/timers.ts";
import { messageAt } from "../client/room_window.ts";
import { useConversation } from "./conversation_context.ts";
import { tConversationLazy } from "./lazy_words.ts";
import type { ScrollKeeper } from "./scroll_keeper.ts";

const reachedMs = 2400;

interface ScrollTargetOptions {
  roomId: number;
  box: RefObject<HTMLElement | null>;
  scrollKeeper: RefObject<ScrollKeeper | null>;
}

/**
 * Goes to the message that the conversation names, or to the first one of a time; what is not loaded is read first. Returns
 * what is to be called after each draw: whether the target was drawn, and is in sight now.
 */
export function useScrollTarget({ roomId, box, scrollKeeper }: ScrollTargetOptions): () => boolean {
  const { notices, api } = useApp();
  const { core } = useChat();
  const conversation = useConversation();

  function arrive(): boolean {
    const seq = conversation.scrollTarget.value;
    const row = seq === null ? null : box.current?.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
    if (!row) return false;
    conversation.scrollTarget.value = null;
    scrollKeeper.current?.toRow(row);
    row.focus({ preventScroll: true, focusVisible: false });
    // Highlighted for a moment.
    conversation.reached.value = seq;
    after(reachedMs, () => {
      if (conversation.reached.value === seq) conversation.reached.value = null;
    });
    return true;
  }

  useSignalEffect(() => {
    const seq = conversation.scrollTarget.value;
    if (seq === null || arrive()) return;
    const { window } = core.state().rooms.get(roomId) ?? { window: null };
    // It is drawn in a moment.
    if (window && messageAt(window, seq)) return;
    core.histories.around(roomId, seq).catch(() => {
      conversation.scrollTarget.value = null;
      notices.notify(tConversationLazy.localized("jumpFailed"));
    });
  });

  const lastTime = useRef(0);
  async function toTime(at: number): Promise<void> {
    lastTime.current = at;
    try {
      const [message] = (
        await api("GET /rooms/{id}/messages", { params: { id: roomId }, query: { at, limit: 1 } })
      ).messages;
      // Of two chosen days the last one counts, whichever is found first.
      if (message && lastTime.current === at) conversation.scrollTarget.value = message.seq;
    } catch {
      notices.notify(tConversationLazy.localized("jumpFailed"));
    }
  }
  useEffect(() => {
    conversation.toTime = (at) => void toTime(at);
  });

  return arrive;
}
