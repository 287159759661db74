// The calendar day of a time, in a time zone.

const quarterMs = 15 * 60_000;
const maxKnown = 5000;

/** Equal texts for equal days only. */
export type DayOf = (time: number) => string;

export function createDayOf(timeZone?: string): DayOf {
  const format = new Intl.DateTimeFormat("en-CA", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    ...(timeZone ? { timeZone } : {}),
  });
  // Cached by quarter of an hour: 500 days are asked for with each message, and no zone's day begins within one.
  const known = new Map<number, string>();
  return (time) => {
    const quarter = Math.floor(time / quarterMs);
    const day = known.get(quarter) ?? format.format(time);
    if (known.size > maxKnown) known.clear();
    known.set(quarter, day);
    return day;
  };
}
