import { defineWords } from "../i18n/translate.ts";

/** Suggestions, formatting, a long paste, unsent messages. Not in the first load. */
export const tComposerLazy = defineWords("composerLazy", {
  names: "People",
  rooms: "Rooms",
  emoji: "Emoji",
  offered: {
    one: "{count} suggestion. Use up and down to choose, Enter to insert.",
    other: "{count} suggestions. Use up and down to choose, Enter to insert.",
  },
  everyone: "everyone in this room",
  online: "everyone online in this room",
  privateRoom: "private",
  longPaste: "Long paste",
  pasted: { one: "Long paste: {count} character", other: "Long paste: {count} characters" },
  tooLongToPaste: {
    one: "Too long for a message: {count} character",
    other: "Too long for a message: {count} characters",
  },
  asFile: "Send as file",
  keepAsText: "Keep as text",
  forgetPaste: "Discard",
  bold: "Bold",
  italic: "Italic",
  strike: "Strikethrough",
  code: "Code",
  link: "Link",
  quote: "Quote",
  list: "List",
  unsentTitle: "Not sent",
  unsentText: "You're no longer a member of these rooms.",
  unsentEmpty: "No unsent messages",
});
