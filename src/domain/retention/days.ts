const dayMs = 24 * 3600 * 1000;

/** Since 1970, in UTC: retention knows whole days alone, so that each room is told of it once a day, or once a step where much is due (W12). */
export function dayOf(at: number): number {
  return Math.floor(at / dayMs);
}
