import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

import type { RovingFocusOptions } from "./roving_focus_chunk.ts";

/** The list is one stop of Tab. Comes after the first draw; without it everything is a stop. */
export function useRovingFocus(box: RefObject<HTMLElement | null>, options: RovingFocusOptions = {}): void {
  const latest = useRef(options);
  latest.current = options;
  useEffect(() => {
    let isGone = false;
    let stop = () => {};
    const keep = async () => {
      const { keepRovingFocus } = await import("./roving_focus_chunk.ts");
      const { current } = box;
      if (current && !isGone)
        stop = keepRovingFocus(current, { ...latest.current, toEnd: () => latest.current.toEnd?.() });
    };
    keep().catch(() => {});
    return () => {
      isGone = true;
      stop();
    };
  }, []);
}
