import type { saySettings } from "../en/settings.ts";
import type { InOtherWords } from "../phrases.ts";

export const settings = {
  settings: "Einstellungen",
  back: "Zurück",
  close: "Schließen",
  saved: "Gespeichert",
  somethingWrong: "Etwas ging schief. Versuch es noch einmal.",
} as const satisfies InOtherWords<typeof saySettings.english>;
