import { defineWords } from "../say.ts";

/** What comes while one writes: what is offered, a long paste, an edit. */
export const sayWriting = defineWords("writing", {
  editMessage: "Edit message",
  cancel: "Cancel",
  save: "Save",
  nothingToSave: "There is nothing to save. Cancel, or delete the message.",
  changedElsewhere:
    "This message was changed elsewhere meanwhile. Your text is kept here: save again to replace it.",
  notSaved: "This was not saved. Try again.",
  names: "Names",
  rooms: "Rooms",
  emoji: "Emoji",
  offered: {
    one: "{count} offered. Up and down to choose, Enter to take one.",
    other: "{count} offered. Up and down to choose, Enter to take one.",
  },
  everyone: "all members of this room",
  here: "all members who are here now",
  privateRoom: "private",
  longPaste: "Long text",
  pasted: {
    one: "You pasted {count} character.",
    other: "You pasted {count} characters.",
  },
  tooLongToPaste: {
    one: "{count} character is too long for a message.",
    other: "{count} characters are too long for a message.",
  },
  asFile: "Send as a file",
  keepAsText: "Keep it as text",
  forgetPaste: "Do not send it",
  bold: "Bold",
  italic: "Italic",
  strike: "Struck through",
  code: "Code",
  link: "Link",
  quote: "Quote",
  list: "List",
});
