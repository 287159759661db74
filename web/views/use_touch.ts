import { useEffect } from "preact/hooks";

import type { SwipesOptions } from "../gestures/watch_swipes.ts";

/** Swipes and long presses, where there is something to touch. Without them everything has a button. */
export function useTouch(options: SwipesOptions): void {
  useEffect(() => {
    if (navigator.maxTouchPoints === 0) return undefined;
    let isGone = false;
    let stop = () => {};
    const watch = async () => {
      const { watchTouch } = await import("../gestures/watch_touch.ts");
      if (!isGone) stop = watchTouch(options);
    };
    watch().catch(() => {});
    return () => {
      isGone = true;
      stop();
    };
  }, []);
}
