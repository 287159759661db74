// Reading messages in the memory twin.
import type { MessageStore } from "../../src/domain/stores.ts";
import type { HistoryPage, MessageList } from "../../src/protocol/shapes.ts";
import { fittingCount, halfPageBytes, type Bounds } from "./memory_fitting.ts";
import { giversOf, hasReached, mineOf, toMessage, toMessageFor } from "./memory_messages.ts";
import { countsFor } from "./memory_room_views.ts";
import { messagesOf, toPerson, type MentionRow, type MessageRow, type Tables } from "./memory_tables.ts";

const syncMessages = 200;
const syncBehind = 2000;

/** Every read is of one moment, after a pause. */
export function createMemoryMessageStore(
  tables: Tables,
  read: <T>(take: () => T) => Promise<T>,
): MessageStore {
  const { rooms, messages, users, mentions, broadcasts, saves } = tables;
  const inRoom = (roomId: number) => messagesOf(tables, roomId).sort((a, b) => a.seq - b.seq);
  const shown = (rows: MessageRow[], userId?: number) =>
    rows.map((row) => (userId === undefined ? toMessage(tables, row) : toMessageFor(tables, row, userId)));
  const revOf = (roomId: number) => rooms.get(roomId)?.rev ?? 0;

  const take = (rows: MessageRow[], bounds: Bounds) =>
    rows.slice(0, fittingCount(shown(rows.slice(0, bounds.count + 1)), bounds));

  const changedSince = (roomId: number, rev: number) =>
    messagesOf(tables, roomId)
      .filter((row) => row.rev > rev)
      .sort((a, b) => a.rev - b.rev);

  function toPage(userId: number, roomId: number, found: MessageRow[]): HistoryPage {
    const first = found[0];
    const last = found.at(-1);
    const originals = inRoom(roomId).filter(
      (row) => !found.includes(row) && found.some(({ replyTo }) => replyTo === row.id),
    );
    const quoted = take(originals, { count: originals.length });
    return {
      rev: revOf(roomId),
      messages: shown(found, userId),
      hasBefore: first !== undefined && first.seq > (rooms.get(roomId)?.firstSeq ?? 1),
      hasAfter: last !== undefined && last.seq < (rooms.get(roomId)?.lastSeq ?? 0),
      quoted: shown(quoted, userId),
      mine: mineOf(tables, userId, [...found, ...quoted]),
      ...keptFrom(roomId),
    };
  }

  function keptFrom(roomId: number): Pick<HistoryPage, "keptFrom"> {
    const firstSeq = rooms.get(roomId)?.firstSeq ?? 1;
    if (firstSeq === 1) return {};
    const at = (seq: number) => inRoom(roomId).find((row) => row.seq === seq)?.createdAt;
    return { keptFrom: { seq: firstSeq, at: at(firstSeq) ?? (at(firstSeq - 1) ?? 0) + 1 } };
  }

  function toList(userId: number, found: { key: number; row: MessageRow }[], limit: number): MessageList {
    const taken = take(
      found.map(({ row }) => row),
      { count: limit },
    );
    const last = found[taken.length - 1];
    const next = taken.length < found.length && last ? last.key : null;
    return { messages: shown(taken, userId), next };
  }

  /** Where this person is a member. */
  function visible(userId: number, messageId: number): MessageRow[] {
    const row = messages.get(messageId);
    return row && rooms.get(row.roomId)?.members.has(userId) ? [row] : [];
  }

  return {
    page: (userId, roomId, { before, after, around: asked, at, limit }) =>
      read(() => {
        const all = inRoom(roomId).filter(({ seq }) => seq >= (rooms.get(roomId)?.firstSeq ?? 1));
        const around =
          at === undefined
            ? asked
            : all.find((row, place) => row.createdAt >= at && (all[place - 1]?.createdAt ?? -1) < at)?.seq;
        const older = Math.floor(limit / 2);
        const below = (seq: number, bounds: Bounds) =>
          take(all.filter((row) => row.seq < seq).reverse(), bounds).reverse();
        const from = (seq: number, bounds: Bounds) =>
          take(
            all.filter((row) => row.seq >= seq),
            bounds,
          );
        if (after !== undefined) return toPage(userId, roomId, from(after + 1, { count: limit }));
        if (around === undefined) {
          return toPage(userId, roomId, below(before ?? Number.MAX_SAFE_INTEGER, { count: limit }));
        }
        const bytes = halfPageBytes;
        return toPage(userId, roomId, [
          ...below(around, { count: older, bytes }),
          ...from(around, { count: limit - older, bytes }),
        ]);
      }),

    after: (userId, roomId, rev) =>
      read(() => {
        const room = rooms.get(roomId);
        const counts = room && countsFor(tables, room, userId);
        if (!room || !counts || rev > counts.rev || counts.rev - rev > syncBehind || rev < room.floorRev) {
          const none = { rev: 0, lastSeq: 0, readSeq: 0, unread: 0, mentions: 0 };
          const { rev: now } = counts ?? none;
          return { rev: now, complete: false, more: false, messages: [], mine: [], counts: counts ?? none };
        }
        const all = changedSince(roomId, rev);
        const taken = take(all, { count: syncMessages });
        const more = taken.length < all.length;
        return {
          rev: more ? (taken.at(-1)?.rev ?? counts.rev) : counts.rev,
          complete: true,
          more,
          messages: shown(taken, userId),
          mine: mineOf(tables, userId, taken),
          counts,
        };
      }),

    listByIds: (userId, roomId, ids) =>
      read(() => {
        const all = inRoom(roomId).filter(({ id }) => ids.includes(id));
        const taken = take(all, { count: all.length });
        const left = all.slice(taken.length).map(({ id }) => id);
        return { rev: revOf(roomId), messages: shown(taken, userId), left };
      }),

    pagePins: (userId, roomId, { before = Number.MAX_SAFE_INTEGER, limit }) =>
      read(() => {
        const pinned = inRoom(roomId).filter(({ pinnedAt }) => pinnedAt !== null && pinnedAt < before);
        const all = pinned.sort((a, b) => (b.pinnedAt ?? 0) - (a.pinnedAt ?? 0));
        const taken = take(all, { count: limit });
        const next = taken.length < all.length ? (taken.at(-1)?.pinnedAt ?? null) : null;
        return { rev: revOf(roomId), messages: shown(taken, userId), next };
      }),

    pageReplies: (userId, messageId, { after, limit }) =>
      read(() => {
        const original = messages.get(messageId);
        if (!original) return null;
        const all = inRoom(original.roomId).filter((row) => row.replyTo === messageId && row.seq > after);
        const taken = take(all, { count: limit });
        return {
          rev: revOf(original.roomId),
          message: toMessageFor(tables, original, userId),
          messages: shown(taken, userId),
          next: taken.length < all.length ? (taken.at(-1)?.seq ?? null) : null,
          mine: mineOf(tables, userId, [original, ...taken]),
        };
      }),

    pageReactors: (messageId, emoji, { skip, limit }) =>
      read(() =>
        (giversOf(tables, messageId).get(emoji) ?? [])
          .slice(skip, skip + limit)
          .flatMap((id) => users.get(id) ?? [])
          .map(toPerson),
      ),

    pageSaved: (userId, { before = Number.MAX_SAFE_INTEGER, limit }) =>
      read(() => {
        const found = saves
          .filter((row) => row.userId === userId && row.id < before)
          .sort((a, b) => b.id - a.id)
          .flatMap(({ id, messageId }) => visible(userId, messageId).map((row) => ({ key: id, row })));
        return toList(userId, found, limit);
      }),

    listSavedIds: (userId, roomId) =>
      read(() =>
        saves
          .filter((row) => row.userId === userId)
          .flatMap(({ messageId }) => visible(userId, messageId))
          .filter((row) => roomId === undefined || row.roomId === roomId)
          .map(({ id }) => id),
      ),

    pageMentions: (userId, { before = Number.MAX_SAFE_INTEGER, limit }) =>
      read(() => {
        const isMine = (row: MentionRow) => row.userId === userId && (row.counts || row.replies);
        const named = mentions.filter(isMine).map(({ messageId }) => messageId);
        const called = [...broadcasts.keys()].filter((id) => hasReached(tables, id, userId));
        const found = [...new Set([...named, ...called])]
          .filter((id) => id < before)
          .sort((a, b) => b - a)
          .flatMap((id) => visible(userId, id).map((row) => ({ key: id, row })));
        return toList(userId, found, limit);
      }),

    changedAfter: (roomId, rev, limit) =>
      read(() => ({
        floorRev: rooms.get(roomId)?.floorRev ?? 0,
        messages: shown(changedSince(roomId, rev).slice(0, limit)),
      })),

    findRoomOf: (messageId) => read(() => messages.get(messageId)?.roomId ?? null),
  };
}
