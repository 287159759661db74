// The meaning of a finger's movement on a phone, without a page.

/** This close to the edge the gesture belongs to the browser or the phone. */
const foreignPx = 24;
/** The part of the width in which a swipe may start. */
const reach = 0.4;
/** A shorter movement may still be a press. */
export const stillPx = 10;

/** "back": from the open view to the rooms, in reading direction. "on": the other way. */
export type Way = "back" | "on";

export interface Finger {
  x: number;
  y: number;
}

/** The distance along its direction, and across it. */
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

/** Scrolling is more common than swiping. */
export function meaningOf({ along, across }: { along: number; across: number }): "open" | "swipe" | "other" {
  if (Math.hypot(along, across) < stillPx) return "open";
  return along > Math.abs(across) * 1.5 ? "swipe" : "other";
}

interface Lifted {
  along: number;
  width: number;
  /** Px per millisecond at the end. */
  speed: number;
}

/** A flick decides, in either direction; else the position does. */
export function goesThrough({ along, width, speed }: Lifted): boolean {
  if (Math.abs(speed) > 0.3) return speed > 0;
  return along > width * 0.4;
}
