// Which day a time is of, in a time zone.

const quarterMs = 15 * 60_000;
const maxKnown = 5000;

/** The same day gives the same text, another day another. */
export type DayOf = (time: number) => string;

export function createDayOf(timeZone?: string): DayOf {
  const format = new Intl.DateTimeFormat("en-CA", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    ...(timeZone ? { timeZone } : {}),
  });
  // Five hundred are asked for whenever one comes, and no zone begins its day within a quarter of an hour.
  const known = new Map<number, string>();
  return (time) => {
    const quarter = Math.floor(time / quarterMs);
    const day = known.get(quarter) ?? format.format(time);
    if (known.size > maxKnown) known.clear();
    known.set(quarter, day);
    return day;
  };
}
