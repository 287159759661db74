// SPEC F4. A name is only stored and shown: it never becomes a path, so dots and slashes in it do no harm.
import { limits } from "../../protocol/limits.ts";
import { isVisible } from "../../protocol/text.ts";
import { ChatError } from "../chat_error.ts";

/** Throws `too_long` or `bad_name`. The transport has already checked that the text can be stored. */
export function checkFileName(name: string): string {
  if (name.length > limits.fileNameLength) {
    throw new ChatError(
      "too_long",
      `A file name can have at most ${limits.fileNameLength} characters; this one has ${name.length}.`,
      { field: "name" },
    );
  }
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name) || !isVisible(name)) {
    throw new ChatError("bad_name", "A file name is one line of visible characters.", { field: "name" });
  }
  return name;
}
