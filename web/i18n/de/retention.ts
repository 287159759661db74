import type { tRetention } from "../../rooms/retention_words.ts";
import type { InOtherWords } from "../phrases.ts";

export const retention = {
  retention: "Aufbewahrung",
  lead: "Wie lange Nachrichten aufbewahrt werden. Ältere werden mit ihren Dateien für alle entfernt.",
  days: "Nachrichten aufbewahren (Tage)",
  daysHint: "Leer lassen, um sie für immer zu behalten. Ein Raum kann eine kleinere Zahl haben.",
  roomDaysHint: "Leer lassen für die Einstellung des Workspace. Die kleinere Zahl gilt.",
  notDays: "Gib eine ganze Zahl von 1 bis 36500 ein oder lass das Feld leer.",
  workspaceKeeps: {
    one: "Der Workspace bewahrt Nachrichten {count} Tag auf.",
    other: "Der Workspace bewahrt Nachrichten {count} Tage auf.",
  },
  workspaceForever: "Der Workspace bewahrt Nachrichten für immer auf.",
  apply: "Anwenden",
  title: "Ältere Nachrichten entfernen?",
  nothingGoes: "Noch sind keine Nachrichten so alt. Sie werden entfernt, sobald sie es sind.",
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
  held: "Gesperrt seit {date}: Nichts wird nach Alter entfernt, bearbeiten und löschen kann man weiterhin",
  hold: "Sperren",
  release: "Sperre aufheben",
} as const satisfies InOtherWords<typeof tRetention.english>;
