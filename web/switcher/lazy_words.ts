import { defineWords } from "../i18n/translate.ts";

/** Results of the quick switcher, and the sheet of shortcuts. Not in the first load. */
export const tSwitcherLazy = defineWords("switcherLazy", {
  nothingUnread: "No unread messages",
  allRead: { one: "{count} room marked as read", other: "{count} rooms marked as read" },
  hint: "# for rooms only, @ for people only",
  results: "Results",
  names: "Rooms and people",
  unreadAndRecent: "Unread and recent",
  messages: "Messages",
  searchFor: "Search for “{query}”",
  join: "Join",
  write: "Write a message",
  private: "private",
  archived: "archived",
  inRoom: "in {room}",
  found: { one: "{count} result", other: "{count} results" },
  nothing: "No results",
  offline: "You're offline. Only rooms and people on this device are shown.",
  failed: "Search failed.",
});
