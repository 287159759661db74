// How people come in: accounts, sessions, passwords, invites. And the workspace they come into.
import type { Registration, UserRole } from "../../protocol/shapes.ts";
import type { Actor, ByOrFor, Done, EndedSessions, NewSession, NewUser, Twins } from "./parts.ts";

interface SignedIn extends Done {
  userId: number;
  sessionId: number;
}

export interface AccountChanges {
  /** Wins only while there is no user. */
  setUp: { change: { workspaceName: string; user: NewUser; session: NewSession }; outcome: SignedIn };
  register: {
    change: {
      user: NewUser;
      session: NewSession;
      /** Null: open registration, checked inside. */
      inviteHash: string | null;
      registrationForced: Registration | null;
    };
    outcome: SignedIn & Twins;
  };
  /** Only on the command line. The first of all must be an admin. */
  addUser: {
    /** `reset`: of a link by which the person sets their password. */
    change: { user: NewUser; role: UserRole; reset: { tokenHash: string; expiresAt: number } | null };
    outcome: Done & { userId: number } & Twins;
  };
  /** The hash that was verified must still be the user's: a password changed meanwhile ends the sign-in. */
  signIn: {
    /** `prune`: sessions that have run out may go, because the clock can be trusted (H6). */
    change: { userId: number; verifiedHash: string; session: NewSession; prune?: boolean };
    /** The sessions that had to make room (R4), and some that had run out. */
    outcome: Done & { sessionId: number } & EndedSessions;
  };
  touchSession: { change: { sessionId: number; expiresAt: number }; outcome: Done };
  endSession: { change: { actor: Actor; sessionId: number }; outcome: Done };
  endOtherSessions: { change: { actor: Actor }; outcome: Done & EndedSessions };
  changePassword: {
    change: { actor: Actor; verifiedHash: string; passwordHash: string };
    outcome: Done & EndedSessions;
  };
  createInvite: {
    change: { tokenHash: string; expiresAt: number } & ByOrFor;
    outcome: Done & { inviteId: number };
  };
  revokeInvite: { change: { actor: Actor | null; inviteId: number }; outcome: Done };
  createReset: {
    change: { actor: Actor | null; userId: number; tokenHash: string; expiresAt: number };
    outcome: Done;
  };
  resetPassword: {
    change: { tokenHash: string; passwordHash: string; session: NewSession };
    outcome: SignedIn & EndedSessions;
  };
  changeWorkspace: { change: { actor: Actor; name?: string; registration?: Registration }; outcome: Done };
  /** How long messages are kept (J1); null: for ever. */
  setRetention: { change: { actor: Actor; days: number | null }; outcome: Done & { changed: boolean } };
}
