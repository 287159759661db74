// Pages of a room's history, by position (R3).
import type { Client } from "../client.ts";
import { sql, type SQL } from "drizzle-orm";
import type { MessageStore } from "../../domain/stores.ts";
import { limits } from "../../protocol/limits.ts";
import type { HistoryPage, Message } from "../../protocol/shapes.ts";
import { messageJson } from "../message_json.ts";
import { prepared } from "../statement.ts";
import { leastSum, readFittingCount } from "./fitting.ts";
import { readMine } from "./my_reactions.ts";
import { markReached } from "./reached.ts";
import { preparedRead, readJson, type JsonQuery } from "./read_json.ts";

/** More than any room needs: the search ends for all data. */
const maxHalvings = 64;

interface Found {
  rev: number;
  firstSeq: number;
  lastSeq: number;
  keptFrom: { seq: number; at: number } | null;
  messages: Message[];
}

const nothing = (): Found => ({ rev: 0, firstSeq: 1, lastSeq: 0, keptFrom: null, messages: [] });

interface Bounds {
  count: number;
  bytes?: number;
}

interface HistoryPagesDeps {
  client: Client;
  listByIds: MessageStore["listByIds"];
}

export function createHistoryPages({ client, listByIds }: HistoryPagesDeps): Pick<MessageStore, "page"> {
  /** The room's `rev` and the messages `which` picks (over `m`), by seq, from one snapshot. */
  async function find(roomId: number, which: SQL): Promise<Found> {
    return (await readJson<Found>(client, foundOf(sql`${roomId}`, which))) ?? nothing();
  }

  /** The same, on one side of a position. */
  async function findSide(
    roomId: number,
    side: Side,
    { seq, count }: { seq: number; count: number },
  ): Promise<Found> {
    const [sum] = sumOfSide({ roomId, seq, count }, side);
    const which = sideOf(sql`${roomId}`, sql`${seq}`, side);
    const limit = count <= 1 ? count : await readFittingCount(client, which, { count, sum });
    return (await foundSide(client, { roomId, seq, limit }, side)) ?? nothing();
  }

  /** A SELECT of as many of these as fit. */
  async function fitting(which: SQL, bounds: Bounds): Promise<SQL> {
    const limit = bounds.count <= 1 ? bounds.count : await readFittingCount(client, which, bounds);
    return sql`SELECT t.* ${which} LIMIT ${limit}`;
  }

  // The quoted messages of a page and my marks on it are read separately, and only where there are any: each has its own
  // `rev` or comes with one, so a later read than the page's does no harm, and a page without them costs one statement.
  async function toPage(userId: number, roomId: number, found: Found): Promise<HistoryPage> {
    const { rev, firstSeq, lastSeq, keptFrom: from, messages } = found;
    const first = messages[0];
    const last = messages.at(-1);
    const quoted = await readQuoted(userId, roomId, messages);
    await markReached(client, userId, messages);
    return {
      rev,
      messages,
      // seq has no holes: earlier messages begin with the first that is retained.
      hasBefore: first !== undefined && first.seq > firstSeq,
      hasAfter: last !== undefined && last.seq < lastSeq,
      quoted,
      mine: await readMine(client, userId, [...messages, ...quoted]),
      ...(from !== null && { keptFrom: from }),
    };
  }

  /** N2: what these messages reply to, where it is not among them, as far as it fits. */
  async function readQuoted(userId: number, roomId: number, messages: Message[]): Promise<Message[]> {
    const ids = new Set(messages.flatMap(({ replyTo }) => replyTo ?? []));
    for (const { id } of messages) ids.delete(id);
    return ids.size === 0 ? [] : (await listByIds(userId, roomId, [...ids])).messages;
  }

  // No index by time is needed, as `seq` has no holes (D3): a binary search over the room.
  const searchTime = (roomId: number, time: number): JsonQuery => ({
    with: sql`WITH RECURSIVE search (low, high) AS (
      SELECT first_seq, last_seq + 1 FROM rooms WHERE id = ${roomId}
      UNION ALL
      SELECT iif(m.created_at < ${time}, m.seq + 1, s.low), iif(m.created_at < ${time}, s.high, m.seq)
      FROM search s CROSS JOIN messages m ON m.room_id = ${roomId} AND m.seq = (s.low + s.high) / 2
      WHERE s.low < s.high LIMIT ${sql.raw(String(maxHalvings))})`,
    json: sql`json_array(low)`,
    from: sql`FROM search JOIN rooms r ON r.id = ${roomId} WHERE low = high AND low <= r.last_seq`,
  });

  async function seqAt(roomId: number, time: number): Promise<number | undefined> {
    return (await readJson<number[]>(client, searchTime(roomId, time)))?.[0];
  }

  return {
    async page(userId, roomId, { before, after, around, at, limit }) {
      const toPageOf = async (which: SQL) => toPage(userId, roomId, await find(roomId, which));
      const toPageOfSide = async (side: Side, seq: number) =>
        toPage(userId, roomId, await findSide(roomId, side, { seq, count: limit }));
      if (after !== undefined) return toPageOfSide({ isBelow: false }, after);
      const middle = at === undefined ? around : await seqAt(roomId, at);
      if (middle === undefined) return toPageOfSide({ isBelow: true }, before ?? Number.MAX_SAFE_INTEGER);
      // Half before the requested message, and the rest from it on.
      const room = sql`${roomId}`;
      const older = Math.floor(limit / 2);
      const bytes = limits.pageBytes / 2;
      return toPageOf(sql`SELECT * FROM (${await fitting(sideOf(room, sql`${middle}`, { isBelow: true }), { count: older, bytes })})
        UNION ALL SELECT * FROM (${await fitting(sideOf(room, sql`${middle - 1}`, { isBelow: false }), { count: limit - older, bytes })})`);
    },
  };
}

type Side = { isBelow: boolean };

/** From there on down, or up. */
function sideOf(roomId: SQL, seq: SQL, { isBelow }: Side): SQL {
  return isBelow
    ? sql`FROM messages t WHERE t.room_id = ${roomId} AND t.seq < ${seq} AND ${isRetained(roomId)} ORDER BY t.seq DESC`
    : sql`FROM messages t WHERE t.room_id = ${roomId} AND t.seq > ${seq} AND ${isRetained(roomId)} ORDER BY t.seq`;
}

/** J2: messages that retention emptied are in no page. */
function isRetained(roomId: SQL): SQL {
  return sql`t.seq >= (SELECT first_seq FROM rooms WHERE id = ${roomId})`;
}

function foundOf(roomId: SQL, which: SQL): JsonQuery {
  return {
    json: sql`json_object('rev', r.rev, 'firstSeq', r.first_seq, 'lastSeq', r.last_seq, 'keptFrom', ${keptFrom}, 'messages', (
        SELECT json_group_array(${messageJson} ORDER BY m.seq)
        FROM (${which}) m JOIN users a ON a.id = m.author_id))`,
    from: sql`FROM rooms r WHERE r.id = ${roomId}`,
  };
}

const sumOfSide = prepared<{ roomId: number; seq: number; count: number }, Side>((placeholder, side) => [
  leastSum(sideOf(placeholder("roomId"), placeholder("seq"), side), placeholder("count")),
]);

const foundSide = preparedRead<Found, { roomId: number; seq: number; limit: number }, Side>(
  (placeholder, side) => {
    const roomId = placeholder("roomId");
    return foundOf(
      roomId,
      sql`SELECT t.* ${sideOf(roomId, placeholder("seq"), side)} LIMIT ${placeholder("limit")}`,
    );
  },
);

/** Where messages were emptied: the first retained position and its time, else just after the last emptied one. */
const keptFrom: SQL = sql.raw(`iif(r.first_seq = 1, NULL, json_object('seq', r.first_seq, 'at', coalesce(
  (SELECT k.created_at FROM messages k WHERE k.room_id = r.id AND k.seq = r.first_seq),
  (SELECT k.created_at + 1 FROM messages k WHERE k.room_id = r.id AND k.seq = r.first_seq - 1))))`);
