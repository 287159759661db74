// What several kinds of change take or bring about.

/** The person who changes something, and their session: both are checked again inside the transaction (A2). */
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
export interface DisplayKeys {
  foldedKey: string;
  typedKey: string;
}

export interface NewUser {
  username: string;
  /** Two keys of SPEC L5; either one taken means the name is taken. */
  foldedKey: string;
  typedKey: string;
  displayName: string;
  /** What a search for people compares with: see `searchKeyOf`. */
  usernameKey: string;
  displayKey: string;
  displayKeys: DisplayKeys;
  passwordHash: string;
}

export interface NewSession {
  tokenHash: string;
  expiresAt: number;
  address: string;
  agent: string;
}

export interface Done {
  ok: true;
}

/** `changed` false: it was so already. */
export interface Switched extends Done {
  changed: boolean;
}

/** Someone became owner of a room that had lost its last active one (G4). */
export interface InheritedRoom {
  roomId: number;
  userId: number;
}

/** The ids of exactly the sessions that ended: a late reader must not end a session that began since (A2). */
export interface EndedSessions {
  ended: number[];
}

/** The hash of their former picture: others may have the same bytes. */
export interface Dropped {
  dropped: string | null;
}

/** L9: others whose display name became confusable by this, or no longer is. Absent: nobody. */
export interface Twins {
  twins?: number[];
}
