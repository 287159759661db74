// The place and the links that lead into it.
import type { Author, Registration } from "../../src/protocol/shapes.ts";
import { queryOf } from "./query.ts";
import type { RestCall } from "./rest.ts";

export interface Invite {
  id: number;
  createdAt: number;
  expiresAt: number;
  createdBy: Author;
  used: number;
  url: string | null;
}

export interface PlaceInfo {
  name: string;
  registration: Registration;
  registrationLocked: boolean;
}

export function placeCalls({ get, post, patch, remove }: RestCall) {
  return {
    place: () => get<{ place: PlaceInfo }>("/place"),
    changePlace: (body: { name?: string; registration?: Registration }) =>
      patch<{ place: PlaceInfo }>("/place", body),
    invites: (query: { before?: number; limit?: number } = {}) =>
      get<{ invites: Invite[]; next: number | null }>(`/invites${queryOf(query)}`),
    createInvite: () => post<{ invite: Invite & { url: string } }>("/invites"),
    revokeInvite: (id: number) => remove<void>(`/invites/${id}`),
  };
}
