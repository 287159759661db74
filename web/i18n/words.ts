import { defineWords } from "../i18n/translate.ts";

/** Relative days, and end times. */
export const tI18n = defineWords("i18n", {
  untilToday: "today",
  untilTime: "until {time}",
  untilTomorrow: "until tomorrow, {time}",
  untilDay: "until {day}",
  untilDayTime: "until {day}, {time}",
  today: "Today",
  yesterday: "Yesterday",
});
