import { defineWords } from "../i18n/translate.ts";

/** Menus of the sidebar, and its unread cues. Not in the first load. */
export const tSidebarLazy = defineWords("sidebarLazy", {
  warnings: { one: "{count} warning", other: "{count} warnings" },
  markAllRead: "Mark all read",
  unreadAbove: { one: "{count} unread above", other: "{count} unread above" },
  unreadBelow: { one: "{count} unread below", other: "{count} unread below" },
  invitePeople: "Invite people",
  help: "Help",
  signOutTitle: "Sign out?",
  unsent: { one: "{count} message hasn't been sent.", other: "{count} messages haven't been sent." },
  drafts: { one: "You have {count} draft.", other: "You have {count} drafts." },
  unfinishedGoes: "Signing out deletes them from this browser.",
});
