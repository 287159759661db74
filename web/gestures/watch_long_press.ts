// A finger that rests on a message opens its menu, in place of the browser's selection and its own menu.
import { after, type Timer } from "../app/timers.ts";

import { stillPx } from "./swipe.ts";

const heldMs = 500;
const hapticMs = 12;
/** Its parts may still be on their way. */
const menuWithinMs = 3000;
/** Where resting means something else. */
const others =
  "a[href], input, textarea, select, audio, video, .message-actions, [role=menu], [role=dialog], dialog";

export function watchLongPress(): () => void {
  let held: { row: HTMLElement; x: number; y: number; timer: Timer } | null = null;
  /** Until the finger is lifted: what the browser makes of it is not meant. */
  let isFired = false;

  function begin({ pointerType, isPrimary, target, clientX: x, clientY: y }: PointerEvent): void {
    letGo();
    isFired = false;
    if (pointerType !== "touch" || !isPrimary || !(target instanceof Element)) return;
    const row = target.closest<HTMLElement>(".message[data-seq]");
    if (!row || target.closest(others)) return;
    held = { row, x, y, timer: after(heldMs, fire) };
  }

  function move({ clientX, clientY }: PointerEvent): void {
    if (held && Math.hypot(clientX - held.x, clientY - held.y) > stillPx) letGo();
  }

  function letGo(): void {
    held?.timer.cancel();
    held = null;
  }

  function fire(): void {
    if (!held) return;
    const { row } = held;
    letGo();
    isFired = true;
    document.getSelection()?.removeAllRanges();
    // Not on every phone, and not everywhere allowed.
    if ("vibrate" in navigator) navigator.vibrate(hapticMs);
    openMenu(row);
  }

  /** Chromium may be quicker than our clock: then it says when. */
  function onContextMenu(event: Event): void {
    fire();
    if (isFired) event.preventDefault();
  }
  function onSelectStart(event: Event): void {
    if (held || isFired) event.preventDefault();
  }
  /** The tap that a browser makes of a lifted finger would press what lies beneath, or take the focus from the menu. */
  function swallow(event: UIEvent): void {
    // A key that presses tells of no tap: 0.
    const isTap = event.type !== "click" || event.detail > 0;
    if (!isFired || !event.isTrusted || !isTap) return;
    if (event.cancelable) event.preventDefault();
    event.stopPropagation();
  }

  document.addEventListener("pointerdown", begin);
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", letGo);
  document.addEventListener("pointercancel", letGo);
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
    document.removeEventListener("contextmenu", onContextMenu);
    document.removeEventListener("selectstart", onSelectStart);
    document.removeEventListener("touchend", swallow, { capture: true });
    document.removeEventListener("click", swallow, { capture: true });
  };
}

/** The actions of a row are drawn when it has the focus. */
function openMenu(row: HTMLElement): void {
  const press = () => {
    const button = row.querySelector<HTMLElement>(".message-actions [aria-haspopup=menu]");
    button?.click();
    return button !== null;
  };
  row.focus({ preventScroll: true });
  if (press()) return;
  const observer = new MutationObserver(() => {
    if (press()) observer.disconnect();
  });
  observer.observe(row, { childList: true, subtree: true });
  after(menuWithinMs, () => observer.disconnect());
}
