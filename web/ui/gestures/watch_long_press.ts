// A long press on a message opens its actions instead of the browser's selection and context menu. Until
// then the row is marked as held; scrolling cancels it.
import { after, type Timer } from "../../app/timers.ts";

import { stillPx } from "./swipe.ts";

const heldMs = 450;
/** A tap is over by then: nothing is highlighted by one. */
const shownMs = 120;
/** Elements with another long press. */
const others = "a[href], input, textarea, select, audio, video, [role=menu], [role=dialog], dialog";

/** Calls `open` with the row. Returns how to stop. */
export function watchLongPress(box: HTMLElement, open: (row: HTMLElement) => void): () => void {
  let held: { row: HTMLElement; x: number; y: number; timers: Timer[] } | null = null;
  /** Until the finger is lifted: ignores what the browser makes of it. */
  let isFired = false;

  function begin({ pointerType, isPrimary, target, clientX: x, clientY: y }: PointerEvent): void {
    letGo();
    isFired = false;
    if (pointerType !== "touch" || !isPrimary || !(target instanceof Element) || !box.contains(target))
      return;
    const row = target.closest<HTMLElement>(".message[data-seq]");
    if (!row || target.closest(others)) return;
    const show = after(shownMs, () => row.toggleAttribute("data-held", true));
    held = { row, x, y, timers: [show, after(heldMs, fire)] };
  }

  function move({ clientX, clientY }: PointerEvent): void {
    if (held && Math.hypot(clientX - held.x, clientY - held.y) > stillPx) letGo();
  }

  function letGo(): void {
    held?.timers.forEach((timer) => timer.cancel());
    held?.row.removeAttribute("data-held");
    held = null;
  }

  function fire(): void {
    if (!held) return;
    const { row } = held;
    letGo();
    isFired = true;
    document.getSelection()?.removeAllRanges();
    open(row);
  }

  /** Chromium may be quicker than our timer: then its event decides. */
  function onContextMenu(event: Event): void {
    fire();
    if (isFired) event.preventDefault();
  }
  function onSelectStart(event: Event): void {
    if (held || isFired) event.preventDefault();
  }
  /** The click that a browser sends for a lifted finger would press the new element there. */
  function swallow(event: UIEvent): void {
    // A key press has `detail` 0.
    const isTap = event.type !== "click" || event.detail > 0;
    if (!isFired || !event.isTrusted || !isTap) return;
    if (event.cancelable) event.preventDefault();
    event.stopPropagation();
  }

  document.addEventListener("pointerdown", begin);
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", letGo);
  document.addEventListener("pointercancel", letGo);
  // Scrolling without pointer events: by momentum, or the other way around.
  box.addEventListener("scroll", letGo, { passive: true });
  document.addEventListener("contextmenu", onContextMenu);
  document.addEventListener("selectstart", onSelectStart);
  document.addEventListener("touchend", swallow, { passive: false, capture: true });
  document.addEventListener("click", swallow, { capture: true });
  return () => {
    letGo();
    document.removeEventListener("pointerdown", begin);
    document.removeEventListener("pointermove", move);
    document.removeEventListener("pointerup", letGo);
    document.removeEventListener("pointercancel", letGo);
    box.removeEventListener("scroll", letGo);
    document.removeEventListener("contextmenu", onContextMenu);
    document.removeEventListener("selectstart", onSelectStart);
    document.removeEventListener("touchend", swallow, { capture: true });
    document.removeEventListener("click", swallow, { capture: true });
  };
}
