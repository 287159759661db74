import { defineWords } from "../i18n/translate.ts";

/** The sidebar. */
export const tSidebar = defineWords("sidebar", {
  rooms: "Rooms",
  people: "People",
  mentions: "Mentions",
  saved: "Saved",
  drafts: "Drafts",
  archived: "Archived",
  search: "Search",
  findAnything: "Find anything",
  allRooms: "All rooms",
  createRoom: "Create a room",
  browseRooms: "Browse rooms",
  moreRooms: {
    one: "{count} more room. Search to find it.",
    other: "{count} more rooms. Search to find them.",
  },
  moreUnread: { one: "{count} unread.", other: "{count} unread." },
  newMessage: "New message",
  writeToSomeone: "New direct message",
  width: "Sidebar width",
  notSent: "Not sent",
  messageNotSent: "A message wasn't sent.",
  isPrivate: "private",
  isStarred: "starred",
  isMuted: "muted",
  hasDraft: "draft",
  menuOf: "{name}: menu",
  menu: "menu",
  dnd: "Do not disturb",
  dndUntil: "Do not disturb {end}",
});
