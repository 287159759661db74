import type { sayApp } from "../en/app.ts";
import type { InOtherWords } from "../phrases.ts";

export const app = {
  starting: "Startet",
  loading: "Lädt",
  tryAgain: "Noch einmal versuchen",
  wentWrong: "Etwas ist schiefgegangen. Versuch es noch einmal.",
  unreachable: "Der Server ist nicht erreichbar.",
  cannotReach: "Der Server ist nicht erreichbar. Versuch es noch einmal.",
  serverError: "Der Server meldet einen Fehler ({status}). Versuch es noch einmal.",
  noStorage: "Dieser Browser speichert nichts. Entwürfe bleiben nur, solange dieser Tab offen ist.",
  languageFailed:
    "Deine Sprache konnte nicht geladen werden, darum spricht die Seite Englisch. Lade sie neu, um es noch einmal zu versuchen.",
  offline: "Offline. Verbindung wird gesucht.",
  offlineWaits: { one: "Offline. {count} Nachricht wartet.", other: "Offline. {count} Nachrichten warten." },
  backSending: {
    one: "Wieder da. {count} Nachricht wird gesendet.",
    other: "Wieder da. {count} Nachrichten werden gesendet.",
  },
  backSent: "Wieder da. Alles gesendet.",
  tryNow: "Jetzt versuchen",
  youAreOffline: "Du bist offline.",
  restored: "Der Server wurde inzwischen wiederhergestellt. Das wurde nicht ausgeführt.",
  notMember: "Du bist nicht mehr Mitglied dieses Raums.",
  messageTooLong: "Diese Nachricht ist zu lang: {length} von {most} Zeichen.",
  messageTooLarge: "Diese Nachricht ist zu groß.",
  filesLeftOut: {
    one: "Eine Nachricht hat höchstens {most} Dateien. Eine wurde weggelassen.",
    other: "Eine Nachricht hat höchstens {most} Dateien. {count} wurden weggelassen.",
  },
  fileEmpty: "Diese Datei ist leer.",
  fileTooLarge: "Zu groß: Eine Datei hat höchstens {size}.",
  fileNotSent: "Diese Datei konnte nicht gesendet werden.",
  uploadBroke: "Die Übertragung brach ab. Versuch es noch einmal.",
  fileRefused: "Der Server hat diese Datei nicht angenommen.",
  heard: "{name}: {text}",
  newsGone: "{who} ist nicht mehr im Raum.",
  newsEntered: "{who} kam als Admin herein.",
  newsOwner: "{who} verwaltet jetzt den Raum mit.",
  newsMember: "{who} ist jetzt Mitglied.",
  newsIn: "{who} ist jetzt im Raum.",
  newPassword: "Neues Passwort",
} as const satisfies InOtherWords<typeof sayApp.english>;
