// What the journal's refusals of changes in rooms are called on the wire.
import { ChatError, notFound } from "./chat_error.ts";
import type { Refusal } from "./journal.ts";

/** In the words of what was tried. */
interface Words {
  tooMany?: string;
}

/** The outcome if it was done, else its ChatError is thrown. `what` is what was not found, in a sentence. */
export function accepted<T extends { ok: true }>(outcome: T | Refusal, what: string, words: Words = {}): T {
  if (outcome.ok) return outcome;
  throw refused(outcome, what, words);
}

function refused(refusal: Refusal, what: string, words: Words): Error {
  switch (refusal.reason) {
    case "session_over":
      return new ChatError("not_signed_in", "This session is over. Sign in again.");
    case "not_found":
      return notFound(what);
    case "not_allowed":
      return new ChatError("not_allowed", "You don't have permission to do this.");
    case "gone":
      return new ChatError("message_gone", "The message was deleted.");
    case "conflict":
      return new ChatError("conflict", "The message was edited in the meantime.", {
        current: refusal.current,
      });
    case "client_id_reused":
      return new ChatError("client_id_reused", "This clientId was already used for another message.", {
        field: "clientId",
      });
    case "archived":
      return new ChatError("archived", "This room is archived and read-only. An owner can unarchive it.");
    case "last_owner":
      return new ChatError("last_owner", "This is the room's last owner. Make someone else an owner first.");
    case "last_admin":
      return new ChatError("last_admin", "This is the last admin. Make someone else an admin first.");
    case "person_gone":
      return new ChatError("person_gone", "One of these accounts is deactivated. Leave that person out.");
    case "too_many":
      return new ChatError("too_many", words.tooMany ?? "Limit reached.");
    case "files_missing":
      return new ChatError("not_found", "A file of this message was not found. Add it again.", {
        field: "fileIds",
      });
    case "quota":
    case "files_full":
    case "name_taken":
    case "display_taken":
    case "already_set_up":
    case "registration_closed":
    case "invite_invalid":
    case "reset_invalid":
    case "wrong_credentials":
      break;
  }
  return new Error(`The journal refused a change in a room with ${refusal.reason}.`);
}
