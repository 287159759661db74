// The reads of accounts of the memory twin.
import type { AccountStore, Credentials, InviteInfo } from "../../src/domain/stores.ts";
import { auditPage, byId, type Read } from "./memory_room_store.ts";
import {
  authorOf,
  isActive,
  toPerson,
  toUser,
  type InviteRow,
  type SessionRow,
  type Tables,
  type UserRow,
} from "./memory_tables.ts";

export function createMemoryAccountStore(tables: Tables, read: Read): AccountStore {
  const { users, sessions, invites, resets, erasures } = tables;

  const liveInvites = (now: number): InviteRow[] =>
    [...invites.values()].filter((row) => !row.revoked && row.expiresAt > now);

  const toInvite = ({ id, createdAt, expiresAt, createdBy, used }: InviteRow): InviteInfo => ({
    id,
    createdAt,
    expiresAt,
    createdBy: authorOf(tables, createdBy),
    used,
  });

  return {
    hasUsers: () => read(() => users.size > 0),
    findSession: (tokenHash, now) =>
      read(() => {
        const session = [...sessions.values()].find((row) => row.tokenHash === tokenHash);
        const user = session && users.get(session.userId);
        if (!session || !isActive(user) || session.expiresAt <= now) return null;
        const { id, createdAt, lastSeenAt, expiresAt } = session;
        return { id, user: toUser(user), createdAt, lastSeenAt, expiresAt };
      }),
    findCredentials: (foldedLook) =>
      read(() => toCredentials([...users.values()].find((user) => user.foldedLook === foldedLook))),
    findUserId: (foldedLook) =>
      read(
        () =>
          [...users.values()].find((user) => user.foldedLook === foldedLook && !user.isErased)?.id ?? null,
      ),
    credentialsOf: (userId) => read(() => toCredentials(users.get(userId))),
    findUser: (userId) =>
      read(() => {
        const user = users.get(userId);
        return user ? toUser(user) : null;
      }),
    findAvatar: (userId) => read(() => users.get(userId)?.avatarHash ?? null),
    findPeople: (userIds) =>
      read(() =>
        byId(
          [...users.values()].filter(({ id }) => userIds.includes(id)),
          { after: 0, limit: userIds.length },
        ).map(toPerson),
      ),
    pagePeople: ({ after, limit, key }) =>
      read(() => {
        const known = [...users.values()].filter(({ isErased }) => !isErased);
        if (key === undefined) return byId(known, { after, limit }).map(toPerson);
        const found = known.filter(
          ({ usernameKey, displayKey }) => usernameKey.startsWith(key) || displayKey.startsWith(key),
        );
        return byId(found, { after: 0, limit }).map(toPerson);
      }),
    pageNotIn: (roomId, { after, limit, key }) =>
      read(() => {
        const members = tables.rooms.get(roomId)?.members;
        const others = [...users.values()].filter(
          ({ id, isErased, isDeactivated, usernameKey, displayKey }) =>
            !isErased &&
            !isDeactivated &&
            !members?.has(id) &&
            (key === undefined || usernameKey.startsWith(key) || displayKey.startsWith(key)),
        );
        const people = byId(others, { after: key === undefined ? after : 0, limit }).map(toPerson);
        // So few are all looked at.
        return { people, lookedTo: null };
      }),
    listErasures: () => read(() => [...erasures.keys()].sort((a, b) => a - b)),
    pageAudit: (page) => read(() => auditPage(tables, page, (row) => row.forAdmins)),
    listSessions: (userId, now) =>
      read(() =>
        [...sessions.values()]
          .filter((row) => row.userId === userId && row.expiresAt > now)
          .sort((a, b) => b.lastSeenAt - a.lastSeenAt || b.id - a.id)
          .slice(0, 100)
          .map(toSessionInfo),
      ),
    pageInvites: (now, { createdBy, before = Infinity, limit }) =>
      read(() =>
        liveInvites(now)
          .filter((row) => createdBy === undefined || row.createdBy === createdBy)
          .filter((row) => row.id < before)
          .sort((a, b) => b.id - a.id)
          .slice(0, limit)
          .map(toInvite),
      ),
    findInvite: (tokenHash, now) =>
      read(() => {
        const invite = liveInvites(now).find((row) => row.tokenHash === tokenHash);
        return invite ? toInvite(invite) : null;
      }),
    findReset: (tokenHash, now) =>
      read(() => {
        const found = [...resets].find(([, row]) => row.tokenHash === tokenHash && row.expiresAt > now);
        return toCredentials(found && users.get(found[0]));
      }),
    pageUsers: (page) => read(() => byId([...users.values()].filter(isActive), page).map(toUser)),
  };
}

function toCredentials(user: UserRow | undefined): Credentials | null {
  if (!isActive(user)) return null;
  return { userId: user.id, username: user.username, passwordHash: user.passwordHash };
}

function toSessionInfo({ id, createdAt, lastSeenAt, expiresAt, address, agent }: SessionRow) {
  return { id, createdAt, lastSeenAt, expiresAt, address, agent };
}
