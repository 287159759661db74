import { defineWords } from "../i18n/translate.ts";

/** Files of a message, before and after it is sent. Not in the first load. */
export const tFilesLazy = defineWords("filesLazy", {
  drop: "Drop files to add them to {room}",
  save: "Save",
  previous: "Previous picture",
  next: "Next picture",
  facts: "{width} × {height}, {size}",
  factsOfMany: "{width} × {height}, {size} · {at} of {all}",
  tray: "Files of this message",
  addPicture: "Add picture",
  tryFileAgain: "Try {name} again",
  cancelFile: "Cancel {name}",
  removeFile: "Remove {name}",
  sendingFile: "Sending {name}",
  pictureToo: "A picture was on the clipboard too",
  fileEmpty: "This file is empty.",
  fileTooLarge: "Too large: a file has at most {size}.",
  fileLost: "The page was closed before this file was uploaded. Add it again.",
  fileNotSent: "This file could not be sent.",
  uploadBroke: "The upload broke off. Try again.",
  fileRefused: "The server did not take this file.",
  filesLeftOut: {
    one: "A message has at most {most} files. One was left out.",
    other: "A message has at most {most} files. {count} were left out.",
  },
});
