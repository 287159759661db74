import { defineWords } from "../i18n/translate.ts";

/** Suggestions, formatting, a long paste, unsent messages. Not in the first load. */
export const tComposerLazy = defineWords("composerLazy", {
  names: "Names",
  rooms: "Rooms",
  emoji: "Emoji",
  offered: {
    one: "{count} suggestion. Use up and down to choose, Enter to insert.",
    other: "{count} suggestions. Use up and down to choose, Enter to insert.",
  },
  everyone: "everyone in this room",
  here: "everyone online in this room",
  privateRoom: "private",
  longPaste: "Long paste",
  pasted: { one: "Long paste: {count} character", other: "Long paste: {count} characters" },
  tooLongToPaste: {
    one: "{count} character is too long for a message",
    other: "{count} characters are too long for a message",
  },
  asFile: "Send as a file",
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
