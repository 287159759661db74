// The port of the one writer (SPEC D1 to D4, A2). Every change of the database is one of these values.
import type { Message, Registration } from "../protocol/shapes.ts";

/** Who changes something, and by which session: both are checked again inside the transaction (A2). */
export interface Actor {
  userId: number;
  sessionId: number;
}

export interface NewUser {
  username: string;
  /** Two keys of SPEC L5; either one taken means the name is taken. */
  foldedLook: string;
  typedLook: string;
  displayName: string;
  passwordHash: string;
}

export interface NewSession {
  tokenHash: string;
  expiresAt: number;
  address: string;
  agent: string;
}

export type Change =
  // Messages: the only changes that move a room's rev.
  | {
      kind: "post";
      actor: Actor;
      roomId: number;
      clientId: string;
      postHash: string;
      body: string;
      replyTo: number | null;
    }
  | { kind: "edit"; actor: Actor; messageId: number; editedAt: number | null; body: string }
  | { kind: "delete"; actor: Actor; messageId: number }
  // Reading and rooms. A mark that lowers becomes seq − 1, wherever it stood.
  | { kind: "mark"; actor: Actor; roomId: number; seq: number; lower: boolean }
  | { kind: "createRoom"; actor: Actor; name: string; topic: string }
  | { kind: "changeRoom"; actor: Actor; roomId: number; name?: string; topic?: string }
  | { kind: "join"; actor: Actor; roomId: number }
  | { kind: "leave"; actor: Actor; roomId: number }
  // Accounts. `setUp` wins only while there is no user. `inviteHash: null` is open registration, checked inside.
  | { kind: "setUp"; placeName: string; user: NewUser; session: NewSession }
  | {
      kind: "register";
      user: NewUser;
      session: NewSession;
      inviteHash: string | null;
      registrationForced: Registration | null;
    }
  // The hash that was verified must still be the user's: a password changed meanwhile ends the sign-in.
  | { kind: "signIn"; userId: number; verifiedHash: string; session: NewSession }
  | { kind: "touchSession"; sessionId: number; expiresAt: number }
  | { kind: "endSession"; actor: Actor; sessionId: number }
  | { kind: "endOtherSessions"; actor: Actor }
  | { kind: "changePassword"; actor: Actor; verifiedHash: string; passwordHash: string }
  | { kind: "changeProfile"; actor: Actor; displayName: string }
  | { kind: "createInvite"; actor: Actor; tokenHash: string; expiresAt: number }
  | { kind: "revokeInvite"; actor: Actor; inviteId: number }
  | { kind: "createReset"; userId: number; tokenHash: string; expiresAt: number }
  | { kind: "resetPassword"; tokenHash: string; passwordHash: string; session: NewSession }
  | { kind: "changePlace"; actor: Actor; name?: string; registration?: Registration };

export type ChangeOf<K extends Change["kind"]> = Extract<Change, { kind: K }>;

/**
 * Why nothing was done. `session_over`: the actor's session or account ended first. `not_found`: no such thing for this
 * actor (not a member, unknown, not the author). `gone`: the message is a tombstone.
 */
export type Refusal =
  | {
      ok: false;
      reason: "session_over" | "not_found" | "gone" | "name_taken" | "already_set_up" | "not_allowed";
    }
  | {
      ok: false;
      reason:
        "registration_closed" | "invite_invalid" | "reset_invalid" | "wrong_credentials" | "client_id_reused";
    }
  | { ok: false; reason: "conflict"; current: Message };

/** `changed` false: it was so already (a retry, the same edit, a second delete): no new rev, no event. */
export interface MessageWritten {
  ok: true;
  changed: boolean;
  message: Message;
}

export interface Outcomes {
  post: MessageWritten;
  edit: MessageWritten;
  delete: MessageWritten;
  mark: { ok: true; changed: boolean };
  createRoom: { ok: true; roomId: number };
  changeRoom: { ok: true; changed: boolean };
  join: { ok: true; changed: boolean };
  leave: { ok: true; changed: boolean };
  setUp: { ok: true; userId: number; sessionId: number };
  register: { ok: true; userId: number; sessionId: number };
  signIn: { ok: true; sessionId: number };
  touchSession: { ok: true };
  endSession: { ok: true };
  endOtherSessions: { ok: true };
  changePassword: { ok: true };
  changeProfile: { ok: true };
  createInvite: { ok: true; inviteId: number };
  revokeInvite: { ok: true };
  createReset: { ok: true };
  resetPassword: { ok: true; userId: number; sessionId: number };
  changePlace: { ok: true };
}

export type OutcomeOf<K extends Change["kind"]> = Outcomes[K] | Refusal;

/** One change that is on disk, with what became of it. */
export type Committed = {
  [K in Change["kind"]]: { change: ChangeOf<K>; outcome: OutcomeOf<K> };
}[Change["kind"]];

export interface Journal {
  /**
   * Resolves after commit and after `onCommitted` has run for it. Changes take effect in the order of the calls.
   * Rejects with ChatError `busy` when too many wait or the disk refuses writes (then nothing was or will be done).
   * `at` of the change is the journal's clock at the call.
   */
  submit<K extends Change["kind"]>(change: ChangeOf<K>): Promise<OutcomeOf<K>>;
  /** Called synchronously for each change of a committed batch, in order, before its `submit` resolves. One listener. */
  onCommitted(listener: (committed: Committed) => void): void;
}
