const dayMs = 24 * 3600 * 1000;

/** Since 1970, in UTC: retention knows whole days alone, so that each room gets one event a day, or one a step where much is due (W12). */
export function dayOf(at: number): number {
  return Math.floor(at / dayMs);
}
