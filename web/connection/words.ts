import { defineWords } from "../i18n/translate.ts";

/** Connection state, and messages that did not reach the server. */
export const tConnection = defineWords("connection", {
  cannotReach: "Can't reach the server. Try again.",
  serverError: "Server error ({status}). Try again.",
  offline: "Offline. Reconnecting…",
  offlineWaits: { one: "Offline. {count} message waiting.", other: "Offline. {count} messages waiting." },
  backSending: {
    one: "Back online. Sending {count} message…",
    other: "Back online. Sending {count} messages…",
  },
  backSent: "Back online. All messages sent.",
  tryNow: "Try now",
  updated: "Confab was updated.",
  reload: "Reload",
  youAreOffline: "You're offline.",
  restored: "The server was restored from a backup. This change was not saved.",
});
