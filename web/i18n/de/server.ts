import type { tServer } from "../../admin/server_words.ts";
import type { InOtherWords } from "../phrases.ts";

export const server = {
  server: "Server",
  serverLead: "Zustand, Speicherplatz und Aktivität.",

  noWarnings: "Keine Warnungen",
  allWell: "Alles funktioniert.",
  warning: "Warnung",
  warnings: { one: "{count} Warnung", other: "{count} Warnungen" },
  warnedSince: "Seit {time}",
  databaseDamaged: "Ein Teil der Datenbank ist beschädigt",
  databaseReadOnly: "Nur lesbar: Die Datenbank ist beschädigt",
  databaseReplaced: "Die Datenbank wurde verschoben oder ersetzt",
  changesMissing: "Gespeicherte Änderungen fehlen",
  diskLow: "Der Speicherplatz ist fast voll",
  logLarge: "Das Protokoll der Datenbank ist sehr groß",
  folderOpen: "Andere auf dem Rechner können den Datenordner öffnen",
  searchStuck: "Eine Suche hängt",
  clockJumped: "Die Uhr des Servers ist gesprungen",
  backupFailed: "Das letzte Backup ist fehlgeschlagen",
  backupOld: "Seit zwei Tagen kein Backup",
  databaseDamagedHelp:
    "Alles andere funktioniert weiter. Repariere die Datenbank oder stelle ein Backup wieder her.",
  databaseReadOnlyHelp:
    "Nichts kann gespeichert werden. Halte den Server an, repariere die Datenbank oder stelle ein Backup wieder her.",
  databaseReplacedHelp:
    "Nichts wird gespeichert. Halte den Server an, lege die richtigen Dateien in den Datenordner zurück und starte ihn neu.",
  changesMissingHelp:
    "Die Datenbank ist älter als das zuletzt Gespeicherte. Hat niemand ein Backup wiederhergestellt, halte den Server an und lege die richtigen Dateien zurück.",
  diskLowHelp: "Uploads pausieren, Nachrichten gehen weiter. Schaffe Platz auf dem Datenträger.",
  logLargeHelp:
    "Vielleicht hält ein anderes Programm die Datenbank offen. Beende es oder starte den Server neu.",
  folderOpenHelp: "Führ chmod 700 für den Datenordner aus und starte den Server neu.",
  searchStuckHelp: "Die Suche geht vielleicht nicht. Starte den Server neu.",
  clockJumpedHelp: "Zeiten von Nachrichten können falsch sein. Prüfe die Uhr des Rechners.",
  backupFailedHelp:
    "Der Server versucht es jede Stunde wieder. Prüfe den Ordner für Backups und den Platz auf dem Datenträger.",
  backupOldHelp: "Prüfe den Ordner für Backups und den Platz auf dem Datenträger.",

  disk: "Speicherplatz",
  diskFree: "{free} von {total} frei",
  diskReserve: "Bei {size} freiem Platz enden Uploads, damit Nachrichten immer Platz haben.",
  diskUnknown: "Der Datenträger meldet nicht, wie viel frei ist.",
  database: "Datenbank",
  log: "Protokoll der Datenbank",
  files: "Hochgeladene Dateien",

  backups: "Backups",
  lastBackup: "Letztes Backup",
  noBackup: "Noch keines",
  backupSize: "Größe des letzten Backups",
  backupsKept: "Aufbewahrte Backups",
  backupsOff: "Tägliche Backups sind aus.",
  backUpNow: "Jetzt sichern",
  backingUp: "Wird gesichert …",
  backupProgress: "{part} von {whole} Dateien",
  backupDone: "Backup erstellt",

  usage: "Speicher pro Person",
  usageNote: "Jede Person kann {size} nutzen.",
  unposted: "{size} noch nicht gesendet",
  noUsage: "Noch keine Dateien",

  activity: "Aktivität",
  online: "Personen online",
  sockets: "Offene Verbindungen",
  partOf: "{part} von {whole}",
  startedAt: "Läuft seit",
  version: "Version",
} as const satisfies InOtherWords<typeof tServer.english>;
