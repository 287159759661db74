// How long messages are kept, and the steps that empty what is older (J1 to J5).
import { sql, type SQL } from "drizzle-orm";
import type { AuditAction } from "../../protocol/shapes.ts";
import { limits } from "../../protocol/limits.ts";
import { appliedDays, cutoffOf, lastDue, roomDays, workspaceDays } from "../due_messages.ts";
import { note } from "./audit.ts";
import { dropFilesOf } from "./files.ts";
import { returnedId, single, type Effects } from "./verb.ts";
import { isAdmin, isRuler, judge, roomAndMe } from "./verdict.ts";
import { noEffects } from "./shared_effects.ts";

const dayMs = 24 * 3600 * 1000;
const dayOf = (at: number) => Math.floor(at / dayMs);

/** Someone looked at the clock, and at what would go: from this day on retention goes on (J3). */
function noteDay(day: number, where: SQL): SQL {
  return sql`INSERT INTO meta (key, value) SELECT 'retentionDay', ${String(day)} WHERE ${where}
    ON CONFLICT (key) DO UPDATE SET value = excluded.value`;
}

export const setRetention = single<"setRetention">(noEffects, ({ actor, days }, at) => {
  const verdict = judge({ actor, at, from: sql`(SELECT 1)` }, [[sql`NOT ${isAdmin(actor)}`, "not_allowed"]]);
  const isNew = sql`${verdict.isOk} AND ${workspaceDays} IS NOT ${days}`;
  return {
    statements: [
      verdict.select,
      noteDay(dayOf(at), isNew),
      note(
        { at, action: "retention", actorId: actor.userId, detail: String(days ?? ""), forAdmins: true },
        sql`WHERE ${isNew}`,
      ),
      days === null
        ? sql`DELETE FROM meta WHERE key = 'retentionDays' AND ${verdict.isOk} RETURNING 1 AS id`
        : sql`INSERT INTO meta (key, value) SELECT 'retentionDays', ${String(days)} WHERE ${isNew}
            ON CONFLICT (key) DO UPDATE SET value = excluded.value RETURNING 1 AS id`,
    ],
    outcome(results) {
      return verdict.refusal(results[0]) ?? { ok: true, changed: returnedId(results.at(-1)) !== null };
    },
  };
});

export const setRoomRetention = single<"setRoomRetention">(noEffects, ({ actor, roomId, days }, at) => {
  const verdict = judge({ actor, at, from: roomAndMe(actor, roomId) }, [
    [sql`b.user_id IS NULL`, "not_found"],
    [sql`r.kind = 'direct' OR NOT ${isRuler(actor)}`, "not_allowed"],
  ]);
  const isNew = sql`EXISTS (SELECT 1 FROM rooms r WHERE r.id = ${roomId} AND r.retention_days IS NOT ${days} AND ${verdict.isOk})`;
  return {
    statements: [
      verdict.select,
      noteDay(dayOf(at), isNew),
      note(
        { at, action: "room_retention", actorId: actor.userId, roomId, detail: String(days ?? "") },
        sql`WHERE ${isNew}`,
      ),
      sql`UPDATE rooms SET retention_days = ${days}
        WHERE id = ${roomId} AND retention_days IS NOT ${days} AND ${verdict.isOk} RETURNING id`,
    ],
    outcome(results) {
      return verdict.refusal(results[0]) ?? { ok: true, changed: returnedId(results.at(-1)) !== null };
    },
  };
});

export const holdRoom = single<"holdRoom">(noEffects, ({ actor, roomId, on }, at) => {
  const verdict = judge({ actor, at, from: roomAndMe(actor, roomId) }, [
    // First, so that to anyone else all rooms look the same.
    [sql`NOT ${isAdmin(actor)}`, "not_allowed"],
    [sql`r.kind IS NULL OR r.kind = 'direct'`, "not_found"],
  ]);
  const action: AuditAction = on ? "room_held" : "room_released";
  return {
    statements: [
      verdict.select,
      sql`UPDATE rooms SET held_at = iif(${on}, ${at}, NULL)
        WHERE id = ${roomId} AND (held_at IS NOT NULL) <> ${on} AND ${verdict.isOk} RETURNING id`,
      note({ at, action, actorId: actor.userId, roomId, forAdmins: true }, sql`WHERE changes() = 1`),
    ],
    outcome([judged, written]) {
      return verdict.refusal(judged) ?? { ok: true, changed: returnedId(written) !== null };
    },
  };
});

const expireEffects: Effects<"expire"> = ({ roomId }, { rev }) =>
  rev === null ? [] : [{ kind: "cut", roomId, rev }];

export const expire = single<"expire">(expireEffects, ({ roomId, day }, at) => {
  const days = appliedDays(workspaceDays, roomDays);
  // The room as it is until the last statements: what is due stays the same for all of them.
  const last = lastDue({ roomId: sql`y.room_id`, first: sql`y.first`, cutoff: sql`y.cutoff`, now: at });
  const x = sql`x AS MATERIALIZED (
    SELECT y.room_id, y.rev, y.first, ${last} AS last
    FROM (SELECT r.id AS room_id, r.rev, r.first_seq AS first, ${cutoffOf(day, days)} AS cutoff FROM rooms r
      WHERE r.id = ${roomId} AND r.held_at IS NULL) y
  )`;
  const due = sql`SELECT m.id, m.reply_to, x.rev, m.rev > x.rev AS is_new, m.deleted_at FROM x
    CROSS JOIN messages m ON m.room_id = x.room_id AND m.seq BETWEEN x.first AND x.last`;
  const emptied = sql`SELECT id FROM (${due}) WHERE is_new`;
  const found = sql`(WITH ${x} SELECT count(*) FROM (${due}) WHERE deleted_at IS NULL)`;
  // One entry a day, with the number.
  const noted = sql`SELECT id FROM (SELECT id, at FROM audit WHERE for_admins = 1 AND action = 'messages_expired' ORDER BY id DESC LIMIT 1)
    WHERE at >= ${dayOf(at) * dayMs}`;
  return {
    statements: [
      sql`WITH ${x} SELECT ${found} AS emptied, (SELECT last - first + 1 FROM x) AS looked`,
      sql`INSERT INTO audit (at, action, detail, for_admins) SELECT ${at}, 'messages_expired', '0', 1
        WHERE ${found} > 0 AND (${noted}) IS NULL`,
      sql`UPDATE audit SET detail = CAST(CAST(detail AS INTEGER) + ${found} AS TEXT) WHERE id = (${noted}) AND ${found} > 0`,
      sql`WITH ${x} UPDATE messages SET rev = n.rev + 1, body = '', deleted_at = ${at}, pinned_at = NULL,
          reaction_kinds = 0, named_mentions = 0, file_count = 0, broadcast = NULL
        FROM (SELECT id, rev FROM (${due}) WHERE deleted_at IS NULL) n WHERE messages.id = n.id`,
      // What these answered was said before them: it is empty already, or by this step.
      sql`WITH ${x} UPDATE messages SET replies = replies - n.count, rev = n.rev + 1
        FROM (SELECT reply_to AS id, rev, count(*) AS count FROM (${due}) WHERE is_new AND reply_to IS NOT NULL GROUP BY reply_to) n
        WHERE messages.id = n.id`,
      sql`WITH ${x} DELETE FROM mentions WHERE message_id IN (${emptied})`,
      sql`WITH ${x} DELETE FROM broadcasts WHERE message_id IN (${emptied})`,
      sql`WITH ${x} DELETE FROM reactions WHERE message_id IN (${emptied})`,
      ...dropFilesOf(sql`WITH ${x} ${emptied}`),
      sql`UPDATE meta SET value = ${String(day)} WHERE key = 'retentionDay' AND CAST(value AS INTEGER) < ${day}`,
      sql`WITH ${x} UPDATE rooms SET rev = n.rev + 1, floor_rev = n.rev + 1, first_seq = n.last + 1
        FROM (SELECT * FROM x WHERE last IS NOT NULL) n WHERE rooms.id = n.room_id
        RETURNING rooms.id, rooms.rev`,
    ],
    outcome(results) {
      const found = results[0]?.rows[0];
      const moved = results.at(-1)?.rows[0];
      return {
        ok: true,
        isDone: Number(found?.["looked"]) !== limits.expireAtOnce,
        rev: moved === undefined ? null : Number(moved["rev"]),
        emptied: Number(found?.["emptied"]),
      };
    },
  };
});
