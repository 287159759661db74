// My account: what I say of myself, my password, where I am signed in.
import type { Preferences } from "../../src/protocol/preferences.ts";
import type { QuietHours, Status, User } from "../../src/protocol/shapes.ts";
import type { RestCall } from "./rest.ts";

export interface SessionInfo {
  id: number;
  createdAt: number;
  lastSeenAt: number;
  expiresAt: number;
  address: string;
  agent: string;
  current: boolean;
}

/** What is left out stays as it is. */
export interface ProfileChange {
  /** Empty: the username. */
  displayName?: string;
  status?: Status | null;
  dndUntil?: number | null;
  quietHours?: QuietHours | null;
  receipts?: boolean;
  /** Any of them (P5). */
  preferences?: Partial<Preferences>;
}

export function myCalls({ get, head, post, put, patch, remove }: RestCall) {
  return {
    signOut: () => post<void>("/logout"),
    /** Throws `too_fast` where a download of my data would be refused: nobody would see why. */
    checkMyData: () => head("/me/export"),
    me: () => get<{ user: User }>("/me"),
    changeProfile: (body: ProfileChange) => patch<{ user: User }>("/me", body),
    /** A picture of me (P6): the server shows the middle of it. */
    putAvatar: (picture: Blob) => put<{ user: User }>("/me/avatar", picture),
    removeAvatar: () => remove<{ user: User }>("/me/avatar"),
    changePassword: (body: { current: string; password: string }) => post<void>("/me/password", body),
    sessions: () => get<{ sessions: SessionInfo[] }>("/sessions"),
    endSession: (id: number) => remove<void>(`/sessions/${id}`),
    endOtherSessions: () => remove<void>("/sessions"),
  };
}
