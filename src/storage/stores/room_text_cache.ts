// C9: rooms as their members see them, as text, from SQLite to the socket without being parsed. Cached for reconnects:
// rooms that a change touched since are read again (A5).
import type { Client } from "../client.ts";
import { sql } from "drizzle-orm";
import type { RoomText } from "../../domain/stores.ts";
import { statement } from "../statement.ts";
import { asBytes } from "../stored_text.ts";
import { createBoundedCache, defaultMinRooms } from "./bounded_cache.ts";
import type { RecentChanges, Touched } from "./recent_changes.ts";
import { directIds, myRoomJson } from "./room_json.ts";

interface Cached {
  position: number;
  texts: Map<number, RoomText>;
}

interface RoomTextCacheDeps {
  client: Client;
  changes: RecentChanges;
  maxBytes?: number;
  minRooms?: number;
}

/** The overhead of a string. */
const overhead = 200;

export function createRoomTextCache({
  client,
  changes,
  maxBytes = 24 * 1024 * 1024,
  minRooms = defaultMinRooms,
}: RoomTextCacheDeps) {
  const cache = createBoundedCache<number, Cached>({ maxBytes });

  /** Without the touched rooms; null when nothing is left. */
  function current(userId: number): Cached | null {
    const cached = cache.get(userId);
    if (!cached) return null;
    const touched = changes.since(cached.position);
    if (!touched || touched.people.has(userId)) {
      cache.delete(userId);
      return null;
    }
    for (const roomId of touched.rooms) cached.texts.delete(roomId);
    if (touched.people.size > 0) {
      for (const [roomId, text] of cached.texts) if (isTouched(text, touched)) cached.texts.delete(roomId);
    }
    cached.position = changes.position();
    return cached;
  }

  /** `begun`: the position before they were read. */
  function keep(userId: number, texts: RoomText[], begun: number): void {
    const cached = current(userId) ?? { position: changes.position(), texts: new Map<number, RoomText>() };
    const touched = changes.since(begun);
    if (!touched || touched.people.has(userId)) return;
    for (const text of texts) {
      if (!touched.rooms.has(text.id) && !isTouched(text, touched)) cached.texts.set(text.id, text);
    }
    if (cached.texts.size < minRooms) {
      cache.delete(userId);
      return;
    }
    let bytes = 0;
    // Beyond Latin 1 a letter takes two bytes.
    for (const { text, bytes: inUtf8 } of cached.texts.values()) {
      bytes += overhead + text.length * (inUtf8 > text.length ? 2 : 1);
    }
    cache.set(userId, cached, bytes);
  }

  return {
    /** Those of these rooms that are theirs, in this order. */
    async find(userId: number, roomIds: number[]): Promise<RoomText[]> {
      const cached = current(userId)?.texts;
      const found = roomIds.map((roomId) => cached?.get(roomId));
      const missing = roomIds.filter((_, at) => !found[at]);
      if (missing.length > 0) {
        const begun = changes.position();
        const texts = await readTexts(client, userId, missing);
        keep(userId, texts, begun);
        const byId = new Map(texts.map((text) => [text.id, text]));
        for (const [at, roomId] of roomIds.entries()) found[at] ??= byId.get(roomId);
      }
      return found.filter((text) => text !== undefined);
    },
    bytes: () => cache.bytes(),
  };
}

function isTouched({ people }: RoomText, touched: Touched): boolean {
  return people.some((id) => touched.people.has(id));
}

/** Three lines for each room; the JSON has no line breaks. */
async function readTexts(client: Client, userId: number, roomIds: number[]): Promise<RoomText[]> {
  const { rows } = await client.execute(
    statement(sql`SELECT ${asBytes(sql`group_concat(r.id || char(10)
        || iif(r.kind = 'direct', json(${directIds}), '[]') || char(10) || ${myRoomJson}, char(10))`)}
      FROM json_each(${JSON.stringify(roomIds)}) p
      CROSS JOIN members b ON b.room_id = p.value AND b.user_id = ${userId}
      CROSS JOIN rooms r ON r.id = b.room_id`),
  );
  const lines = rows[0]?.[0];
  if (typeof lines !== "string") return [];
  const parts = lines.split("\n");
  const texts: RoomText[] = [];
  for (let at = 0; at + 2 < parts.length; at += 3) {
    // A copy: a part of a string would keep all of it in memory.
    const bytes = Buffer.from(parts[at + 2] ?? "");
    const people = peopleOf(parts[at + 1] ?? "[]");
    texts.push({ id: Number(parts[at]), text: bytes.toString(), bytes: bytes.length, people });
  }
  return texts;
}

/** H4: a damaged key is nobody's. */
function peopleOf(json: string): number[] {
  const ids: unknown[] = JSON.parse(json);
  return ids.filter((id): id is number => Number.isSafeInteger(id));
}
