import { defineWords } from "../i18n/translate.ts";

/** The button that adds files. */
export const tFiles = defineWords("files", {
  bytes: { one: "{count} byte", other: "{count} bytes" },
  addFiles: "Add files",
  addFilesUpTo: "Add files, up to {size} each",
});
