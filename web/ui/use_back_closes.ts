import { useLayoutEffect, useRef } from "preact/hooks";

import { useUi } from "./ui_context.ts";

/** Where Back is a gesture, or the only key there is. */
const hasBackAtHand = () => window.matchMedia("(max-width: 720px), (pointer: coarse)").matches;

/** While it is on, the browser's Back closes what covers the view, and leaves nothing behind when that is closed otherwise. */
export function useBackCloses(close: () => void, isOn = hasBackAtHand()): void {
  const { router } = useUi();
  const latest = useRef(close);
  latest.current = close;
  useLayoutEffect(() => (isOn ? router.cover(() => latest.current()) : undefined), [isOn]);
}
