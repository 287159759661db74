// Names and topics (SPEC L6): one visible line without control or bidi control characters, trimmed.
import { isPlainLine } from "../protocol/text.ts";
import { ChatError } from "./chat_error.ts";

interface LineRule {
  /** The field on the wire, and what to call it in a sentence. */
  field: string;
  what: string;
  maxLength: number;
  mayBeEmpty?: boolean;
}

/** The trimmed line. Throws `too_long` or `bad_name`. */
export function checkLine(text: string, rule: LineRule): string {
  const line = text.trim();
  if (line === "" && rule.mayBeEmpty) return line;
  if (line.length > rule.maxLength) {
    throw new ChatError(
      "too_long",
      `${rule.what} can have at most ${rule.maxLength} characters; this one has ${line.length}.`,
      { field: rule.field },
    );
  }
  if (!isPlainLine(line)) {
    throw new ChatError("bad_name", `${rule.what} is one line of visible characters.`, { field: rule.field });
  }
  return line;
}
