import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

import { useConversation } from "../conversation/conversation_context.ts";

/** A finger that rests on a message of this list opens its sheet, where there is something to touch. */
export function useLongPress(box: RefObject<HTMLElement | null>): void {
  const conversation = useConversation();
  useEffect(() => {
    if (navigator.maxTouchPoints === 0) return undefined;
    let isGone = false;
    let stop = () => {};
    const watch = async () => {
      const { watchLongPress } = await import("../ui/gestures/watch_long_press.ts");
      if (isGone || !box.current) return;
      stop = watchLongPress(box.current, (row) => (conversation.sheet.value = row.dataset["key"] ?? null));
    };
    watch().catch(() => {});
    return () => {
      isGone = true;
      stop();
    };
  }, []);
}
