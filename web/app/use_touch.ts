import { useEffect } from "preact/hooks";

import type { SwipesOptions } from "../ui/gestures/watch_swipes.ts";

/** Swipes on touch screens. Everything also has a button. */
export function useTouch(options: SwipesOptions): void {
  useEffect(() => {
    if (navigator.maxTouchPoints === 0) return undefined;
    let isGone = false;
    let stop = () => {};
    const watch = async () => {
      const { watchSwipes } = await import("../ui/gestures/watch_swipes.ts");
      if (!isGone) stop = watchSwipes(options);
    };
    watch().catch(() => {});
    return () => {
      isGone = true;
      stop();
    };
  }, []);
}
