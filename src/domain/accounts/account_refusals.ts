// What the journal refuses about accounts, in words.
import { ChatError, notFound } from "../chat_error.ts";
import type { Refusal } from "../journal.ts";

/** The outcome of a change that was done; else throws its refusal. `what` names the thing in "… was not found". */
export function done<T extends { ok: true }>(outcome: T | Refusal, what = "It"): T {
  if (outcome.ok) return outcome;
  throw accountRefusal(outcome, what);
}

/** `what` names the thing in "… was not found". */
export function accountRefusal({ reason }: Refusal, what: string): Error {
  switch (reason) {
    case "session_over":
      return new ChatError("not_signed_in", "You were signed out. Sign in again.");
    case "not_found":
      return notFound(what);
    case "last_admin":
      return new ChatError("last_admin", "This is the last admin. Make someone else an admin first.");
    case "person_gone":
      return new ChatError("person_gone", "This person's account is deactivated.");
    case "not_allowed":
      return new ChatError("not_allowed", "Only an admin can do this.");
    case "name_taken":
      return new ChatError("name_taken", "This name, or one that looks like it, is taken. Choose another.", {
        field: "username",
      });
    case "display_taken":
      return new ChatError("name_taken", "This name looks like an admin's. Choose another.", {
        field: "displayName",
      });
    case "already_set_up":
      return new ChatError(
        "already_set_up",
        "The first account already exists. Sign in, or ask for an invite.",
      );
    case "registration_closed":
      return new ChatError(
        "registration_closed",
        "You need an invite link to create an account. Ask a member for one.",
      );
    case "invite_invalid":
      return new ChatError("invite_invalid", "This invite no longer works. Ask for a new one.", {
        field: "invite",
      });
    case "reset_invalid":
      return new ChatError("not_found", "This link was already used or has expired. Ask for a new one.", {
        field: "token",
      });
    case "wrong_credentials":
      return wrongCredentials();
    // About rooms and messages: no change of an account can meet them.
    case "gone":
    case "client_id_reused":
    case "conflict":
    case "archived":
    case "last_owner":
    case "too_many":
    case "quota":
    case "files_full":
    case "files_missing":
      break;
  }
  return new Error(`The journal refused a change of an account with ${reason}.`);
}

/** R7: the same for a wrong name and a wrong password. */
export function wrongCredentials(): ChatError {
  return new ChatError("wrong_credentials", "The username or password is wrong.");
}
