// Edits and deletions. The journal puts a message into a transaction at most once, so it gets one new rev there (W5).
import { sql, type SQL } from "drizzle-orm";
import { messageJson } from "../message_json.ts";
import { joinLiving } from "./actor.ts";
import { raiseCounters } from "./counters.ts";
import { onceByKey, refusal, writtenOutcomes, type Entry, type Verb } from "./verb.ts";

export const edit: Verb<"edit"> = {
  startRun: onceByKey((change) => change.messageId),
  plan(entries) {
    return planRun({
      rows: JSON.stringify(
        entries.map(({ at, change }) => [...whoAndWhat(change, at), change.editedAt, change.body]),
      ),
      // W8: the same body is `ok` whatever the version; another needs the version it was made from.
      when: sql`m.body <> p.body AND m.edited_at IS p.editedAt`,
      // Strictly rising, whatever the clock does: `editedAt` is also the version that the next edit names.
      set: sql`body = n.body, edited_at = max(n.at, coalesce(messages.edited_at, messages.created_at) + 1)`,
      otherwise: sql`
        WHEN m.deleted_at IS NOT NULL THEN ${refusal("gone")}
        WHEN m.body <> p.body THEN '{"ok":false,"reason":"conflict","current":' || ${messageJson} || '}'`,
    });
  },
};

export const remove: Verb<"delete"> = {
  startRun: onceByKey((change) => change.messageId),
  plan(entries) {
    return planRun({
      rows: JSON.stringify(entries.map(({ at, change }) => [...whoAndWhat(change, at), null, null])),
      when: sql`1`,
      set: sql`body = '', deleted_at = n.at`,
      otherwise: sql``,
    });
  },
};

/** The author's own message in a room they are still in, and not yet a tombstone. */
const mayChange: SQL = sql`m.author_id = u.id AND b.user_id IS NOT NULL AND m.deleted_at IS NULL`;

const joins: SQL = sql`
  ${joinLiving}
  LEFT JOIN messages m ON m.id = p.message
  LEFT JOIN members b ON b.room_id = m.room_id AND b.user_id = u.id
  LEFT JOIN rooms r ON r.id = m.room_id`;

function whoAndWhat({ actor, messageId }: Entry<"edit" | "delete">["change"], at: number) {
  return [messageId, actor.userId, actor.sessionId, at];
}

function planRun({ rows, when, set, otherwise }: { rows: string; when: SQL; set: SQL; otherwise: SQL }) {
  const p = sql`p AS MATERIALIZED (
    SELECT key AS ord, value ->> '$[0]' AS message, value ->> '$[1]' AS user, value ->> '$[2]' AS session, value ->> '$[3]' AS at,
      value ->> '$[4]' AS editedAt, value ->> '$[5]' AS body
    FROM json_each(${rows})
  )`;
  const roomIds = sql`SELECT m.room_id FROM json_each(${rows}) p JOIN messages m ON m.id = p.value ->> '$[0]'`;
  return {
    statements: [
      sql`WITH ${p}
        UPDATE messages SET rev = n.rev, ${set}
        FROM (
          SELECT m.id, r.rev + row_number() OVER (PARTITION BY r.id ORDER BY p.ord) AS rev, p.at, p.body
          FROM p ${joins} WHERE ${mayChange} AND ${when}
        ) n
        WHERE messages.id = n.id`,
      // Read before the counters rise: until then `rev > rooms.rev` means changed by this run.
      sql`WITH ${p}
        SELECT group_concat(CASE
          WHEN u.id IS NULL THEN ${refusal("session_over")}
          WHEN b.user_id IS NULL OR m.author_id <> u.id THEN ${refusal("not_found")}
          WHEN m.rev > r.rev THEN '{"ok":true,"changed":true,"message":' || ${messageJson} || '}'
          ${otherwise}
          ELSE '{"ok":true,"changed":false,"message":' || ${messageJson} || '}'
        END, ',') AS outcomes
        FROM p ${joins}
        LEFT JOIN users a ON a.id = m.author_id`,
      raiseCounters(roomIds, { posts: false }),
    ],
    outcomes: writtenOutcomes,
  };
}
