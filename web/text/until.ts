// Ends that people choose: "for an hour", "until tomorrow". Times are of the viewer's zone.
import { clockTime, dayName } from "./times.ts";

/** The last time a Date can hold: an end that does not come. */
export const forGood = 8.64e15;

export interface EndChoice {
  name: string;
  label: string;
  /** Null: no end. */
  endOf: (now: number) => number | null;
}

const weekday = new Intl.DateTimeFormat(undefined, { weekday: "long" });
const minuteMs = 60_000;
const morning = 8;

/** This hour of the day that is `days` from today. */
function onDay(now: number, days: number, hour: number): number {
  const day = new Date(now);
  day.setDate(day.getDate() + days);
  day.setHours(hour, 0, 0, 0);
  return day.getTime();
}

const halfHour: EndChoice = { name: "30m", label: "30 minutes", endOf: (now) => now + 30 * minuteMs };
const hour: EndChoice = { name: "1h", label: "1 hour", endOf: (now) => now + 60 * minuteMs };
const tomorrow: EndChoice = {
  name: "tomorrow",
  label: "Until tomorrow",
  endOf: (now) => onDay(now, 1, morning),
};

export const statusEnds: readonly EndChoice[] = [
  halfHour,
  hour,
  { name: "today", label: "Today", endOf: (now) => onDay(now, 1, 0) },
  // Weeks begin on Monday.
  {
    name: "week",
    label: "This week",
    endOf: (now) => onDay(now, 7 - ((new Date(now).getDay() + 6) % 7), 0),
  },
  { name: "open", label: "Until I change it", endOf: () => null },
];

export const silenceEnds: readonly EndChoice[] = [
  halfHour,
  hour,
  tomorrow,
  { name: "open", label: "Until I change it", endOf: () => forGood },
];

export const muteEnds: readonly EndChoice[] = silenceEnds.slice(1);

/** "until 14:30", "until tomorrow, 08:00", "until Monday", "today"; nothing when there is no end. */
export function untilText(until: number | null, now: number): string {
  if (until === null || until >= forGood) return "";
  // Midnight is the end of a day, not a time of the next one.
  const isMidnight = until === onDay(until, 0, 0);
  if (until === onDay(now, 1, 0)) return "today";
  if (until < onDay(now, 1, 0)) return `until ${clockTime(until)}`;
  if (until < onDay(now, 2, 0)) return `until tomorrow, ${clockTime(until)}`;
  if (until >= onDay(now, 7, 0)) return `until ${dayName(until, now)}`;
  return isMidnight
    ? `until ${weekday.format(until)}`
    : `until ${weekday.format(until)}, ${clockTime(until)}`;
}
