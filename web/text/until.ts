// Ends that people choose: "for an hour", "until tomorrow". Times are of the viewer's zone.
import { sayText } from "../words/en/text.ts";

import { clockTime, dayName, weekdayName } from "./times.ts";

/** The last time a Date can hold: an end that does not come. */
export const forGood = 8.64e15;

export interface EndChoice {
  name: string;
  /** In the language of now. */
  readonly label: string;
  /** Null: no end. */
  endOf: (now: number) => number | null;
}

const minuteMs = 60_000;
const morning = 8;

/** This hour of the day that is `days` from today. */
function onDay(now: number, days: number, hour: number): number {
  const day = new Date(now);
  day.setDate(day.getDate() + days);
  day.setHours(hour, 0, 0, 0);
  return day.getTime();
}

function choice(
  name: string,
  says: "halfHour" | "hour" | "endTomorrow" | "endToday" | "endWeek" | "endOpen",
  endOf: EndChoice["endOf"],
): EndChoice {
  return {
    name,
    endOf,
    get label() {
      return sayText(says);
    },
  };
}

const halfHour = choice("30m", "halfHour", (now) => now + 30 * minuteMs);
const hour = choice("1h", "hour", (now) => now + 60 * minuteMs);
const tomorrow = choice("tomorrow", "endTomorrow", (now) => onDay(now, 1, morning));

export const statusEnds: readonly EndChoice[] = [
  halfHour,
  hour,
  choice("today", "endToday", (now) => onDay(now, 1, 0)),
  // Weeks begin on Monday.
  choice("week", "endWeek", (now) => onDay(now, 7 - ((new Date(now).getDay() + 6) % 7), 0)),
  choice("open", "endOpen", () => null),
];

export const silenceEnds: readonly EndChoice[] = [
  halfHour,
  hour,
  tomorrow,
  choice("open", "endOpen", () => forGood),
];

export const muteEnds: readonly EndChoice[] = silenceEnds.slice(1);

/** "until 14:30", "until tomorrow, 08:00", "until Monday", "today"; nothing when there is no end. */
export function untilText(until: number | null, now: number): string {
  if (until === null || until >= forGood) return "";
  // Midnight is the end of a day, not a time of the next one.
  const isMidnight = until === onDay(until, 0, 0);
  if (until === onDay(now, 1, 0)) return sayText("today");
  if (until < onDay(now, 1, 0)) return sayText("untilTime", { time: clockTime(until) });
  if (until < onDay(now, 2, 0)) return sayText("untilTomorrow", { time: clockTime(until) });
  if (until >= onDay(now, 7, 0)) return sayText("untilDay", { day: dayName(until, now) });
  const day = weekdayName(until);
  return isMidnight ? sayText("untilDay", { day }) : sayText("untilDayTime", { day, time: clockTime(until) });
}
