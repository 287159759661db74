// Deletions: a tombstone has only who deleted it (W4). Its original counts one reply less (N1).
import { sql } from "drizzle-orm";
import { prepared } from "../statement.ts";
import { joinLiving } from "./actor.ts";
import { dropFilesOf } from "./files.ts";
import { raiseCounters } from "./counters.ts";
import { outcomeColumns } from "./outcomes.ts";
import { raiseOriginals, readTouched } from "./originals.ts";
import { onceByKey, refusal, writtenOutcomes, writtenText, type Verb } from "./verb.ts";

const joins = sql`
  ${joinLiving}
  LEFT JOIN messages m ON m.id = p.message
  LEFT JOIN members b ON b.room_id = m.room_id AND b.user_id = u.id
  LEFT JOIN rooms r ON r.id = m.room_id`;

/** W8: the author; but in a direct room, its owners and admins who are members. */
const mayDelete = sql.raw(
  `(m.author_id = u.id OR (r.kind <> 'direct' AND (b.role = 'owner' OR u.role = 'admin')))`,
);

const statements = prepared<{ rows: string }>((placeholder) => {
  const rows = placeholder("rows");
  const p = sql`p AS MATERIALIZED (
    SELECT key AS ord, value ->> '$[0]' AS message, value ->> '$[1]' AS user, value ->> '$[2]' AS session, value ->> '$[3]' AS at
    FROM json_each(${rows})
  )`;
  // Until the counters rise, `rev > rooms.rev` means changed by this run.
  const deleted = sql`SELECT m.id FROM json_each(${rows}) p
    CROSS JOIN messages m ON m.id = p.value ->> '$[0]' CROSS JOIN rooms r ON r.id = m.room_id AND m.rev > r.rev`;
  const replies = sql`SELECT m.reply_to AS original FROM json_each(${rows}) p
    CROSS JOIN messages m ON m.id = p.value ->> '$[0]' CROSS JOIN rooms r ON r.id = m.room_id AND m.rev > r.rev
    WHERE m.reply_to IS NOT NULL`;
  const roomIds = sql`SELECT m.room_id FROM json_each(${rows}) p JOIN messages m ON m.id = p.value ->> '$[0]'`;
  return [
    sql`WITH ${p}
      UPDATE messages SET rev = n.rev, body = '', deleted_at = n.at, deleted_by = n.deleted_by, pinned_at = NULL,
        reaction_kinds = 0, named_mentions = 0, file_count = 0, broadcast = NULL
      FROM (
        SELECT m.id, r.rev + row_number() OVER (PARTITION BY r.id ORDER BY p.ord) AS rev, p.at,
          nullif(u.id, m.author_id) AS deleted_by
        FROM p ${joins} WHERE b.user_id IS NOT NULL AND m.deleted_at IS NULL AND ${mayDelete}
      ) n
      WHERE messages.id = n.id`,
    sql`DELETE FROM reactions WHERE message_id IN (${deleted})`,
    sql`DELETE FROM mentions WHERE message_id IN (${deleted})`,
    sql`DELETE FROM broadcasts WHERE message_id IN (${deleted})`,
    ...dropFilesOf(deleted),
    sql`INSERT INTO audit (at, action, actor_id, user_id, room_id, for_admins)
      SELECT m.deleted_at, 'message_deleted', m.deleted_by, m.author_id, m.room_id, 0
      FROM messages m WHERE m.id IN (${deleted}) AND m.deleted_by IS NOT NULL ORDER BY m.rev`,
    sql`WITH ${p}
      SELECT ${outcomeColumns(sql`m.rev > r.rev`, [
        [sql`u.id IS NULL`, refusal("session_over")],
        [sql`b.user_id IS NULL`, refusal("not_found")],
        [sql`NOT ${mayDelete}`, refusal("not_allowed")],
      ])}
      FROM p ${joins}
      LEFT JOIN users a ON a.id = m.author_id`,
    // After the outcomes: an original that this run deleted too is sent twice, the second time with the lower count.
    raiseOriginals(replies, "-"),
    readTouched(replies),
    raiseCounters(roomIds, { posts: "none" }),
  ];
});

export const remove: Verb<"delete"> = {
  startRun: onceByKey((change) => change.messageId),
  plan(entries) {
    const rows = JSON.stringify(
      entries.map(({ at, change: { messageId, actor } }) => [messageId, actor.userId, actor.sessionId, at]),
    );
    return {
      statements: statements({ rows }, {}),
      outcomes: writtenOutcomes,
      touched: (results) => writtenText(results, "touched"),
    };
  },
  effects: (_change, { message }) => [{ kind: "message", what: "text", message }],
};
