// SPEC L5, L6 as refusals.
import { limits } from "../../protocol/limits.ts";
import { isUsername } from "../../protocol/text.ts";
import { ChatError } from "../chat_error.ts";
import { checkLine } from "../plain_line.ts";

export function checkUsername(name: string): void {
  const max = limits.usernameLength;
  if (name.length > max) {
    const message = `A username has at most ${max} characters; this one has ${name.length}.`;
    throw new ChatError("too_long", message, { field: "username" });
  }
  if (isUsername(name)) return;
  throw new ChatError(
    "bad_name",
    "A username has letters, digits and . _ - ' without spaces, and begins with a letter or digit.",
    { field: "username" },
  );
}

/** Trimmed; the username where there is none. */
export function checkDisplayName(typed: string | undefined, username: string): string {
  const rule = { field: "displayName", what: "A display name", maxLength: limits.displayNameLength };
  return checkLine(typed ?? "", { ...rule, mayBeEmpty: true }) || username;
}

export function checkPlaceName(typed: string, field: string): string {
  return checkLine(typed, { field, what: "The name of a place", maxLength: limits.roomNameLength });
}
