import { defineWords } from "../i18n/translate.ts";

/** Sentences that the functions of web/text put together. */
export const tText = defineWords("text", {
  typingOne: "{name} is typing",
  typingTwo: "{first} and {second} are typing",
  typingSeveral: "Several people are typing",
  files: { one: "{count} file", other: "{count} files" },
  bytes: { one: "{count} byte", other: "{count} bytes" },
  others: { one: "{count} other", other: "{count} others" },
  gone: "Former member",
  here: "Online",
  away: "Away",
  notHere: "Offline",
  spokenHere: "online",
  spokenAway: "away",
  spokenNotHere: "offline",
  spokenDnd: "{presence}, do not disturb",
  comma: ", ",
  notesRoom: "{name} (you)",
  today: "today",
  untilTime: "until {time}",
  untilTomorrow: "until tomorrow, {time}",
  untilDay: "until {day}",
  untilDayTime: "until {day}, {time}",
});
