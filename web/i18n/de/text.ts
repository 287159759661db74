import type { tText } from "../../people/words.ts";
import type { InOtherWords } from "../phrases.ts";

export const text = {
  typingOne: "{name} schreibt",
  typingTwo: "{first} und {second} schreiben",
  typingSeveral: "Mehrere schreiben",
  files: { one: "{count} Datei", other: "{count} Dateien" },
  bytes: { one: "{count} Byte", other: "{count} Byte" },
  others: { one: "{count} weitere Person", other: "{count} weitere" },
  gone: "Ehemaliges Mitglied",
  here: "Online",
  away: "Abwesend",
  notHere: "Offline",
  spokenHere: "online",
  spokenAway: "abwesend",
  spokenNotHere: "offline",
  spokenDnd: "{presence}, bitte nicht stören",
  comma: ", ",
  notesRoom: "{name} (du)",
  today: "heute",
  untilTime: "bis {time}",
  untilTomorrow: "bis morgen, {time}",
  untilDay: "bis {day}",
  untilDayTime: "bis {day}, {time}",
} as const satisfies InOtherWords<typeof tText.english>;
