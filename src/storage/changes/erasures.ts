// P3: one step of an erasure takes a stretch of all messages, so that no transaction is long. Each room in it gets one new
// rev, which is its floor: a client with less of the room loads it again (W12).
import { sql } from "drizzle-orm";
import { dropFilesOf } from "./files.ts";
import { single, type Effects } from "./verb.ts";

/** Ids a step looks at. */
const stretch = 5000;

const eraseMoreEffects: Effects<"eraseMore"> = (_change, { rooms }) =>
  rooms.map((room) => ({ kind: "cut", ...room }));

export const eraseMore = single<"eraseMore">(eraseMoreEffects, ({ userId }, at) => {
  const e = sql`e AS MATERIALIZED (
    SELECT user_id, next_id AS first, min(next_id + ${stretch - 1}, last_id) AS last, last_id
    FROM erasures WHERE user_id = ${userId}
  )`;
  /** Of the stretch. Until the rooms' counters rise, `rev > rooms.rev` means changed by this step. */
  const changed = sql`SELECT m.id, m.room_id, m.author_id, m.reply_to, r.rev FROM e
    CROSS JOIN messages m ON m.id BETWEEN e.first AND e.last CROSS JOIN rooms r ON r.id = m.room_id AND m.rev > r.rev`;
  const emptied = sql`SELECT id FROM (${changed}) WHERE author_id = ${userId}`;
  const given = sql`SELECT x.id, x.message_id FROM e
    CROSS JOIN reactions x ON x.user_id = e.user_id AND x.message_id BETWEEN e.first AND e.last`;
  const named = sql`SELECT t.message_id, t.name, t.here FROM e
    CROSS JOIN mentions t ON t.user_id = e.user_id AND t.message_id BETWEEN e.first AND e.last`;
  const called = sql`SELECT x.message_id FROM e CROSS JOIN broadcasts x
    ON x.message_id BETWEEN e.first AND e.last AND instr(x.ids, ${`,${userId},`})`;
  return {
    statements: [
      sql`WITH ${e} UPDATE messages SET rev = n.rev + 1, body = '', deleted_at = ${at}, pinned_at = NULL,
          reaction_kinds = 0, named_mentions = 0, file_count = 0, broadcast = NULL
        FROM (
          SELECT m.id, r.rev FROM e CROSS JOIN messages m ON m.id BETWEEN e.first AND e.last
          CROSS JOIN rooms r ON r.id = m.room_id WHERE m.author_id = e.user_id AND m.deleted_at IS NULL
        ) n WHERE messages.id = n.id`,
      // The original of a reply may be outside the stretch, but in the same room (N1).
      sql`WITH ${e} UPDATE messages SET replies = replies - n.count, rev = n.rev + 1
        FROM (
          SELECT reply_to AS id, rev, count(*) AS count FROM (${changed})
          WHERE author_id = ${userId} AND reply_to IS NOT NULL GROUP BY reply_to
        ) n WHERE messages.id = n.id`,
      sql`WITH ${e} DELETE FROM mentions WHERE message_id IN (${emptied})`,
      sql`WITH ${e} DELETE FROM broadcasts WHERE message_id IN (${emptied})`,
      sql`WITH ${e} DELETE FROM reactions WHERE message_id IN (${emptied})`,
      ...dropFilesOf(sql`WITH ${e} ${emptied}`),
      sql`WITH ${e} UPDATE messages SET rev = 1 + (SELECT r.rev FROM rooms r WHERE r.id = messages.room_id),
          reaction_kinds = (SELECT count(DISTINCT y.emoji) FROM reactions y
            WHERE y.message_id = messages.id AND y.user_id <> ${userId})
        WHERE id IN (SELECT message_id FROM (${given}))`,
      sql`WITH ${e} DELETE FROM reactions WHERE id IN (SELECT id FROM (${given}))`,
      // Messages of others stay, but their mentions name nobody. A message does not say whom `@everyone` reached.
      sql`WITH ${e} UPDATE messages SET rev = 1 + (SELECT r.rev FROM rooms r WHERE r.id = messages.room_id),
          named_mentions = (SELECT count(*) FROM mentions y
            WHERE y.message_id = messages.id AND y.name IS NOT NULL AND y.user_id <> ${userId})
        WHERE id IN (SELECT message_id FROM (${named}) WHERE name IS NOT NULL OR here UNION ALL ${called})`,
      sql`WITH ${e} DELETE FROM mentions WHERE (message_id, user_id) IN (SELECT message_id, ${userId} FROM (${named}))`,
      sql`WITH ${e} UPDATE broadcasts SET ids = replace(ids, ${`,${userId},`}, ','), count = count - 1
        WHERE message_id IN (${called})`,
      sql`WITH ${e} UPDATE rooms SET rev = rev + 1, floor_rev = rev + 1
        WHERE id IN (SELECT room_id FROM (${changed})) RETURNING id, rev`,
      sql`UPDATE erasures SET next_id = next_id + ${stretch} WHERE user_id = ${userId}`,
      sql`DELETE FROM erasures WHERE user_id = ${userId} AND next_id > last_id`,
      sql`SELECT EXISTS (SELECT 1 FROM erasures WHERE user_id = ${userId}) AS isLeft`,
    ],
    outcome(results) {
      const rooms = results.at(-4)?.rows ?? [];
      return {
        ok: true,
        isDone: results.at(-1)?.rows[0]?.["isLeft"] === 0,
        rooms: rooms.map((row) => ({ roomId: Number(row["id"]), rev: Number(row["rev"]) })),
      };
    },
  };
});
