// Before one is inside: the first account, signing up, in and out, a new password by a link.
import type { Registration, User } from "../../src/protocol/shapes.ts";
import type { RestCall } from "./rest.ts";

export interface SetupInfo {
  needed: boolean;
  codeNeeded: boolean;
  passwordMin: number;
  placeName: string;
  registration: Registration;
}

interface Credentials {
  username: string;
  password: string;
}

export function doorCalls({ get, post }: RestCall) {
  return {
    setupInfo: () => get<SetupInfo>("/setup"),
    setUp: (body: Credentials & { placeName?: string; displayName?: string; code?: string }) =>
      post<{ user: User }>("/setup", body),
    register: (body: Credentials & { displayName?: string; invite?: string }) =>
      post<{ user: User }>("/register", body),
    signIn: (body: Credentials) => post<{ user: User }>("/login", body),
    reset: (body: { token: string; password: string }) => post<{ user: User }>("/reset", body),
    lookAtInvite: (invite: string) =>
      post<{ placeName: string; invitedBy: string }>("/invites/look", { invite }),
  };
}
