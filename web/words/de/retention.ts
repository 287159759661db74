import type { sayRetention } from "../en/retention.ts";
import type { InOtherWords } from "../phrases.ts";

export const retention = {
  retention: "Aufbewahrung",
  lead: "Wie lange Nachrichten aufbewahrt werden. Ältere werden mit ihren Dateien für alle entfernt.",
  days: "Nachrichten aufbewahren (Tage)",
  daysHint: "Leer: für immer. Ein Raum kann eine eigene, kleinere Zahl haben.",
  roomDaysHint: "Leer: so lange wie im Workspace. Die kleinere Zahl gilt.",
  notDays: "Eine ganze Zahl von 1 bis 36500, oder nichts.",
  workspaceKeeps: {
    one: "Der Workspace bewahrt Nachrichten {count} Tag auf.",
    other: "Der Workspace bewahrt Nachrichten {count} Tage auf.",
  },
  apply: "Anwenden",
  title: "Ältere Nachrichten entfernen?",
  nothingGoes: "Jetzt ist nichts älter. Ab jetzt werden Nachrichten entfernt, sobald sie es sind.",
  goes: {
    one: "{count} Nachricht würde innerhalb einer Stunde entfernt.",
    other: "{count} Nachrichten würden innerhalb einer Stunde entfernt.",
  },
  oldest: "Die älteste ist vom {date}.",
  files: {
    one: "Mit ihnen geht {count} Datei ({size}).",
    other: "Mit ihnen gehen {count} Dateien ({size}).",
  },
  forever: "Das lässt sich nicht rückgängig machen. Frühere Backups enthalten sie noch.",
  remove: "Nach Alter entfernen",
  kept: {
    one: "Nachrichten werden {count} Tag aufbewahrt",
    other: "Nachrichten werden {count} Tage aufbewahrt",
  },
  held: "Gesperrt seit {date}: Nichts wird nach Alter entfernt",
  hold: "Sperren",
  release: "Sperre aufheben",
} as const satisfies InOtherWords<typeof sayRetention.english>;
