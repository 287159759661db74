// What admins do to people's accounts: P1 to P3.
import type { ResultSet } from "@libsql/client";
import { sql, type SQL } from "drizzle-orm";
import type { Actor, PassedRoom } from "../../domain/journal.ts";
import { note } from "./audit.ts";
import { returnedId, single } from "./verb.ts";
import { isAdmin, judge } from "./verdict.ts";

/** Over the person `t`: without them there would be no active admin. */
const isLastAdmin: SQL = sql.raw(`(t.role = 'admin' AND t.deactivated_at IS NULL AND NOT EXISTS (
  SELECT 1 FROM users o WHERE o.role = 'admin' AND o.deactivated_at IS NULL AND o.id <> t.id))`);

/** An admin about the person `t`. */
function judgePerson(
  { actor, userId }: { actor: Actor; userId: number },
  at: number,
  unless: Parameters<typeof judge>[1],
) {
  const from = sql`(SELECT 1) LEFT JOIN users t ON t.id = ${userId}`;
  return judge({ actor, at, from }, [
    [sql`NOT ${isAdmin(actor)}`, "not_allowed"],
    [sql`t.id IS NULL`, "not_found"],
    ...unless,
  ]);
}

export const setUserRole = single<"setUserRole">((change, at) => {
  const { actor, userId, role } = change;
  const verdict = judgePerson(change, at, [
    [sql`t.deactivated_at IS NOT NULL`, "person_gone"],
    [sql`${role} = 'member' AND ${isLastAdmin}`, "last_admin"],
  ]);
  return {
    statements: [
      verdict.select,
      sql`UPDATE users SET role = ${role} WHERE id = ${userId} AND role <> ${role} AND ${verdict.isOk} RETURNING id`,
      note(
        { at, action: "user_role", actorId: actor.userId, userId, detail: role, forAdmins: true },
        sql`WHERE changes() = 1`,
      ),
    ],
    outcome([judged, written]) {
      return verdict.refusal(judged) ?? { ok: true, changed: returnedId(written) !== null };
    },
  };
});

export const deactivate = single<"deactivate">((change, at) => {
  const { actor, userId } = change;
  const verdict = judgePerson(change, at, [
    [sql`t.erased_at IS NOT NULL`, "person_gone"],
    [isLastAdmin, "last_admin"],
  ]);
  const isNew = sql`${verdict.isOk} AND EXISTS (SELECT 1 FROM users WHERE id = ${userId} AND deactivated_at IS NULL)`;
  return {
    statements: [
      verdict.select,
      ...passRooms(userId, at, isNew),
      sql`UPDATE invites SET revoked_at = ${at} WHERE created_by = ${userId} AND revoked_at IS NULL AND ${isNew}`,
      sql`DELETE FROM resets WHERE user_id = ${userId} AND ${isNew}`,
      note(
        { at, action: "user_deactivated", actorId: actor.userId, userId, forAdmins: true },
        sql`WHERE ${isNew}`,
      ),
      sql`UPDATE users SET deactivated_at = ${at} WHERE id = ${userId} AND ${isNew} RETURNING id`,
      // The actor's own session may be among them: nothing is judged after it.
      sql`DELETE FROM sessions WHERE user_id = ${userId} AND changes() = 1`,
    ],
    outcome(results) {
      const [judged, , passed] = results;
      const changed = returnedId(results.at(-2)) !== null;
      return verdict.refusal(judged) ?? { ok: true, changed, passed: passedRooms(passed) };
    },
  };
});

export const reactivate = single<"reactivate">((change, at) => {
  const { actor, userId } = change;
  const verdict = judgePerson(change, at, [[sql`t.erased_at IS NOT NULL`, "person_gone"]]);
  return {
    statements: [
      verdict.select,
      sql`UPDATE users SET deactivated_at = NULL WHERE id = ${userId} AND deactivated_at IS NOT NULL AND ${verdict.isOk} RETURNING id`,
      note(
        { at, action: "user_reactivated", actorId: actor.userId, userId, forAdmins: true },
        sql`WHERE changes() = 1`,
      ),
    ],
    outcome([judged, written]) {
      return verdict.refusal(judged) ?? { ok: true, changed: returnedId(written) !== null };
    },
  };
});

export const erasePerson = single<"erasePerson">((change, at) => {
  const { actor, userId } = change;
  const verdict = judgePerson(change, at, [[isLastAdmin, "last_admin"]]);
  const isNew = sql`${verdict.isOk} AND EXISTS (SELECT 1 FROM users WHERE id = ${userId} AND erased_at IS NULL)`;
  // Mentions and reactions stand in messages: they go with those, step by step, and each step tells its rooms (W12).
  const theirs = ["resets", "saves"].map(
    (table) => sql`DELETE FROM ${sql.raw(table)} WHERE user_id = ${userId} AND ${isNew}`,
  );
  // Looks are folded to lower case: nobody's name can ever come to this one.
  const noLook = `ERASED ${userId}`;
  return {
    statements: [
      verdict.select,
      ...passRooms(userId, at, isNew),
      sql`DELETE FROM members WHERE user_id = ${userId} AND ${isNew} RETURNING room_id`,
      note(
        { at, action: "user_erased", actorId: actor.userId, userId, forAdmins: true },
        sql`WHERE ${isNew}`,
      ),
      // The rest is in messages, and goes step by step. Up to where they are now: nobody writes as this person any more.
      sql`INSERT INTO erasures (user_id, next_id, last_id)
        SELECT ${userId}, 1, coalesce((SELECT max(id) FROM messages), 0) WHERE ${isNew}`,
      ...theirs,
      sql`DELETE FROM invites WHERE created_by = ${userId} AND ${isNew}`,
      sql`UPDATE users SET username = '', folded_look = ${noLook}, typed_look = ${noLook}, display_name = '',
          username_key = '', display_key = '', password_hash = '', role = 'member', status_emoji = '', status_text = '',
          status_until = NULL, dnd_until = NULL, quiet_from = NULL, quiet_to = NULL, quiet_zone = NULL,
          deactivated_at = coalesce(deactivated_at, ${at}), erased_at = ${at}
        WHERE id = ${userId} AND ${isNew} RETURNING id`,
      sql`DELETE FROM sessions WHERE user_id = ${userId} AND changes() = 1`,
    ],
    outcome(results) {
      const [judged, , passed, , left] = results;
      const changed = returnedId(results.at(-2)) !== null;
      const roomIds = left?.rows.map((row) => Number(row["room_id"])).sort((a, b) => a - b) ?? [];
      return verdict.refusal(judged) ?? { ok: true, changed, passed: passedRooms(passed), roomIds };
    },
  };
});

/**
 * G4: three statements. The rooms that this person alone owned go to who has been an active member for longest, and they
 * are nobody's owner any more.
 */
function passRooms(userId: number, at: number, where: SQL): SQL[] {
  const heirs = sql`(
    SELECT b.room_id AS room, (SELECT c.user_id FROM members c JOIN users u ON u.id = c.user_id AND u.deactivated_at IS NULL
      WHERE c.room_id = b.room_id AND c.user_id <> b.user_id ORDER BY c.joined_at, c.user_id LIMIT 1) AS heir
    FROM members b WHERE b.user_id = ${userId} AND b.role = 'owner' AND NOT EXISTS (
      SELECT 1 FROM members o WHERE o.room_id = b.room_id AND o.role = 'owner' AND o.user_id <> b.user_id)) h`;
  return [
    note(
      { at, action: "member_role", actorId: null, userId: sql`h.heir`, roomId: sql`h.room`, detail: "owner" },
      sql`FROM ${heirs} WHERE h.heir IS NOT NULL AND ${where}`,
    ),
    sql`UPDATE members SET role = 'owner' FROM ${heirs}
      WHERE members.room_id = h.room AND members.user_id = h.heir AND ${where} RETURNING room_id, user_id`,
    sql`UPDATE members SET role = 'member' WHERE user_id = ${userId} AND role = 'owner' AND ${where}`,
  ];
}

function passedRooms(result: ResultSet | undefined): PassedRoom[] {
  const rooms = result?.rows.map((row) => ({
    roomId: Number(row["room_id"]),
    userId: Number(row["user_id"]),
  }));
  return (rooms ?? []).sort((a, b) => a.roomId - b.roomId);
}
