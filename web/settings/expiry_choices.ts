// Ends that people choose: "for an hour", "until tomorrow". Times are of the viewer's zone.
import type { EndChoice } from "../notifications/dnd.tsx";
import { tSettings } from "./words.ts";

import { forGood, onDay } from "../i18n/until.ts";

const minuteMs = 60_000;
const morning = 8;

function choice(
  name: string,
  says: "halfHour" | "hour" | "endTomorrow" | "endToday" | "endWeek" | "endOpen",
  endOf: EndChoice["endOf"],
): EndChoice {
  return {
    name,
    endOf,
    get label() {
      return tSettings(says);
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

export const dndEnds: readonly EndChoice[] = [
  halfHour,
  hour,
  tomorrow,
  choice("open", "endOpen", () => forGood),
];

export const muteEnds: readonly EndChoice[] = dndEnds.slice(1);
