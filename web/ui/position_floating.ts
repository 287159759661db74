/** Below its anchor, or above where there is no room; aligned with the anchor's start or end; always inside the
 * screen. */
function positionFloating(element: HTMLElement, anchor: HTMLElement): void {
  const margin = 8;
  const from = anchor.getBoundingClientRect();
  const { width, height } = element.getBoundingClientRect();
  const isBelow = from.bottom + 4 + height + margin <= window.innerHeight;
  const above = Math.max(margin, from.top - 4 - height);
  const top = isBelow ? from.bottom + 4 : Math.min(above, window.innerHeight - height - margin);
  const isRtl = getComputedStyle(element).direction === "rtl";
  const fitsRight = from.left + width + margin <= window.innerWidth;
  const fitsLeft = from.right - width >= margin;
  const left = (isRtl ? fitsLeft || !fitsRight : !fitsRight) ? from.right - width : from.left;
  element.style.insetBlockStart = `${Math.max(margin, top)}px`;
  element.style.left = `${Math.max(margin, Math.min(left, window.innerWidth - width - margin))}px`;
}

/** Keeps the element at its anchor, and calls `close` on a press outside. Returns how to stop. */
export function keepFloating(element: HTMLElement, anchor: HTMLElement, close: () => void): () => void {
  const outside = ({ target }: Event) => {
    if (target instanceof Node && !element.contains(target) && !anchor.contains(target)) close();
  };
  // A timeline scrolls when a message arrives: open elements follow.
  const scrolled = ({ target }: Event) => {
    if (target instanceof Node && target.contains(anchor)) positionFloating(element, anchor);
  };
  // In the top layer: a sticky or later row would cover it.
  element.popover = "manual";
  element.showPopover();
  positionFloating(element, anchor);
  document.addEventListener("pointerdown", outside);
  document.addEventListener("scroll", scrolled, { capture: true, passive: true });
  window.addEventListener("resize", close);
  return () => {
    document.removeEventListener("pointerdown", outside);
    document.removeEventListener("scroll", scrolled, { capture: true });
    window.removeEventListener("resize", close);
  };
}
