// The members of a room as far as they were read: pages of members, updated by `member` events.
import type { Member, RoomRole } from "../../src/protocol/shapes.ts";

export interface MemberList {
  roles: ReadonlyMap<number, RoomRole>;
  /** Changes by events since the first page (null: gone): a page may be older. */
  changes: ReadonlyMap<number, RoomRole | null>;
  /** `after` of the next page; null when all are read. */
  next: number | null;
}

export function startMemberList(): MemberList {
  return { roles: new Map(), changes: new Map(), next: 0 };
}

export function takeMembers(
  memberList: MemberList,
  page: { members: readonly Member[]; next: number | null },
): MemberList {
  const roles = new Map(memberList.roles);
  for (const { user, role } of page.members) if (!memberList.changes.has(user.id)) roles.set(user.id, role);
  return { ...memberList, roles, next: page.next };
}

export function hearMember(memberList: MemberList, userId: number, role: RoomRole | null): MemberList {
  const roles = new Map(memberList.roles);
  if (role === null) roles.delete(userId);
  else roles.set(userId, role);
  return { ...memberList, roles, changes: new Map(memberList.changes).set(userId, role) };
}
