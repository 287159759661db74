// The reads of the memory twin.
import type { Credentials, InviteInfo, Stores } from "../../src/domain/stores.ts";
import type { User } from "../../src/protocol/shapes.ts";
import {
  authorOf,
  countsFor,
  messagesOf,
  roomFor,
  roomInfo,
  toMessage,
  type InviteRow,
  type SessionRow,
  type Tables,
  type UserRow,
} from "./memory_tables.ts";

interface Page {
  after: number;
  limit: number;
}

export function createMemoryStores(tables: Tables, pause: () => Promise<unknown>): Stores {
  const { users, sessions, rooms, messages, invites, resets, place } = tables;

  /** Every read is of one moment, after a pause. */
  async function read<T>(take: () => T): Promise<T> {
    await pause();
    return take();
  }

  const byId = <T extends { id: number }>(rows: Iterable<T>, { after, limit }: Page) =>
    [...rows]
      .filter((row) => row.id > after)
      .sort((a, b) => a.id - b.id)
      .slice(0, limit);

  const mine = (userId: number, page: Page) =>
    byId(
      [...rooms.values()].filter((room) => room.members.has(userId)),
      page,
    ).flatMap((room) => roomFor(tables, room, userId) ?? []);

  const liveInvites = (now: number): InviteRow[] =>
    [...invites.values()].filter((row) => !row.revoked && row.expiresAt > now);

  const toInvite = ({ id, createdAt, expiresAt, createdBy, used }: InviteRow): InviteInfo => ({
    id,
    createdAt,
    expiresAt,
    createdBy: authorOf(tables, createdBy),
    used,
  });

  const inRoom = (roomId: number) => messagesOf(tables, roomId).sort((a, b) => a.seq - b.seq);

  return {
    rooms: {
      findMembership: (userId, roomId) =>
        read(() => {
          const room = rooms.get(roomId);
          const member = room?.members.get(userId);
          return room && member ? { room: roomInfo(room), role: member.role } : null;
        }),
      findRoom: (userId, roomId) =>
        read(() => {
          const room = rooms.get(roomId);
          return room ? roomFor(tables, room, userId) : null;
        }),
      listMyIds: (userId) =>
        read(() => mine(userId, { after: 0, limit: Number.MAX_SAFE_INTEGER }).map((room) => room.id)),
      listMine: (userId) => read(() => mine(userId, { after: 0, limit: Number.MAX_SAFE_INTEGER })),
      pageMine: (userId, page) => read(() => mine(userId, page)),
      pageJoinable: (userId, page) =>
        read(() =>
          byId(
            [...rooms.values()].filter((room) => room.kind === "public" && !room.members.has(userId)),
            page,
          ).flatMap((room) => roomFor(tables, room, userId) ?? []),
        ),
      pageMembers: (roomId, page) =>
        read(() => {
          const members = [...(rooms.get(roomId)?.members ?? [])].map(([id, { role }]) => ({ id, role }));
          return byId(members, page).map(({ id, role }) => ({ user: authorOf(tables, id), role }));
        }),
      forMembers: (roomId, userIds) =>
        read(() => {
          const room = rooms.get(roomId);
          const seen = userIds.filter((userId) => room?.members.has(userId));
          return new Map(
            seen.flatMap((userId) => {
              const shown = room && roomFor(tables, room, userId);
              return shown ? [[userId, shown] as const] : [];
            }),
          );
        }),
      counts: (userId, roomId) =>
        read(() => {
          const room = rooms.get(roomId);
          return room ? countsFor(tables, room, userId) : null;
        }),
    },

    messages: {
      page: (roomId, { before, after, around, limit }) =>
        read(() => {
          const all = inRoom(roomId);
          const older = Math.floor(limit / 2);
          const below = (seq: number, most: number) =>
            most === 0 ? [] : all.filter((row) => row.seq < seq).slice(-most);
          const from = (seq: number, most: number) => all.filter((row) => row.seq >= seq).slice(0, most);
          const found =
            after !== undefined
              ? from(after + 1, limit)
              : around !== undefined
                ? [...below(around, older), ...from(around, limit - older)]
                : below(before ?? Number.MAX_SAFE_INTEGER, limit);
          const first = found[0];
          const last = found.at(-1);
          return {
            rev: rooms.get(roomId)?.rev ?? 0,
            messages: found.map((row) => toMessage(tables, row)),
            hasBefore: first !== undefined && first.seq > 1,
            hasAfter: last !== undefined && last.seq < (rooms.get(roomId)?.lastSeq ?? 0),
          };
        }),
      after: (userId, roomId, rev) =>
        read(() => {
          const room = rooms.get(roomId);
          const counts = (room && countsFor(tables, room, userId)) ?? {
            rev: 0,
            lastSeq: 0,
            readSeq: 0,
            unread: 0,
            mentions: 0,
          };
          if (!room || rev > counts.rev || counts.rev - rev > 2000) {
            return { rev: counts.rev, complete: false, more: false, messages: [], counts };
          }
          const all = messagesOf(tables, roomId)
            .filter((row) => row.rev > rev)
            .sort((a, b) => a.rev - b.rev);
          let bytes = 0;
          const fits = all.findIndex((row, index) => {
            bytes += Buffer.byteLength(row.body);
            return index === 200 || (index > 0 && bytes > 256 * 1024);
          });
          const taken = fits === -1 ? all : all.slice(0, fits);
          const more = taken.length < all.length;
          return {
            rev: more ? (taken.at(-1)?.rev ?? counts.rev) : counts.rev,
            complete: true,
            more,
            messages: taken.map((row) => toMessage(tables, row)),
            counts,
          };
        }),
      changedAfter: (roomId, rev, limit) =>
        read(() =>
          messagesOf(tables, roomId)
            .filter((row) => row.rev > rev)
            .sort((a, b) => a.rev - b.rev)
            .slice(0, limit)
            .map((row) => toMessage(tables, row)),
        ),
      findRoomOf: (messageId) => read(() => messages.get(messageId)?.roomId ?? null),
    },

    accounts: {
      hasUsers: () => read(() => users.size > 0),
      findSession: (tokenHash, now) =>
        read(() => {
          const session = [...sessions.values()].find((row) => row.tokenHash === tokenHash);
          const user = session && users.get(session.userId);
          if (!session || !user || session.expiresAt <= now) return null;
          const { id, createdAt, lastSeenAt, expiresAt } = session;
          return { id, user: toUser(user), createdAt, lastSeenAt, expiresAt };
        }),
      findCredentials: (foldedLook) =>
        read(() => toCredentials([...users.values()].find((user) => user.foldedLook === foldedLook))),
      credentialsOf: (userId) => read(() => toCredentials(users.get(userId))),
      findUser: (userId) =>
        read(() => {
          const user = users.get(userId);
          return user ? toUser(user) : null;
        }),
      listSessions: (userId, now) =>
        read(() =>
          [...sessions.values()]
            .filter((row) => row.userId === userId && row.expiresAt > now)
            .sort((a, b) => b.lastSeenAt - a.lastSeenAt || b.id - a.id)
            .slice(0, 100)
            .map(toSessionInfo),
        ),
      listInvites: (now, createdBy) =>
        read(() =>
          liveInvites(now)
            .filter((row) => createdBy === undefined || row.createdBy === createdBy)
            .sort((a, b) => b.id - a.id)
            .slice(0, 100)
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
      pageUsers: (page) => read(() => byId(users.values(), page).map(toUser)),
    },

    place: { place: () => read(() => ({ ...place })) },
  };
}

function toUser({ id, username, displayName, role }: UserRow): User {
  return { id, username, displayName, role };
}

function toCredentials(user: UserRow | undefined): Credentials | null {
  return user ? { userId: user.id, username: user.username, passwordHash: user.passwordHash } : null;
}

function toSessionInfo({ id, createdAt, lastSeenAt, expiresAt, address, agent }: SessionRow) {
  return { id, createdAt, lastSeenAt, expiresAt, address, agent };
}
