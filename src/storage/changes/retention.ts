// How long messages are kept, and the steps that empty older ones (J1 to J5).
import { sql, type SQL } from "drizzle-orm";
import type { AuditAction } from "../../protocol/shapes.ts";
import { limits } from "../../protocol/limits.ts";
import { appliedDays, cutoffOf, lastDue, portionOf, roomDays, workspaceDays } from "../due_messages.ts";
import { note } from "./audit.ts";
import { dropFilesOf } from "./files.ts";
import { returnedId, single, type Effects } from "./verb.ts";
import { isAdmin, canManageRoom, definePrecondition, roomAndMe } from "./precondition.ts";
import { noEffects } from "./shared_effects.ts";

const dayMs = 24 * 3600 * 1000;
const dayOf = (at: number) => Math.floor(at / dayMs);

/** An admin checked the clock and the preview: from this day on retention resumes (J3). */
function noteDay(day: number, where: SQL): SQL {
  return sql`INSERT INTO meta (key, value) SELECT 'retentionDay', ${String(day)} WHERE ${where}
    ON CONFLICT (key) DO UPDATE SET value = excluded.value`;
}

export const setRetention = single<"setRetention">(noEffects, ({ actor, days }, at) => {
  const precondition = definePrecondition({ actor, at, from: sql`(SELECT 1)` }, [
    [sql`NOT ${isAdmin(actor)}`, "not_allowed"],
  ]);
  const isNew = sql`${precondition.isOk} AND ${workspaceDays} IS NOT ${days}`;
  return {
    statements: [
      precondition.select,
      noteDay(dayOf(at), isNew),
      note(
        { at, action: "retention", actorId: actor.userId, detail: String(days ?? ""), forAdmins: true },
        sql`WHERE ${isNew}`,
      ),
      days === null
        ? sql`DELETE FROM meta WHERE key = 'retentionDays' AND ${precondition.isOk} RETURNING 1 AS id`
        : sql`INSERT INTO meta (key, value) SELECT 'retentionDays', ${String(days)} WHERE ${isNew}
            ON CONFLICT (key) DO UPDATE SET value = excluded.value RETURNING 1 AS id`,
    ],
    outcome(results) {
      return precondition.refusal(results[0]) ?? { ok: true, changed: returnedId(results.at(-1)) !== null };
    },
  };
});

export const setRoomRetention = single<"setRoomRetention">(noEffects, ({ actor, roomId, days }, at) => {
  const precondition = definePrecondition({ actor, at, from: roomAndMe(actor, roomId) }, [
    [sql`b.user_id IS NULL`, "not_found"],
    [sql`r.kind = 'direct' OR NOT ${canManageRoom(actor)}`, "not_allowed"],
  ]);
  const isNew = sql`EXISTS (SELECT 1 FROM rooms r WHERE r.id = ${roomId} AND r.retention_days IS NOT ${days} AND ${precondition.isOk})`;
  return {
    statements: [
      precondition.select,
      noteDay(dayOf(at), isNew),
      note(
        { at, action: "room_retention", actorId: actor.userId, roomId, detail: String(days ?? "") },
        sql`WHERE ${isNew}`,
      ),
      sql`UPDATE rooms SET retention_days = ${days}
        WHERE id = ${roomId} AND retention_days IS NOT ${days} AND ${precondition.isOk} RETURNING id`,
    ],
    outcome(results) {
      return precondition.refusal(results[0]) ?? { ok: true, changed: returnedId(results.at(-1)) !== null };
    },
  };
});

export const holdRoom = single<"holdRoom">(noEffects, ({ actor, roomId, on }, at) => {
  const precondition = definePrecondition({ actor, at, from: roomAndMe(actor, roomId) }, [
    // First, so that to anyone else all rooms look the same.
    [sql`NOT ${isAdmin(actor)}`, "not_allowed"],
    [sql`r.kind IS NULL OR r.kind = 'direct'`, "not_found"],
  ]);
  const action: AuditAction = on ? "room_held" : "room_released";
  return {
    statements: [
      precondition.select,
      sql`UPDATE rooms SET held_at = iif(${on}, ${at}, NULL)
        WHERE id = ${roomId} AND (held_at IS NOT NULL) <> ${on} AND ${precondition.isOk} RETURNING id`,
      note({ at, action, actorId: actor.userId, roomId, forAdmins: true }, sql`WHERE changes() = 1`),
    ],
    outcome([checked, written]) {
      return precondition.refusal(checked) ?? { ok: true, changed: returnedId(written) !== null };
    },
  };
});

const expireEffects: Effects<"expire"> = ({ roomId }, { rev }) =>
  rev === null ? [] : [{ kind: "cut", roomId, rev }];

export const expire = single<"expire">(expireEffects, ({ roomId, day }, at) => {
  const days = appliedDays(workspaceDays, roomDays);
  const first = sql`(SELECT first FROM y)`;
  const portion = portionOf({ roomId: sql`${roomId}`, first, count: limits.expireBatchSize });
  const due = sql`m.room_id = ${step("room")} AND m.seq BETWEEN ${step("first")} AND ${step("last")}`;
  // Until the last statements a message that this step emptied, and no other, has a rev above its room's.
  const emptied = sql`SELECT m.id FROM messages m WHERE ${due} AND m.rev > ${step("rev")}`;
  // One entry a day, with the number.
  const noted = sql`SELECT id FROM (SELECT id, at FROM audit WHERE for_admins = 1 AND action = 'messages_expired' ORDER BY id DESC LIMIT 1)
    WHERE at >= ${dayOf(at) * dayMs}`;
  return {
    statements: [
      // What the step takes, asked once: each of the others would search for it again. No row: nothing is due.
      sql`WITH y AS MATERIALIZED (SELECT r.id, r.rev, r.first_seq AS first, ${cutoffOf(day, days)} AS cutoff FROM rooms r
          WHERE r.id = ${roomId} AND r.held_at IS NULL),
          ${portion}, x AS MATERIALIZED (SELECT ${lastDue({ cutoff: sql`(SELECT cutoff FROM y)`, now: at })} AS last)
        INSERT INTO meta (key, value)
        SELECT 'expiring', json_object('room', y.id, 'rev', y.rev, 'first', y.first, 'last', x.last, 'emptied',
          (SELECT count(*) FROM portion p WHERE p.seq <= (SELECT last FROM x) AND p.deleted_at IS NULL))
        FROM x CROSS JOIN y WHERE x.last IS NOT NULL
        ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
      sql`SELECT ${step("emptied")} AS emptied, ${step("last")} - ${step("first")} + 1 AS scanned`,
      sql`INSERT INTO audit (at, action, detail, for_admins) SELECT ${at}, 'messages_expired', '0', 1
        WHERE ${step("emptied")} > 0 AND (${noted}) IS NULL`,
      sql`UPDATE audit SET detail = CAST(CAST(detail AS INTEGER) + ${step("emptied")} AS TEXT)
        WHERE id = (${noted}) AND ${step("emptied")} > 0`,
      // Not `FROM` a list of them: SQLite would go through all messages, and look each up there.
      sql`UPDATE messages AS m SET rev = ${step("rev")} + 1, body = '', deleted_at = ${at}, pinned_at = NULL,
          reaction_kinds = 0, named_mentions = 0, file_count = 0, broadcast = NULL
        WHERE ${due} AND m.deleted_at IS NULL`,
      // The originals of these replies are older: they are empty already, or by this step.
      sql`UPDATE messages SET replies = replies - n.count, rev = ${step("rev")} + 1
        FROM (SELECT m.reply_to AS id, count(*) AS count FROM messages m
          WHERE ${due} AND m.rev > ${step("rev")} AND m.reply_to IS NOT NULL GROUP BY m.reply_to) n
        WHERE messages.id = n.id`,
      sql`DELETE FROM mentions WHERE message_id IN (${emptied})`,
      sql`DELETE FROM broadcasts WHERE message_id IN (${emptied})`,
      sql`DELETE FROM reactions WHERE message_id IN (${emptied})`,
      ...dropFilesOf(emptied),
      sql`UPDATE meta SET value = ${String(day)} WHERE key = 'retentionDay' AND CAST(value AS INTEGER) < ${day}`,
      sql`UPDATE rooms SET rev = ${step("rev")} + 1, floor_rev = ${step("rev")} + 1, first_seq = ${step("last")} + 1
        WHERE id = ${step("room")} RETURNING id, rev`,
      sql`DELETE FROM meta WHERE key = 'expiring'`,
    ],
    outcome(results) {
      const found = results[1]?.rows[0];
      const moved = results.at(-2)?.rows[0];
      return {
        ok: true,
        isDone: Number(found?.["scanned"]) !== limits.expireBatchSize,
        rev: moved === undefined ? null : Number(moved["rev"]),
        emptied: Number(found?.["emptied"] ?? 0),
      };
    },
  };
});

/** What the first statement of a step found. Null when nothing is due: then nothing is equal to it, or between. */
function step(what: "room" | "rev" | "first" | "last" | "emptied"): SQL {
  return sql.raw(`(SELECT value ->> '${what}' FROM meta WHERE key = 'expiring')`);
}
