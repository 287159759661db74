import type { RefObject } from "preact";
import { useRef, useState } from "preact/hooks";

import type { RoomWindow } from "../client/room_window.ts";
import type { ScrollKeeper } from "./scroll_keeper.ts";
import type { useDivider } from "./use_divider.ts";

interface UnreadAboveOptions {
  divider: ReturnType<typeof useDivider>;
  window: RoomWindow;
  box: RefObject<HTMLElement | null>;
}

/** Whether unread messages start above the visible part, and the person has not been there. */
export function useUnreadAbove({ divider, window, box }: UnreadAboveOptions) {
  const [isAbove, setIsAbove] = useState(false);
  /** Where the unread line was seen, or dismissed. */
  const seenLine = useRef<number | null>(null);
  return {
    isAbove,
    update(scroll: ScrollKeeper): void {
      const line = box.current?.querySelector<HTMLElement>(".unread-line");
      const isBefore = divider !== null && (window.messages[0]?.seq ?? 0) > divider.after + 1;
      const side = line ? scroll.sideOf(line) : isBefore ? "above" : "below";
      if (divider && side === "seen") seenLine.current = divider.after;
      setIsAbove(divider !== null && side === "above" && seenLine.current !== divider.after);
    },
    dismiss(): void {
      if (divider) seenLine.current = divider.after;
      setIsAbove(false);
    },
  };
}
