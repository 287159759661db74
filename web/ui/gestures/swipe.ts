// What a finger on a phone means: decided from how it moved, without a page.

/** So near to the edge the gesture is the browser's or the phone's own. */
const foreignPx = 24;
/** From so much of the width it may begin. */
const reach = 0.4;
/** Until it has moved this far it may still be a press. */
export const stillPx = 10;

/** "back": from what is open to the rooms, along the line of reading. "on": the other way. */
export type Way = "back" | "on";

export interface Finger {
  x: number;
  y: number;
}

/** How far it went along its way, and across it. */
export function travelOf(from: Finger, to: Finger, { way, isRtl }: { way: Way; isRtl: boolean }) {
  const sign = (way === "back") === isRtl ? -1 : 1;
  return { along: (to.x - from.x) * sign, across: to.y - from.y };
}

export function mayBegin(
  x: number,
  { way, isRtl, width }: { way: Way; isRtl: boolean; width: number },
): boolean {
  const distance = (way === "back") === isRtl ? width - x : x;
  return distance >= foreignPx && distance <= width * reach;
}

/** Scrolling is more often meant than swiping. */
export function meaningOf({ along, across }: { along: number; across: number }): "open" | "swipe" | "other" {
  if (Math.hypot(along, across) < stillPx) return "open";
  return along > Math.abs(across) * 1.5 ? "swipe" : "other";
}

interface Lifted {
  along: number;
  width: number;
  /** Px in a millisecond, at the end. */
  speed: number;
}

/** A flick decides, in either direction; else where it was left. */
export function goesThrough({ along, width, speed }: Lifted): boolean {
  if (Math.abs(speed) > 0.3) return speed > 0;
  return along > width * 0.4;
}
