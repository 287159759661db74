import { defineWords } from "../i18n/translate.ts";

/** What comes while one writes: what is offered, a long paste, an edit. */
export const tWriting = defineWords("writing", {
  editMessage: "Edit message",
  cancel: "Cancel",
  save: "Save",
  nothingToSave: "There is nothing to save. Cancel, or delete the message.",
  changedElsewhere: "This message was edited elsewhere. Save again to replace that edit.",
  notSaved: "This was not saved. Try again.",
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
});
