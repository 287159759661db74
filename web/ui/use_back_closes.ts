import { useLayoutEffect, useRef } from "preact/hooks";

import { handheld } from "./media_queries.ts";
import { useUi } from "./ui_context.ts";

/** Screens where Back is a gesture, or the only key. */
const hasBackAtHand = () => window.matchMedia(handheld).matches;

/** While it is on, the browser's Back closes the layer over the view; closing it otherwise leaves no history entry. */
export function useBackCloses(close: () => void, isOn = hasBackAtHand()): void {
  const { router } = useUi();
  const latest = useRef(close);
  latest.current = close;
  useLayoutEffect(() => (isOn ? router.cover(() => latest.current()) : undefined), [isOn]);
}
