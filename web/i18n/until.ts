// End times as text, in the viewer's time zone.
import { tI18n } from "./words.ts";

import { clockTime, dayName, weekdayName } from "./times.ts";

/** The last time a Date can hold stands for no end. */
export const forGood = 8.64e15;

/** This hour, `days` after today. */
export function onDay(now: number, days: number, hour: number): number {
  const day = new Date(now);
  day.setDate(day.getDate() + days);
  day.setHours(hour, 0, 0, 0);
  return day.getTime();
}

/** "until 14:30", "until tomorrow, 08:00", "until Monday", "today"; empty without an end. */
export function untilText(until: number | null, now: number): string {
  if (until === null || until >= forGood) return "";
  // Midnight is shown as the end of a day, not as a time of the next.
  const isMidnight = until === onDay(until, 0, 0);
  if (until === onDay(now, 1, 0)) return tI18n("untilToday");
  if (until < onDay(now, 1, 0)) return tI18n("untilTime", { time: clockTime(until) });
  if (until < onDay(now, 2, 0)) return tI18n("untilTomorrow", { time: clockTime(until) });
  if (until >= onDay(now, 7, 0)) return tI18n("untilDay", { day: dayName(until, now) });
  const day = weekdayName(until);
  return isMidnight ? tI18n("untilDay", { day }) : tI18n("untilDayTime", { day, time: clockTime(until) });
}
