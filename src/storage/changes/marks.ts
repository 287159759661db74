// Read marks (U2, U5, U6). With a thousand readers these are as frequent as posts, so a run of them is two statements.
import { sql } from "drizzle-orm";
import { prepared } from "../statement.ts";
import { joinLiving } from "./actor.ts";
import { onceByKey, refusal, single, writtenOutcomes, type Verb, type Effects } from "./verb.ts";
import { definePrecondition } from "./precondition.ts";

const statements = prepared<{ rows: string }>((placeholder) => {
  // U2: up to what exists; downward only on an explicit "unread from here".
  const marks = sql`
    WITH p AS MATERIALIZED (
      SELECT key AS ord, value ->> '$[0]' AS room, value ->> '$[1]' AS user, value ->> '$[2]' AS session, value ->> '$[3]' AS at,
        value ->> '$[4]' AS seq, value ->> '$[5]' AS lower
      FROM json_each(${placeholder("rows")})
    ), q AS (
      SELECT p.ord, u.id AS living, b.room_id, b.user_id, b.read_seq AS was,
        iif(p.lower, max(0, min(p.seq - 1, r.last_seq)), max(b.read_seq, min(p.seq, r.last_seq))) AS target
      FROM p ${joinLiving}
      LEFT JOIN members b ON b.room_id = p.room AND b.user_id = p.user
      LEFT JOIN rooms r ON r.id = b.room_id
    )`;
  // The outcomes are read first: afterwards a mark that moved looks like any other.
  return [
    sql`${marks}
      SELECT CAST(group_concat(CASE
        WHEN q.living IS NULL THEN ${refusal("session_over")}
        WHEN q.user_id IS NULL THEN ${refusal("not_found")}
        WHEN q.target <> q.was THEN '{"ok":true,"changed":true}'
        ELSE '{"ok":true,"changed":false}'
      END, ',') AS BLOB) AS outcomes FROM q`,
    sql`${marks}
      UPDATE members SET read_seq = q.target, seen_seq = max(seen_seq, q.target) FROM q
      WHERE members.room_id = q.room_id AND members.user_id = q.user_id
        AND q.living IS NOT NULL AND q.target <> q.was`,
  ];
});

export const mark: Verb<"mark"> = {
  startRun: onceByKey((change) => `${change.actor.userId} ${change.roomId}`),
  plan(entries) {
    const rows = JSON.stringify(
      entries.map(({ at, change }) => [
        change.roomId,
        change.actor.userId,
        change.actor.sessionId,
        at,
        change.seq,
        change.lower ? 1 : 0,
      ]),
    );
    return { statements: statements({ rows }, {}), outcomes: writtenOutcomes };
  },
  effects: ({ actor, roomId, lower }) => [{ kind: "read", userId: actor.userId, roomIds: [roomId], lower }],
};

const markAllEffects: Effects<"markAll"> = ({ actor }, { roomIds }) =>
  roomIds.length === 0 ? [] : [{ kind: "read", userId: actor.userId, roomIds, lower: false }];

export const markAll = single<"markAll">(markAllEffects, ({ actor }, at) => {
  const precondition = definePrecondition({ actor, at, from: sql`(SELECT 1)` }, []);
  return {
    statements: [
      precondition.select,
      sql`UPDATE members SET read_seq = r.last_seq, seen_seq = max(seen_seq, r.last_seq) FROM rooms r
        WHERE members.user_id = ${actor.userId} AND r.id = members.room_id AND members.read_seq < r.last_seq AND ${precondition.isOk}
        RETURNING room_id`,
    ],
    outcome([checked, moved]) {
      const roomIds = moved?.rows.map((row) => Number(row["room_id"])).sort((a, b) => a - b) ?? [];
      return precondition.refusal(checked) ?? { ok: true, roomIds };
    },
  };
});
