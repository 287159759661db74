// The port of the one writer (SPEC D1 to D4, A2). Every change of the database is one of these values.
import type { Preferences } from "../protocol/preferences.ts";
import type {
  Message,
  NotifyLevel,
  QuietHours,
  ReactionChange,
  Registration,
  RoomRole,
  Status,
  UserRole,
} from "../protocol/shapes.ts";
import type { Effect } from "./effects.ts";

/** Who changes something, and by which session: both are checked again inside the transaction (A2). */
export interface Actor {
  userId: number;
  sessionId: number;
}

/** What belongs to someone: to the actor, or, made on the command line, to this person. */
export type ByOrFor = { actor: Actor } | { actor: null; forUserId: number };

export function ownerIdOf(change: ByOrFor): number {
  return change.actor ? change.actor.userId : change.forUserId;
}

/** L9: two display names of one look share at least one of these, and so do one and a username. */
export interface DisplayLooks {
  foldedLook: string;
  typedLook: string;
}

export interface NewUser {
  username: string;
  /** Two keys of SPEC L5; either one taken means the name is taken. */
  foldedLook: string;
  typedLook: string;
  displayName: string;
  /** What a search for people compares with: see `searchKeyOf`. */
  usernameKey: string;
  displayKey: string;
  displayLooks: DisplayLooks;
  passwordHash: string;
}

/** `@name` as written, and whose it is if they are a member when it is posted (M1). */
export interface NamedMention {
  name: string;
  userId: number;
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
      mentions: NamedMention[];
      /** Mine, of this room, in no message yet; in this order (F2). */
      fileIds: number[];
      /** Counts only where the room lets the author; `here`: who is not offline now (M2). */
      broadcast: { to: "everyone" } | { to: "here"; userIds: number[] } | null;
    }
  | { kind: "edit"; actor: Actor; messageId: number; editedAt: number | null; body: string }
  | { kind: "delete"; actor: Actor; messageId: number }
  // Many may react to one message in one transaction: it gets one new rev (W5).
  | { kind: "react"; actor: Actor; messageId: number; emoji: string; on: boolean }
  | { kind: "pin"; actor: Actor; messageId: number; on: boolean }
  // One step of an erasure (P3): a stretch of all messages, or nothing more to do.
  | { kind: "eraseMore"; userId: number }
  // One step of retention (J2): a portion of a room whose time is over on this day (since 1970, UTC), or nothing.
  | { kind: "expire"; roomId: number; day: number }
  | { kind: "save"; actor: Actor; messageId: number; on: boolean }
  // Files. The bytes are on disk before. `quotaBytes`: what this person's files may have together, this one too; `filesBytes`: everyone's, null for no bound (F3).
  | {
      kind: "addFile";
      actor: Actor;
      roomId: number;
      hash: string;
      thumbHash: string | null;
      name: string;
      type: string;
      size: number;
      width: number | null;
      height: number | null;
      quotaBytes: number;
      filesBytes: number | null;
    }
  // One step: a number of uploads that nobody posted, or nothing more to do (F9).
  | { kind: "dropUnposted"; olderThanMs: number }
  // Reading and rooms. A mark that lowers becomes seq − 1, wherever it stood.
  | { kind: "mark"; actor: Actor; roomId: number; seq: number; lower: boolean }
  | { kind: "markAll"; actor: Actor }
  /** `roomLimit`: of all public and private rooms (G10). */
  | ({
      kind: "createRoom";
      roomKind: "public" | "private";
      name: string;
      topic: string;
      roomLimit: number;
    } & ByOrFor)
  /** `userIds`: the whole set, rising, the actor among them (G1). */
  | { kind: "openDirect"; actor: Actor; userIds: number[] }
  | {
      kind: "changeRoom";
      actor: Actor | null;
      roomId: number;
      name?: string;
      topic?: string;
      roomKind?: "public" | "private";
      archived?: boolean;
      broadcasts?: "members" | "owners";
    }
  | { kind: "join"; actor: Actor; roomId: number }
  /** Of a direct room: hides it. */
  | { kind: "leave"; actor: Actor; roomId: number }
  | { kind: "enterRoom"; actor: Actor; roomId: number }
  | { kind: "addMembers"; actor: Actor; roomId: number; userIds: number[] }
  | { kind: "removeMember"; actor: Actor; roomId: number; userId: number }
  | { kind: "setRoomRole"; actor: Actor; roomId: number; userId: number; role: RoomRole }
  | {
      kind: "changeRoomSettings";
      actor: Actor;
      roomId: number;
      notify?: NotifyLevel;
      mutedUntil?: number | null;
      starred?: boolean;
      /** Direct rooms only. */
      hidden?: boolean;
    }
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
  // `prune`: sessions that have run out may go, because the clock can be trusted (H6).
  | { kind: "signIn"; userId: number; verifiedHash: string; session: NewSession; prune?: boolean }
  | { kind: "touchSession"; sessionId: number; expiresAt: number }
  | { kind: "endSession"; actor: Actor; sessionId: number }
  | { kind: "endOtherSessions"; actor: Actor }
  | { kind: "changePassword"; actor: Actor; verifiedHash: string; passwordHash: string }
  | {
      kind: "changeProfile";
      actor: Actor;
      displayName?: { text: string; key: string; looks: DisplayLooks };
      status?: Status | null;
      dndUntil?: number | null;
      quietHours?: QuietHours | null;
      receipts?: boolean;
      /** What is left out stays as it is. */
      preferences?: Partial<Preferences>;
    }
  /** The bytes are on disk before (P6). */
  | { kind: "setAvatar"; actor: Actor; hash: string }
  /** One's own, or another's by an admin. */
  | { kind: "removeAvatar"; actor: Actor; userId: number }
  // Other people, by admins; `actor` null: on the command line, by who holds the data folder (O7).
  | { kind: "setUserRole"; actor: Actor | null; userId: number; role: UserRole }
  | { kind: "deactivate"; actor: Actor | null; userId: number }
  | { kind: "reactivate"; actor: Actor | null; userId: number }
  | { kind: "erasePerson"; actor: Actor; userId: number }
  /** Only on the command line. `reset`: of a link by which the person sets their password. The first of all must be an admin. */
  | { kind: "addUser"; user: NewUser; role: UserRole; reset: { tokenHash: string; expiresAt: number } | null }
  | ({ kind: "createInvite"; tokenHash: string; expiresAt: number } & ByOrFor)
  | { kind: "revokeInvite"; actor: Actor | null; inviteId: number }
  | { kind: "createReset"; actor: Actor | null; userId: number; tokenHash: string; expiresAt: number }
  | { kind: "resetPassword"; tokenHash: string; passwordHash: string; session: NewSession }
  | { kind: "changePlace"; actor: Actor; name?: string; registration?: Registration }
  // How long messages are kept (J1); null: for ever, or as the workspace says.
  | { kind: "setRetention"; actor: Actor; days: number | null }
  | { kind: "setRoomRetention"; actor: Actor; roomId: number; days: number | null }
  | { kind: "holdRoom"; actor: Actor; roomId: number; on: boolean }
  // The search index (S7): a step after the messages, of so many at most; a new one under a number never used; and what is left
  // of one that is not in use any more.
  | { kind: "indexMore"; limit: number; table: number }
  | { kind: "rebuildIndex"; table: number }
  | { kind: "dropIndex"; table: number; isDamaged: boolean }
  // An index of a table whose pages are damaged, by its definition (H5).
  | { kind: "replaceIndex"; name: string; definition: string };

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
  | { ok: false; reason: "archived" | "last_owner" | "last_admin" | "person_gone" | "too_many" }
  | { ok: false; reason: "quota" | "files_full" | "files_missing" | "display_taken" }
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

/** Someone became owner of a room that had lost its last active one (G4). */
export interface PassedRoom {
  roomId: number;
  userId: number;
}

/** The ids of the sessions that ended, and of no other: whoever hears of it late must not end one that began since (A2). */
export interface EndedSessions {
  ended: number[];
}

/** The hash of the picture that was theirs and is no more: others may have the same bytes. */
export interface Dropped {
  dropped: string | null;
}

/** L9: others whose display name came to look like someone else's by this, or does so no longer. Absent: nobody. */
export interface Twins {
  twins?: number[];
}

export interface Outcomes {
  post: MessageWritten;
  edit: MessageWritten;
  delete: MessageWritten;
  /** `by`: all that changed on this message in one step, told once: with the first change of it. The others' is empty. */
  react: MessageWritten & { by: ReactionChange[] };
  pin: MessageWritten;
  /** The rooms it emptied messages or took reactions in, with their new rev, which is their floor (W12). */
  eraseMore: { ok: true; isDone: boolean; rooms: { roomId: number; rev: number }[] };
  /** `rev`: the room's new one, its floor; null: nothing was due. `isDone`: nothing more is. `emptied`: how many messages that were not deleted before. */
  expire: { ok: true; isDone: boolean; rev: number | null; emptied: number };
  save: { ok: true; changed: boolean };
  addFile: { ok: true; fileId: number };
  dropUnposted: { ok: true; isDone: boolean; dropped: number };
  mark: { ok: true; changed: boolean };
  /** The rooms whose mark moved. */
  markAll: { ok: true; roomIds: number[] };
  createRoom: { ok: true; roomId: number };
  /** `shown`: it was there, hidden from the actor. */
  openDirect: { ok: true; roomId: number; created: boolean; shown: boolean };
  changeRoom: { ok: true; changed: boolean };
  join: { ok: true; changed: boolean };
  leave: { ok: true; changed: boolean; hidden: boolean };
  enterRoom: { ok: true; changed: boolean };
  /** Who was not in before. */
  addMembers: { ok: true; added: number[] };
  removeMember: { ok: true; changed: boolean };
  setRoomRole: { ok: true; changed: boolean };
  changeRoomSettings: { ok: true; changed: boolean };
  setUp: { ok: true; userId: number; sessionId: number };
  register: { ok: true; userId: number; sessionId: number } & Twins;
  /** The sessions that had to make room (R4), and some that had run out. */
  signIn: { ok: true; sessionId: number } & EndedSessions;
  touchSession: { ok: true };
  endSession: { ok: true };
  endOtherSessions: { ok: true } & EndedSessions;
  changePassword: { ok: true } & EndedSessions;
  changeProfile: { ok: true; changed: boolean; receiptsChanged: boolean } & Twins;
  setAvatar: { ok: true; changed: boolean } & Dropped;
  removeAvatar: { ok: true; changed: boolean } & Dropped;
  setUserRole: { ok: true; changed: boolean };
  deactivate: { ok: true; changed: boolean; passed: PassedRoom[] } & EndedSessions;
  reactivate: { ok: true; changed: boolean };
  /** `roomIds`: where they were a member; `directIds`: those of them that are direct and stay. */
  erasePerson: {
    ok: true;
    changed: boolean;
    passed: PassedRoom[];
    roomIds: number[];
    directIds: number[];
    emptied: PassedRoom[];
  } & EndedSessions &
    Dropped &
    Twins;
  addUser: { ok: true; userId: number } & Twins;
  createInvite: { ok: true; inviteId: number };
  revokeInvite: { ok: true };
  createReset: { ok: true };
  resetPassword: { ok: true; userId: number; sessionId: number } & EndedSessions;
  changePlace: { ok: true };
  setRetention: { ok: true; changed: boolean };
  setRoomRetention: { ok: true; changed: boolean };
  holdRoom: { ok: true; changed: boolean };
  /** `isDone`: every message is in the index. */
  indexMore: { ok: true; isDone: boolean };
  rebuildIndex: { ok: true };
  dropIndex: { ok: true };
  replaceIndex: { ok: true };
}

export type OutcomeOf<K extends Change["kind"]> = Outcomes[K] | Refusal;

/** One change that is on disk, with what became of it. */
export type Done =
  | {
      [K in Change["kind"]]: { change: ChangeOf<K>; outcome: OutcomeOf<K> };
    }[Change["kind"]]
  /** Messages that the changes just before moved along: what a new or deleted reply answers (N1). Once, by rising rev. */
  | { change: { kind: "touched" }; outcome: { ok: true; messages: Message[] } };

/** With what follows from it. */
export type Committed = Done & { effects: Effect[] };

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
