// Every change of the database is an entry of this one table: what it takes and what may come of it. Everything else that lists each kind
// (storage/changes/verbs.ts, the tests' tests/support/changes/) has its keys, and the compiler names missing ones.
import type { Message } from "../../protocol/shapes.ts";
import type { AccountChanges } from "./account_changes.ts";
import type { MessageChanges } from "./message_changes.ts";
import type { OwnSteps } from "./own_steps.ts";
import type { PersonChanges } from "./person_changes.ts";
import type { RoomChanges } from "./room_changes.ts";

export interface Changes extends MessageChanges, RoomChanges, AccountChanges, PersonChanges, OwnSteps {}

export type ChangeKind = keyof Changes;

export type Change = { [K in ChangeKind]: { kind: K } & Changes[K]["change"] }[ChangeKind];
export type ChangeOf<K extends ChangeKind> = Extract<Change, { kind: K }>;

/** The outcome of a change that was not refused. */
export type DoneOf<K extends ChangeKind> = Changes[K]["outcome"];
export type OutcomeOf<K extends ChangeKind> = DoneOf<K> | Refusal;

/**
 * Why nothing was done. `session_over`: the actor's session or account ended first. `not_found`: no such thing for this
 * actor (not a member, unknown, not the author). `gone`: the message is a tombstone.
 */
export type Refusal =
  | {
      ok: false;
      reason: "session_over" | "not_found" | "gone" | "name_taken" | "already_set_up" | "not_allowed";
    }
  | { ok: false; reason: "archived" | "last_owner" | "last_admin" | "person_gone" | "too_many" }
  | { ok: false; reason: "quota" | "files_full" | "files_missing" | "display_taken" }
  | {
      ok: false;
      reason:
        "registration_closed" | "invite_invalid" | "reset_invalid" | "wrong_credentials" | "client_id_reused";
    }
  | { ok: false; reason: "conflict"; current: Message };
