import { defineWords } from "../i18n/translate.ts";

/** The connection, and what did not reach the server. */
export const tConnection = defineWords("connection", {
  cannotReach: "The server cannot be reached. Try again.",
  serverError: "The server answered with an error ({status}). Try again.",
  offline: "Offline. Reconnecting…",
  offlineWaits: { one: "Offline. {count} message waits.", other: "Offline. {count} messages wait." },
  backSending: { one: "Back. Sending {count} message.", other: "Back. Sending {count} messages." },
  backSent: "Back. All sent.",
  tryNow: "Try now",
  youAreOffline: "You are offline.",
  restored: "The server was restored from a backup. This change was not saved.",
});
