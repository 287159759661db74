// C9: the order in which someone's rooms are told, kept for who connects again: of the rooms that were touched since, the place is
// found anew (A5). For 12,000 rooms that is a hundredth of reading all of them.
import type { Client } from "@libsql/client";
import type { RoomPlan } from "../../domain/stores.ts";
import { limits } from "../../protocol/limits.ts";
import { createBoundedCache } from "./bounded_cache.ts";
import type { RecentChanges } from "./recent_changes.ts";
import { inOrder, ranks, readPlan, readPlanOf, type PlannedRoom } from "./room_plan.ts";

/** Never changed once it is there: who reads it meanwhile goes on with it. */
interface Kept {
  /** Everything that changed later is missing from it. */
  position: number;
  /** It is right at this time and until then: rooms are muted for a time. */
  from: number;
  until: number;
  rooms: readonly PlannedRoom[];
}

export interface RoomPlanCacheDeps {
  client: Client;
  changes: RecentChanges;
  maxBytes?: number;
}

const roomBytes = 100;
/** More are not looked up one by one: all are read. */
const maxTouched = 1000;

export function createRoomPlanCache({ client, changes, maxBytes = 16 * 1024 * 1024 }: RoomPlanCacheDeps) {
  const cache = createBoundedCache<number, Kept>({ maxBytes });

  function keep(userId: number, kept: Kept): readonly PlannedRoom[] {
    cache.set(userId, kept, 100 + kept.rooms.length * roomBytes);
    return kept.rooms;
  }

  async function readAll(userId: number, now: number): Promise<readonly PlannedRoom[]> {
    const position = changes.position();
    const rooms = await readPlan(client, userId, now);
    keep(userId, { position, from: now, until: endOfMutes(rooms), rooms });
    // It was read in portions: what changed between two of them is looked up.
    return position === changes.position() ? rooms : find(userId, now);
  }

  async function find(userId: number, now: number): Promise<readonly PlannedRoom[]> {
    const kept = cache.get(userId);
    if (!kept || now < kept.from || now >= kept.until) return readAll(userId, now);
    const position = changes.position();
    const touched = changes.since(kept.position)?.rooms;
    if (!touched || touched.size > maxTouched) return readAll(userId, now);
    if (touched.size === 0) return kept.rooms;
    const anew = await readPlanOf(client, userId, { roomIds: [...touched], now });
    const rooms = merge(
      kept.rooms.filter(({ id }) => !touched.has(id)),
      anew,
    );
    const until = Math.min(kept.until, endOfMutes(anew));
    return keep(userId, { position, from: now, until, rooms });
  }

  return {
    async plan(
      userId: number,
      { openRoomId, now }: { openRoomId: number | null; now: number },
    ): Promise<RoomPlan> {
      const rooms = await find(userId, now);
      const open = openRoomId === null ? undefined : rooms.find(({ id }) => id === openRoomId);
      const ordered = open ? [open, ...rooms.filter((room) => room !== open)] : rooms;
      return {
        listed: ordered.slice(0, limits.roomsTold).map(({ id, span }) => ({ id, span })),
        rest: restOf(ordered, limits.roomsTold),
      };
    },
    async groupIds(userId: number, now: number): Promise<number[]> {
      const ids: number[] = [];
      for (const { id, isDirect } of await find(userId, now)) if (!isDirect) ids.push(id);
      return ids;
    },
    bytes: () => cache.bytes(),
  };
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

/** From this place on. */
function restOf(rooms: readonly PlannedRoom[], from: number): RoomPlan["rest"] {
  const rest = { rooms: Math.max(0, rooms.length - from), unread: 0, mentions: 0 };
  for (let at = from; at < rooms.length; at += 1) {
    const room = rooms[at];
    if (!room || room.isQuiet) continue;
    if (room.rank === ranks.mentioned) rest.mentions += 1;
    if (room.rank === ranks.mentioned || room.rank === ranks.unread) rest.unread += 1;
  }
  return rest;
}
