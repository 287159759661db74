// SPEC L5, L6 as refusals.
import { limits } from "../../protocol/limits.ts";
import { endsLikeSentence } from "../../protocol/mentions.ts";
import { isUsername } from "../../protocol/text.ts";
import { ChatError } from "../chat_error.ts";
import { checkLine } from "../plain_line.ts";
import { displayKeysOf, confusableKeysOf } from "./confusable_keys.ts";
import { isReserved } from "./reserved_names.ts";

/** Of a new name; whether it is taken the journal says. */
export function checkUsername(name: string): void {
  const max = limits.usernameLength;
  if (name.length > max) {
    const message = `A username can have at most ${max} characters; this one has ${name.length}.`;
    throw new ChatError("too_long", message, { field: "username" });
  }
  if (!isUsername(name)) {
    throw badName(
      "A username has letters, digits and . _ - ' without spaces, and begins and ends with a letter or digit.",
    );
  }
  const composed = name.normalize("NFKC");
  if (composed.length > limits.newNameComposed) {
    const message = `A username has at most ${limits.newNameComposed} characters when its signs are written out.`;
    throw new ChatError("too_long", message, { field: "username" });
  }
  if (endsLikeSentence(composed)) {
    throw badName(`A username does not end in 's or the like: "@bob's" is to mean Bob.`);
  }
  if (isReserved(confusableKeysOf(name))) {
    throw badName(reservedMessage);
  }
}

const reservedMessage = "This name is reserved. Choose another, like ada.";

function badName(message: string): ChatError {
  return new ChatError("bad_name", message, { field: "username" });
}

/** Trimmed; the username where there is none. */
export function checkDisplayName(typed: string | undefined, username: string): string {
  const rule = { field: "displayName", what: "A display name", maxLength: limits.displayNameLength };
  return checkLine(typed ?? "", { ...rule, mayBeEmpty: true }) || username;
}

/** L9: a name that only an admin may show; a person may always show their own username. */
export function checkNotReserved(displayName: string, username: string): void {
  if (displayName === username || !isReserved(displayKeysOf(displayName))) return;
  throw new ChatError("bad_name", reservedMessage, { field: "displayName" });
}

export function checkWorkspaceName(typed: string, field: string): string {
  return checkLine(typed, { field, what: "The name of a workspace", maxLength: limits.roomNameLength });
}
