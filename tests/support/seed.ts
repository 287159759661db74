// Fills a data folder straight through libSQL before a server starts on it: thousands of people and messages in seconds,
// where REST would hash each password for 30 ms.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { sql, type SQL } from "drizzle-orm";

import { makeToken } from "../../src/domain/accounts/tokens.ts";
import { openClient, requireWal } from "../../src/storage/database.ts";
import { writeFirstRows } from "../../src/storage/first_rows.ts";
import { applyMigrations } from "../../src/storage/migrations.ts";
import { statement } from "../../src/storage/statement.ts";

export interface Seed {
  dataDir: string;
  rooms: number;
  /** Each of them is somebody else's neighbour nowhere: everyone is in one room, unless `roomsEach` says more. */
  membersPerRoom: number;
  /** Everyone is in so many, which then have as many times more members. */
  roomsEach?: number;
  /** Spread over the rooms. */
  messages: number;
  /** What they say, from the n-th on; else all the same but for a number. */
  bodies?: (n: number, count: number) => string[];
  /** Between one message of a room and the next; the last is of now. Else all are. */
  spacingMs?: number;
  /** The first person is in every room, with so many unread messages spread over them. */
  firstIsEverywhere?: { unread: number };
}

export interface SeededMember {
  userId: number;
  roomId: number;
  /** `name=value`, of a live session. */
  cookie: string;
}

const batchSize = 20_000;
const monthMs = 30 * 24 * 3600 * 1000;

/** The lounge stays empty; nobody can sign in by password. */
export async function seedWorkspace(seed: Seed): Promise<SeededMember[]> {
  const {
    dataDir,
    rooms,
    membersPerRoom,
    messages,
    bodies,
    firstIsEverywhere,
    spacingMs = 0,
    roomsEach = 1,
  } = seed;
  await mkdir(dataDir, { recursive: true });
  const path = join(dataDir, "confab.db");
  const client = openClient({ path, timeoutMs: 5000 });
  const now = Date.now();
  const run = (...queries: SQL[]) => client.batch(queries.map(statement), "write");
  try {
    await requireWal(client);
    // Only while it is filled; the server's own connections know nothing of it.
    for (const pragma of ["synchronous = OFF", "foreign_keys = OFF", "cache_size = -262144"]) {
      await client.execute(`PRAGMA ${pragma}`);
    }
    await applyMigrations(client, path);
    await writeFirstRows(client, () => now);
    const { rows } = await client.execute("SELECT max(id) FROM rooms");
    const firstRoom = Number(rows[0]?.[0]) + 1;
    const people = Array.from({ length: rooms * membersPerRoom }, (_, index) => {
      return { userId: index + 1, roomId: firstRoom + (index % rooms), ...makeToken() };
    });
    // A bound number is a REAL to libSQL, and would make `/` divide without cutting off.
    const roomCount = sql.raw(String(rooms));
    await run(
      sql`INSERT INTO rooms (id, kind, name, created_at, last_at)
        SELECT ${firstRoom} + value, 'public', 'room ' || value, ${now}, ${now} FROM generate_series(0, ${rooms - 1})`,
      sql`INSERT INTO users (id, username, folded_look, typed_look, display_name, password_hash, role, created_at)
        SELECT value->>'userId', 'user' || (value->>'userId'), 'user' || (value->>'userId'), 'user' || (value->>'userId'),
          'User ' || (value->>'userId'), '-', 'member', ${now} FROM json_each(${JSON.stringify(people)})`,
      sql`INSERT INTO sessions (token_hash, user_id, created_at, last_seen_at, expires_at, address, agent)
        SELECT value->>'tokenHash', value->>'userId', ${now}, ${now}, ${now + monthMs}, '127.0.0.1', 'seed'
        FROM json_each(${JSON.stringify(people)})`,
      sql`INSERT INTO members (room_id, user_id, role, read_seq, joined_at)
        SELECT ${firstRoom} + (j.value->>'userId' - 1 + n.value) % ${roomCount}, j.value->>'userId', 'member', 0, ${now}
        FROM json_each(${JSON.stringify(people)}) j, generate_series(0, ${roomsEach - 1}) n`,
    );
    const perRoom = Math.floor(messages / rooms);
    if (perRoom > 0) {
      await run(
        // In the order they would have come in, so that the file looks like one that grew.
        sql`INSERT INTO messages (room_id, seq, rev, author_id, client_id, post_hash, body, created_at)
          SELECT ${firstRoom} + (value % ${roomCount}), value / ${roomCount} + 1, value / ${roomCount} + 1, value % ${people.length} + 1,
            'seed-' || value, hex(randomblob(32)), 'A seeded message, number ' || value || ', of a usual length for a chat.',
            ${now} - (${perRoom} - 1 - value / ${roomCount}) * ${spacingMs}
          FROM generate_series(0, ${perRoom * rooms - 1})`,
        sql`UPDATE rooms SET rev = ${perRoom}, last_seq = ${perRoom} WHERE id >= ${firstRoom}`,
        sql`UPDATE members SET read_seq = ${perRoom}`,
      );
      const total = bodies ? perRoom * rooms : 0;
      for (let n = 0; n < total; n += batchSize) {
        const texts = bodies?.(n, Math.min(batchSize, total - n));
        await run(
          sql`UPDATE messages SET body = j.value FROM json_each(${JSON.stringify(texts)}) j WHERE messages.id = j.key + ${n + 1}`,
        );
      }
    }
    if (firstIsEverywhere) {
      const unread = Math.floor(firstIsEverywhere.unread / rooms);
      const rest = firstIsEverywhere.unread % rooms;
      await run(
        sql`INSERT INTO members (room_id, user_id, role, read_seq, joined_at)
          SELECT id, 1, 'member', 0, ${now} FROM rooms WHERE id >= ${firstRoom}
          ON CONFLICT DO NOTHING`,
        sql`UPDATE members SET read_seq = ${perRoom - unread} - (room_id < ${firstRoom + rest}) WHERE user_id = 1`,
      );
    }
    await client.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    return people.map(({ userId, roomId, token }) => ({ userId, roomId, cookie: `confab_session=${token}` }));
  } finally {
    client.close();
  }
}
