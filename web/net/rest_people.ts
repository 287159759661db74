// Everyone of the place, and what admins do with accounts (P1 to P3).
import type { AuditEntry, Person, UserRole } from "../../src/protocol/shapes.ts";
import { queryOf } from "./query.ts";
import type { RestCall } from "./rest.ts";

export interface PeoplePage {
  users: Person[];
  /** `after` of the next page; null on the last. */
  next: number | null;
}

export interface LogPage {
  /** Newest first. */
  entries: AuditEntry[];
  /** `before` of the next page; null on the last. */
  next: number | null;
}

export function peopleCalls({ get, post, patch, remove }: RestCall) {
  return {
    /** By id; with `q` those one of whose names begins with it. */
    people: (query: { q?: string; after?: number; limit?: number } = {}) =>
      get<PeoplePage>(`/users${queryOf(query)}`),
    /** Those of at most 100 that there are. */
    peopleByIds: (ids: readonly number[]) => get<PeoplePage>(`/users${queryOf({ ids: ids.join(",") })}`),
    person: (id: number) => get<{ user: Person }>(`/users/${id}`),
    changePerson: (id: number, body: { role?: UserRole; deactivated?: boolean }) =>
      patch<{ user: Person }>(`/users/${id}`, body),
    /** `username` as it is: to be sure. */
    erasePerson: (id: number, username: string) => post<{ user: Person }>(`/users/${id}/erase`, { username }),
    /** The only answer that holds the link (R8). */
    makeResetLink: (id: number) => post<{ url: string; expiresAt: number }>(`/users/${id}/reset`),
    removeAvatarOf: (id: number) => remove<{ user: Person }>(`/users/${id}/avatar`),
    audit: (query: { before?: number; limit?: number } = {}) => get<LogPage>(`/audit${queryOf(query)}`),
  };
}
