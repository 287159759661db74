import { defineWords } from "../i18n/translate.ts";

/** Names and presence, as the first screen shows them. */
export const tPeople = defineWords("people", {
  others: { one: "{count} other", other: "{count} others" },
  gone: "Former member",
  online: "Online",
  away: "Away",
  notHere: "Offline",
  spokenHere: "online",
  spokenAway: "away",
  spokenNotHere: "offline",
  spokenDnd: "{presence}, do not disturb",
  comma: ", ",
  notesRoom: "{name} (you)",
});
