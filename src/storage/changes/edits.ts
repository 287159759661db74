// Edits. The journal puts a message into a transaction at most once, so it gets one new rev there (W5).
import { sql } from "drizzle-orm";
import { messageJson } from "../message_json.ts";
import { prepared } from "../statement.ts";
import { joinLiving } from "./actor.ts";
import { raiseCounters } from "./counters.ts";
import { isDone, outcomeColumns } from "./outcomes.ts";
import { onceByKey, refusal, writtenOutcomes, type Verb } from "./verb.ts";

const joins = sql`
  ${joinLiving}
  LEFT JOIN messages m ON m.id = p.message
  LEFT JOIN members b ON b.room_id = m.room_id AND b.user_id = u.id
  LEFT JOIN rooms r ON r.id = m.room_id`;

const statements = prepared<{ rows: string }>((placeholder) => {
  const rows = placeholder("rows");
  const p = sql`p AS MATERIALIZED (
    SELECT key AS ord, value ->> '$[0]' AS message, value ->> '$[1]' AS user, value ->> '$[2]' AS session, value ->> '$[3]' AS at,
      value ->> '$[4]' AS editedAt, value ->> '$[5]' AS body
    FROM json_each(${rows})
  )`;
  const roomIds = sql`SELECT m.room_id FROM json_each(${rows}) p JOIN messages m ON m.id = p.value ->> '$[0]'`;
  return [
    // `editedAt` rises strictly, even if the clock was set back: it is also the version that the next edit names.
    sql`WITH ${p}
      UPDATE messages SET rev = n.rev, body = n.body,
        edited_at = max(n.at, coalesce(messages.edited_at, messages.created_at) + 1)
      FROM (
        SELECT m.id, r.rev + row_number() OVER (PARTITION BY r.id ORDER BY p.ord) AS rev, p.at, p.body
        FROM p ${joins}
        WHERE m.author_id = u.id AND b.user_id IS NOT NULL AND m.deleted_at IS NULL AND r.archived_at IS NULL
          AND m.body <> p.body AND m.edited_at IS p.editedAt
      ) n
      WHERE messages.id = n.id`,
    // Read before the counters rise: until then `rev > rooms.rev` means changed by this run. W8: the same body is `ok`
    // for any version, and in an archived room too (a retry); another needs the version it was made from.
    sql`WITH ${p}
      SELECT ${outcomeColumns(sql`m.rev > r.rev`, [
        [sql`u.id IS NULL`, refusal("session_over")],
        [sql`b.user_id IS NULL`, refusal("not_found")],
        [sql`m.author_id <> u.id`, refusal("not_allowed")],
        [sql`m.rev > r.rev`, isDone],
        [sql`m.deleted_at IS NOT NULL`, refusal("gone")],
        [sql`m.body = p.body`, isDone],
        [sql`r.archived_at IS NOT NULL`, refusal("archived")],
        [sql`true`, sql`'{"ok":false,"reason":"conflict","current":' || ${messageJson} || '}'`],
      ])}
      FROM p ${joins}
      LEFT JOIN users a ON a.id = m.author_id`,
    raiseCounters(roomIds, { posts: "none" }),
  ];
});

export const edit: Verb<"edit"> = {
  startRun: onceByKey((change) => change.messageId),
  plan(entries) {
    const rows = JSON.stringify(
      entries.map(({ at, change: { messageId, actor, editedAt, body } }) => [
        messageId,
        actor.userId,
        actor.sessionId,
        at,
        editedAt,
        body,
      ]),
    );
    return {
      statements: statements({ rows }, {}),
      outcomes: writtenOutcomes,
    };
  },
  effects: (_change, { message }) => [{ kind: "message", what: "text", message }],
};
