import { defineWords } from "../i18n/translate.ts";

/** Files of a message, before and after it is sent. Not in the first load. */
export const tFilesLazy = defineWords("filesLazy", {
  drop: "Drop files to add them to {room}",
  save: "Save",
  previous: "Previous picture",
  next: "Next picture",
  facts: "{width} × {height}, {size}",
  factsOfMany: "{width} × {height}, {size} · {at} of {all}",
  tray: "Attached files",
  addPicture: "Add picture",
  tryFileAgain: "Try {name} again",
  cancelFile: "Cancel {name}",
  removeFile: "Remove {name}",
  sendingFile: "Sending {name}",
  pictureToo: "The clipboard also has a picture",
  fileEmpty: "This file is empty.",
  fileTooLarge: "File too large. The limit is {size}.",
  fileLost: "The page was closed before this file was uploaded. Add it again.",
  fileNotSent: "Couldn't send this file.",
  uploadBroke: "Upload interrupted. Try again.",
  fileRefused: "The server rejected this file.",
  filesLeftOut: {
    one: "A message can have up to {most} files. {count} file was not added.",
    other: "A message can have up to {most} files. {count} files were not added.",
  },
});
