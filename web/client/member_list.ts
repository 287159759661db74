// Who is in a room, as far as it was asked: pages of members, moved on by `member`.
import type { Member, RoomRole } from "../../src/protocol/shapes.ts";

export interface Roster {
  roles: ReadonlyMap<number, RoomRole>;
  /** What events said since it was begun (null: gone): a page may be older. */
  heard: ReadonlyMap<number, RoomRole | null>;
  /** `after` of the next page; null when all are here. */
  next: number | null;
}

export function startRoster(): Roster {
  return { roles: new Map(), heard: new Map(), next: 0 };
}

export function takeMembers(
  roster: Roster,
  page: { members: readonly Member[]; next: number | null },
): Roster {
  const roles = new Map(roster.roles);
  for (const { user, role } of page.members) if (!roster.heard.has(user.id)) roles.set(user.id, role);
  return { ...roster, roles, next: page.next };
}

export function hearMember(roster: Roster, userId: number, role: RoomRole | null): Roster {
  const roles = new Map(roster.roles);
  if (role === null) roles.delete(userId);
  else roles.set(userId, role);
  return { ...roster, roles, heard: new Map(roster.heard).set(userId, role) };
}
