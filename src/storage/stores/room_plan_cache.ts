// C9: the order in which a person's rooms are sent, cached for reconnects: of the rooms that were touched since, the position is
// read again (A5). For 12,000 rooms that is a hundredth of reading all of them.
import type { Client } from "../client.ts";
import type { RoomPlan } from "../../domain/stores.ts";
import { limits } from "../../protocol/limits.ts";
import { createBoundedCache, defaultMinRooms } from "./bounded_cache.ts";
import type { RecentChanges } from "./recent_changes.ts";
import { inOrder, ranks, readPlan, readPlanOf, type PlannedRoom } from "./room_plan.ts";

/** Immutable: a reader may go on with an older one. */
interface Cached {
  /** Later changes are missing from it. */
  position: number;
  /** It is right at this time and until then: rooms are muted for a time. */
  from: number;
  until: number;
  rooms: readonly PlannedRoom[];
  /** Those that are not direct. */
  groupIds: number[];
  /** Of rooms that are not sent. */
  rest: RoomPlan["rest"];
}

interface RoomPlanCacheDeps {
  client: Client;
  changes: RecentChanges;
  maxBytes?: number;
  minRooms?: number;
}

const roomBytes = 100;
const maxFewBytes = 256 * 1024;
/** With more, all are read instead of each. */
const maxTouched = 1000;

export function createRoomPlanCache({
  client,
  changes,
  maxBytes = 16 * 1024 * 1024,
  minRooms = defaultMinRooms,
}: RoomPlanCacheDeps) {
  const cache = createBoundedCache<number, Cached>({ maxBytes });
  // Of those in few rooms only the last ones: who comes in asks twice.
  const fewRooms = createBoundedCache<number, Cached>({ maxBytes: Math.min(maxBytes, maxFewBytes) });

  function keep(userId: number, cached: Cached): Cached {
    const [own, other] = cached.rooms.length < minRooms ? [fewRooms, cache] : [cache, fewRooms];
    other.delete(userId);
    own.set(userId, cached, (cached.rooms.length + 1) * roomBytes);
    return cached;
  }

  async function readAll(userId: number, now: number): Promise<Cached> {
    const position = changes.position();
    const rooms = await readPlan(client, userId, now);
    const cached = keep(userId, cachedOf(rooms, { position, from: now, until: endOfMutes(rooms) }));
    // It was read in batches: rooms that changed between two of them are read again.
    return (await refresh(userId, cached, now)) ?? cached;
  }

  /** Null when everything must be read. */
  async function refresh(userId: number, cached: Cached, now: number): Promise<Cached | null> {
    const position = changes.position();
    const touched = changes.since(cached.position)?.rooms;
    if (!touched || touched.size > maxTouched) return null;
    if (touched.size === 0) return cached;
    const anew = await readPlanOf(client, userId, { roomIds: [...touched], now });
    const others = cached.rooms.filter(({ id }) => !touched.has(id));
    const until = Math.min(cached.until, endOfMutes(anew));
    return keep(userId, cachedOf(merge(others, anew), { position, from: now, until }));
  }

  async function find(userId: number, now: number): Promise<Cached> {
    const cached = cache.get(userId) ?? fewRooms.get(userId);
    const isOfNow = cached && now >= cached.from && now < cached.until;
    return (isOfNow && (await refresh(userId, cached, now))) || readAll(userId, now);
  }

  return {
    async plan(
      userId: number,
      { openRoomId, now }: { openRoomId: number | null; now: number },
    ): Promise<RoomPlan> {
      const { rooms, rest } = await find(userId, now);
      const open = openRoomId === null ? undefined : rooms.find(({ id }) => id === openRoomId);
      if (!open) return { listed: rooms.slice(0, limits.maxRoomsSent), rest };
      const ordered = [open, ...rooms.filter((room) => room !== open)];
      return { listed: ordered.slice(0, limits.maxRoomsSent), rest: restOf(ordered) };
    },
    groupIds: async (userId: number, now: number) => (await find(userId, now)).groupIds,
    bytes: () => cache.bytes() + fewRooms.bytes(),
  };
}

function cachedOf(rooms: readonly PlannedRoom[], times: Pick<Cached, "position" | "from" | "until">): Cached {
  const groupIds: number[] = [];
  for (const { id, isDirect } of rooms) if (!isDirect) groupIds.push(id);
  return { ...times, rooms, groupIds, rest: restOf(rooms) };
}

function endOfMutes(rooms: readonly PlannedRoom[]): number {
  let first = Number.POSITIVE_INFINITY;
  for (const { quietUntil } of rooms) if (quietUntil !== null && quietUntil < first) first = quietUntil;
  return first;
}

/** Both are in order. */
function merge(one: readonly PlannedRoom[], other: readonly PlannedRoom[]): PlannedRoom[] {
  const merged: PlannedRoom[] = [];
  let at = 0;
  for (const room of one) {
    for (let next = other[at]; next && inOrder(next, room) < 0; next = other[at]) {
      merged.push(next);
      at += 1;
    }
    merged.push(room);
  }
  return merged.concat(other.slice(at));
}

/** After the rooms that are sent. */
function restOf(rooms: readonly PlannedRoom[]): RoomPlan["rest"] {
  const rest = { rooms: Math.max(0, rooms.length - limits.maxRoomsSent), unread: 0, mentions: 0 };
  for (let at = limits.maxRoomsSent; at < rooms.length; at += 1) {
    const room = rooms[at];
    if (!room || room.isQuiet) continue;
    if (room.rank === ranks.mentioned) rest.mentions += 1;
    if (room.rank === ranks.mentioned || room.rank === ranks.unread) rest.unread += 1;
  }
  return rest;
}
