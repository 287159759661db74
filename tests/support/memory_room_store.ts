// The reads of rooms of the memory twin.
import { displayLooksOf, isSameLook } from "../../src/domain/accounts/looks.ts";
import { beginsWord, searchKeyOf } from "../../src/domain/accounts/search_keys.ts";
import type { Backwards, RoomPlan, RoomStore } from "../../src/domain/stores.ts";
import { limits } from "../../src/protocol/limits.ts";
import type { AuditEntry, ListedRoom, Member, Room } from "../../src/protocol/shapes.ts";
import { countsFor, lastAtOf, roomFor, roomInfo } from "./memory_room_views.ts";
import {
  authorOf,
  isActive,
  messagesOf,
  toPerson,
  type AuditRow,
  type RoomRow,
  type Tables,
} from "./memory_tables.ts";

export interface Page {
  after: number;
  limit: number;
}

export type Read = <T>(take: () => T) => Promise<T>;

const everything: Page = { after: 0, limit: Number.MAX_SAFE_INTEGER };

export function createMemoryRoomStore(tables: Tables, read: Read): RoomStore {
  const { users, rooms } = tables;

  const mine = (userId: number, page: Page) =>
    byId(
      [...rooms.values()].filter((room) => room.members.has(userId)),
      page,
    ).flatMap((room) => roomFor(tables, room, userId) ?? []);

  /** A direct room in which nothing was said is there for nobody but who opened it. */
  const isThere = ({ kind, lastSeq, hiddenSeq }: Room) =>
    kind !== "direct" || lastSeq > 0 || hiddenSeq === null;

  function plan(userId: number, { openRoomId, now }: { openRoomId: number | null; now: number }): RoomPlan {
    const all = mine(userId, everything).filter(isThere);
    const isQuiet = ({ notify, mutedUntil }: Room) => notify === "nothing" || (mutedUntil ?? 0) > now;
    const isUnread = ({ lastSeq, readSeq }: Room) => lastSeq > readSeq;
    const isHidden = ({ notify, hiddenSeq, lastSeq, mentions }: Room) =>
      lastSeq <= (hiddenSeq ?? -1) || (notify === "hidden" && mentions === 0);
    const rankOf = (room: Room) => {
      if (room.id === openRoomId) return 0;
      if (isHidden(room)) return 5;
      if (room.mentions > 0) return 1;
      if (isUnread(room) && !isQuiet(room)) return 2;
      return room.starred ? 3 : 4;
    };
    const saidAt = (room: Room) => room.lastAt ?? lastAtOf(tables, rooms.get(room.id));
    all.sort((a, b) => rankOf(a) - rankOf(b) || saidAt(b) - saidAt(a) || b.id - a.id);
    const loud = all.slice(limits.roomsTold).filter((room) => !isQuiet(room));
    const mentions = loud.filter((room) => rankOf(room) === 1).length;
    return {
      listed: all
        .slice(0, limits.roomsTold)
        .map(({ id, lastSeq, readSeq }) => ({ id, span: Math.max(0, Math.min(lastSeq - readSeq, 1000)) })),
      rest: {
        rooms: all.slice(limits.roomsTold).length,
        unread: mentions + loud.filter((room) => rankOf(room) === 2).length,
        mentions,
      },
    };
  }

  /** Active ones, by user id. */
  function membersOf(roomId: number): Member[] {
    return [...(rooms.get(roomId)?.members ?? [])]
      .flatMap(([userId, { role, joinedAt }]) => {
        const user = users.get(userId);
        return isActive(user) ? { user: toPerson(user), role, joinedAt } : [];
      })
      .sort((a, b) => a.user.id - b.user.id);
  }

  function listed({ id, kind, name, createdAt, archivedAt, members, lastSeq }: RoomRow): ListedRoom[] {
    if (kind === "direct") return [];
    const owners = [...members.values()].filter(({ role }) => role === "owner").length;
    const last = messagesOf(tables, id).find(({ seq }) => seq === lastSeq);
    const active = membersOf(id).length;
    const lastAt = last?.createdAt ?? null;
    return [{ id, kind, name, createdAt, archivedAt, members: active, owners, lastAt }];
  }

  return {
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
    listMyIds: (userId) => read(() => mine(userId, everything).map((room) => room.id)),
    listMyGroupIds: (userId) =>
      read(() => mine(userId, everything).flatMap(({ id, kind }) => (kind === "direct" ? [] : [id]))),
    listDirectPeople: (roomId) =>
      read(() => {
        const room = rooms.get(roomId);
        return room?.kind === "direct" ? [...room.members.keys()] : [];
      }),
    planMine: (userId, options) => read(() => plan(userId, options)),
    findMine: (userId, roomIds) =>
      read(() => {
        const all = new Map(mine(userId, everything).map((room) => [room.id, room]));
        return roomIds.flatMap((id) => all.get(id) ?? []);
      }),
    findMineByName: (userId, { key, limit }) =>
      read(() => {
        const all = mine(userId, everything);
        const nearness = ({ name, members = [] }: Room) => {
          const others = members.filter(({ id }) => id !== userId || members.length === 1);
          const names = [name, ...others.flatMap((one) => [one.username, one.displayName])].map(searchKeyOf);
          if (names.includes(key)) return 0;
          if (names.some((one) => one.startsWith(key))) return 1;
          return names.some((one) => beginsWord(one, key)) ? 2 : 3;
        };
        const found = all.filter((room) => isThere(room) && nearness(room) < 3);
        found.sort((one, other) => nearness(one) - nearness(other) || other.id - one.id);
        return { ids: found.slice(0, limit).map(({ id }) => id), looked: all.length };
      }),
    pageMine: (userId, page) => read(() => byId(mine(userId, everything).filter(isThere), page)),
    pageJoinable: (userId, { key = "", onNamesRead, ...page }) =>
      read(() => {
        const joinable = [...rooms.values()].filter(
          ({ kind, archivedAt, members }) => kind === "public" && archivedAt === null && !members.has(userId),
        );
        if (key !== "") onNamesRead?.(joinable.length);
        return byId(
          joinable.filter(({ name }) => searchKeyOf(name).includes(key)),
          page,
        ).flatMap((row) => {
          const room = roomFor(tables, row, userId);
          if (!room) return [];
          const last = messagesOf(tables, row.id)
            .filter(({ seq, deletedAt }) => deletedAt === null && seq > row.lastSeq - 20)
            .toSorted((a, b) => b.seq - a.seq)[0];
          return {
            ...room,
            memberCount: Math.min(limits.membersCounted, membersOf(row.id).length),
            last: last
              ? {
                  author: users.get(last.authorId)?.displayName ?? "",
                  body: Array.from(last.body).slice(0, limits.lastExcerpt).join(""),
                  createdAt: last.createdAt,
                }
              : null,
          };
        });
      }),
    findSameName: (userId, { looks, butRoomId, onNamesRead }) =>
      read(() => {
        const known = byId(
          [...rooms.values()].filter(
            ({ id, kind, members }) =>
              id !== butRoomId && (kind === "public" || (kind === "private" && members.has(userId))),
          ),
          everything,
        );
        onNamesRead?.(known.length);
        const found = known.find(({ name }) => isSameLook(displayLooksOf(name), looks));
        return found ? { id: found.id, name: found.name } : null;
      }),
    pageMembers: (roomId, { after, limit }) =>
      read(() =>
        membersOf(roomId)
          .filter(({ user }) => user.id > after)
          .slice(0, limit),
      ),
    findMembers: (roomId, userIds) =>
      read(() => membersOf(roomId).filter(({ user }) => userIds.includes(user.id))),
    hasMoreMembers: (roomId, than) => read(() => (rooms.get(roomId)?.members.size ?? 0) > than),
    findByLooks: (roomId, foldedLooks) =>
      read(
        () =>
          new Map(
            membersOf(roomId).flatMap(({ user }) => {
              const look = users.get(user.id)?.foldedLook ?? "";
              return foldedLooks.includes(look) ? [[look, user.id] as const] : [];
            }),
          ),
      ),
    hasDirect: (userIds) =>
      read(() => [...rooms.values()].some(({ directKey }) => directKey === userIds.join(","))),
    listDirectIds: (userId) =>
      read(() =>
        mine(userId, everything)
          .filter((room) => room.kind === "direct")
          .map((room) => room.id),
      ),
    pageLog: (roomId, page) => read(() => auditPage(tables, page, (row) => row.roomId === roomId)),
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
    pageListed: ({ key, ...page }) =>
      read(() =>
        byId(
          [...rooms.values()].filter((room) => searchKeyOf(room.name).includes(key)),
          { ...page, limit: everything.limit },
        )
          .flatMap((room) => listed(room))
          .slice(0, page.limit),
      ),
    counts: (userId, roomId) =>
      read(() => {
        const room = rooms.get(roomId);
        return room ? countsFor(tables, room, userId) : null;
      }),
  };
}

export function byId<T extends { id: number }>(rows: Iterable<T>, { after, limit }: Page): T[] {
  return [...rows]
    .filter((row) => row.id > after)
    .sort((a, b) => a.id - b.id)
    .slice(0, limit);
}

/** G7. */
export function auditPage(
  tables: Tables,
  { before = Number.MAX_SAFE_INTEGER, limit }: Backwards,
  isIn: (row: AuditRow) => boolean,
): AuditEntry[] {
  return tables.audit
    .filter((row) => isIn(row) && row.id < before)
    .sort((a, b) => b.id - a.id)
    .slice(0, limit)
    .map(({ id, at, action, actorId, userId, roomId, detail }) => ({
      id,
      at,
      action,
      actor: actorId === null ? null : authorOf(tables, actorId),
      user: userId === null ? null : authorOf(tables, userId),
      roomId,
      detail,
    }));
}
