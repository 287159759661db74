// Public and private rooms: making, changing, joining, leaving; hiding direct ones (G1, G2, G4 to G6).
import { sql, type SQL } from "drizzle-orm";
import { ownerIdOf, type Actor } from "../../domain/journal.ts";
import { limits } from "../../protocol/limits.ts";
import { ownerOf } from "./actor.ts";
import { note } from "./audit.ts";
import { isTrue, refuse, returnedId, single, type Effects } from "./verb.ts";
import { isAdmin, isLastOwner, canManageRoom, definePrecondition, roomAndMe } from "./precondition.ts";

const createRoomEffects: Effects<"createRoom"> = (change, { roomId }) => [
  { kind: "joined", roomId, userIds: [ownerIdOf(change)] },
];

export const createRoom = single<"createRoom">(createRoomEffects, (change, at) => {
  const { actor, roomKind, name, topic, roomLimit } = change;
  const owner = ownerOf(change, at);
  const mayMakeMore = actor ? sql`(${isAdmin(actor)} OR ${madeBy(actor)} < ${limits.roomsMade})` : sql`true`;
  return {
    statements: [
      sql`SELECT ${owner.lives} AS lives`,
      // G10.
      sql`INSERT INTO rooms (kind, name, topic, created_at, last_at, created_by)
      SELECT ${roomKind}, ${name}, ${topic}, ${at}, ${at}, ${owner.userId}
      WHERE ${owner.lives} AND (SELECT count(*) FROM rooms WHERE kind <> 'direct') < ${roomLimit} AND ${mayMakeMore}
      RETURNING id`,
      sql`INSERT INTO members (room_id, user_id, role, read_seq, joined_at)
      SELECT last_insert_rowid(), ${owner.userId}, 'owner', 0, ${at} WHERE changes() = 1`,
      // The last room is this one: `last_insert_rowid` has moved on to the member.
      note(
        {
          at,
          action: "room_created",
          actorId: actor?.userId ?? null,
          roomId: sql`(SELECT max(id) FROM rooms)`,
          detail: roomKind,
        },
        sql`WHERE changes() = 1`,
      ),
    ],
    outcome([facts, created]) {
      if (!isTrue(facts, "lives")) return refuse(actor ? "session_over" : "person_gone");
      const roomId = returnedId(created);
      return roomId === null ? refuse("too_many") : { ok: true, roomId };
    },
  };
});

function madeBy({ userId }: Actor): SQL {
  return sql`(SELECT count(*) FROM rooms WHERE created_by = ${userId} AND kind <> 'direct')`;
}

const changeRoomEffects: Effects<"changeRoom"> = ({ roomId }) => [{ kind: "room", roomId, to: "all" }];

export const changeRoom = single<"changeRoom">(changeRoomEffects, (change, at) => {
  const { actor, roomId } = change;
  const { name = null, topic = null, roomKind = null, broadcasts = null } = change;
  const archived = change.archived === undefined ? null : Number(change.archived);
  const forManagers = roomKind !== null || broadcasts !== null || archived !== null;
  const isEdit = name !== null || topic !== null || roomKind !== null || broadcasts !== null;
  // Whoever holds the data folder is in no room, and may change each (O7).
  const from = actor ? roomAndMe(actor, roomId) : sql`(SELECT 1) LEFT JOIN rooms r ON r.id = ${roomId}`;
  const precondition = definePrecondition({ actor, at, from }, [
    [actor ? sql`b.user_id IS NULL` : sql`r.id IS NULL`, "not_found"],
    [sql`r.kind = 'direct'`, "not_allowed"],
    [actor ? sql`${forManagers} AND NOT ${canManageRoom(actor)}` : sql`false`, "not_allowed"],
    // G5: an archived room stays as it is until it is opened again, which may be in the same change.
    [sql`r.archived_at IS NOT NULL AND ${isEdit} AND ${archived} IS NOT 0`, "archived"],
    [sql`r.join_on_register AND (${archived} = 1 OR ${roomKind} = 'private')`, "not_allowed"],
  ]);
  const isRoom = sql`FROM rooms r WHERE r.id = ${roomId} AND ${precondition.isOk}`;
  const audited = { at, actorId: actor?.userId ?? null, roomId };
  return {
    statements: [
      precondition.select,
      note(
        { ...audited, action: "room_kind", detail: roomKind ?? "" },
        sql`${isRoom} AND r.kind <> ${roomKind}`,
      ),
      note(
        { ...audited, action: change.archived ? "room_archived" : "room_unarchived" },
        sql`${isRoom} AND (r.archived_at IS NOT NULL) <> ${archived}`,
      ),
      sql`UPDATE rooms SET name = coalesce(${name}, name), topic = coalesce(${topic}, topic), kind = coalesce(${roomKind}, kind),
          broadcasts = coalesce(${broadcasts}, broadcasts),
          archived_at = CASE ${archived} WHEN 1 THEN coalesce(archived_at, ${at}) WHEN 0 THEN NULL ELSE archived_at END
        WHERE id = ${roomId} AND ${precondition.isOk}
          AND (name <> coalesce(${name}, name) OR topic <> coalesce(${topic}, topic) OR kind <> coalesce(${roomKind}, kind)
            OR broadcasts <> coalesce(${broadcasts}, broadcasts)
            OR (archived_at IS NOT NULL) <> coalesce(${archived}, archived_at IS NOT NULL))
        RETURNING id`,
    ],
    outcome([checked, , , written]) {
      return precondition.refusal(checked) ?? { ok: true, changed: returnedId(written) !== null };
    },
  };
});

const joinEffects: Effects<"join"> = ({ actor, roomId }) => [
  { kind: "joined", roomId, userIds: [actor.userId] },
];

export const join = single<"join">(joinEffects, ({ actor, roomId }, at) => {
  const precondition = definePrecondition({ actor, at, from: roomAndMe(actor, roomId) }, [
    [sql`r.id IS NULL OR (b.user_id IS NULL AND r.kind <> 'public')`, "not_found"],
    [sql`b.user_id IS NULL AND r.archived_at IS NOT NULL`, "archived"],
  ]);
  return {
    statements: [
      precondition.select,
      // U1: a new member has read all earlier messages.
      sql`INSERT INTO members (room_id, user_id, role, read_seq, seen_seq, joined_at, joined_seq)
        SELECT r.id, ${actor.userId}, 'member', r.last_seq, r.last_seq, ${at}, r.last_seq FROM rooms r
        WHERE r.id = ${roomId} AND ${precondition.isOk}
        ON CONFLICT DO NOTHING RETURNING room_id AS id`,
    ],
    outcome([checked, written]) {
      return precondition.refusal(checked) ?? { ok: true, changed: returnedId(written) !== null };
    },
  };
});

const leaveEffects: Effects<"leave"> = ({ actor, roomId }, { hidden }) => [
  hidden ? { kind: "room", roomId, to: [actor.userId] } : { kind: "left", roomId, userId: actor.userId },
];

export const leave = single<"leave">(leaveEffects, ({ actor, roomId }, at) => {
  const precondition = definePrecondition({ actor, at, from: roomAndMe(actor, roomId) }, [
    // Leaving a public room twice is no fault.
    [sql`r.id IS NULL OR (b.user_id IS NULL AND r.kind <> 'public')`, "not_found"],
    [isLastOwner("b"), "last_owner"],
  ]);
  const direct = sql`EXISTS (SELECT 1 FROM rooms r WHERE r.id = ${roomId} AND r.kind = 'direct')`;
  const mine = sql`room_id = ${roomId} AND user_id = ${actor.userId} AND ${precondition.isOk}`;
  return {
    statements: [
      precondition.select,
      sql`UPDATE members SET hidden_seq = r.last_seq FROM rooms r
        WHERE r.id = ${roomId} AND r.kind = 'direct' AND ${mine} AND hidden_seq IS NOT r.last_seq RETURNING room_id AS id`,
      sql`DELETE FROM members WHERE ${mine} AND NOT ${direct} RETURNING room_id AS id`,
      sql`SELECT ${direct} AS hidden`,
    ],
    outcome([checked, hidden, left, kind]) {
      const changed = returnedId(hidden) !== null || returnedId(left) !== null;
      return precondition.refusal(checked) ?? { ok: true, changed, hidden: kind?.rows[0]?.["hidden"] === 1 };
    },
  };
});

const enterRoomEffects: Effects<"enterRoom"> = ({ actor, roomId }) => [
  { kind: "joined", roomId, userIds: [actor.userId], entered: true },
];

export const enterRoom = single<"enterRoom">(enterRoomEffects, ({ actor, roomId }, at) => {
  const precondition = definePrecondition({ actor, at, from: roomAndMe(actor, roomId) }, [
    // First, so that to anyone else all rooms look the same.
    [sql`NOT ${isAdmin(actor)}`, "not_allowed"],
    [sql`r.kind IS NULL OR r.kind <> 'private'`, "not_found"],
  ]);
  return {
    statements: [
      precondition.select,
      sql`INSERT INTO members (room_id, user_id, role, read_seq, seen_seq, joined_at, joined_seq)
        SELECT r.id, ${actor.userId}, 'owner', r.last_seq, r.last_seq, ${at}, r.last_seq FROM rooms r
        WHERE r.id = ${roomId} AND ${precondition.isOk}
        ON CONFLICT DO UPDATE SET role = 'owner' WHERE role <> 'owner' RETURNING room_id AS id`,
      note(
        { at, action: "room_entered", actorId: actor.userId, roomId, forAdmins: true },
        sql`WHERE changes() = 1`,
      ),
    ],
    outcome([checked, written]) {
      return precondition.refusal(checked) ?? { ok: true, changed: returnedId(written) !== null };
    },
  };
});
