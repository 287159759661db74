// The members of a room, and their roles: G2 to G4.
import { sql } from "drizzle-orm";
import { note } from "./audit.ts";
import { returnedId, single, type Effects } from "./verb.ts";
import { isLastOwner, canManageRoom, definePrecondition, roomAndMe } from "./precondition.ts";

const addEffects: Effects<"addMembers"> = ({ roomId }, { added }) =>
  added.length === 0 ? [] : [{ kind: "joined", roomId, userIds: added }];

export const addMembers = single<"addMembers">(addEffects, ({ actor, roomId, userIds }, at) => {
  const people = sql`json_each(${JSON.stringify(userIds)}) p`;
  const precondition = definePrecondition({ actor, at, from: roomAndMe(actor, roomId) }, [
    [sql`b.user_id IS NULL`, "not_found"],
    [sql`r.kind = 'direct'`, "not_allowed"],
    [sql`r.archived_at IS NOT NULL`, "archived"],
    [
      sql`EXISTS (SELECT 1 FROM ${people} LEFT JOIN users u ON u.id = p.value WHERE u.id IS NULL)`,
      "not_found",
    ],
    [
      sql`EXISTS (SELECT 1 FROM ${people} JOIN users u ON u.id = p.value WHERE u.deactivated_at IS NOT NULL)`,
      "person_gone",
    ],
  ]);
  const newOnes = sql`FROM ${people} JOIN rooms r ON r.id = ${roomId}
    WHERE ${precondition.isOk} AND NOT EXISTS (SELECT 1 FROM members m WHERE m.room_id = r.id AND m.user_id = p.value)`;
  return {
    statements: [
      precondition.select,
      note({ at, action: "member_added", actorId: actor.userId, userId: sql`p.value`, roomId }, newOnes),
      // U1, as for a person who joins.
      sql`INSERT INTO members (room_id, user_id, role, read_seq, seen_seq, joined_at, joined_seq)
        SELECT r.id, p.value, 'member', r.last_seq, r.last_seq, ${at}, r.last_seq ${newOnes} RETURNING user_id`,
    ],
    outcome([checked, , written]) {
      const added = written?.rows.map((row) => Number(row["user_id"])) ?? [];
      return precondition.refusal(checked) ?? { ok: true, added: added.sort((a, b) => a - b) };
    },
  };
});

const removeMemberEffects: Effects<"removeMember"> = ({ roomId, userId }) => [
  { kind: "left", roomId, userId },
];

export const removeMember = single<"removeMember">(removeMemberEffects, ({ actor, roomId, userId }, at) => {
  const from = sql`${roomAndMe(actor, roomId)} LEFT JOIN members t ON t.room_id = r.id AND t.user_id = ${userId}`;
  const precondition = definePrecondition({ actor, at, from }, [
    [sql`b.user_id IS NULL`, "not_found"],
    [sql`r.kind = 'direct' OR NOT ${canManageRoom(actor)}`, "not_allowed"],
    [isLastOwner("t"), "last_owner"],
  ]);
  return {
    statements: [
      precondition.select,
      sql`DELETE FROM members WHERE room_id = ${roomId} AND user_id = ${userId} AND ${precondition.isOk} RETURNING room_id AS id`,
      note({ at, action: "member_removed", actorId: actor.userId, userId, roomId }, sql`WHERE changes() = 1`),
    ],
    outcome([checked, written]) {
      return precondition.refusal(checked) ?? { ok: true, changed: returnedId(written) !== null };
    },
  };
});

const setRoomRoleEffects: Effects<"setRoomRole"> = ({ roomId, userId }) => [
  { kind: "role", roomId, userIds: [userId] },
];

export const setRoomRole = single<"setRoomRole">(
  setRoomRoleEffects,
  ({ actor, roomId, userId, role }, at) => {
    const from = sql`${roomAndMe(actor, roomId)} LEFT JOIN members t ON t.room_id = r.id AND t.user_id = ${userId}
    LEFT JOIN users u ON u.id = t.user_id`;
    const precondition = definePrecondition({ actor, at, from }, [
      [sql`b.user_id IS NULL`, "not_found"],
      // G4: the rooms that everyone joins have no owner.
      [sql`r.kind = 'direct' OR r.join_on_register OR NOT ${canManageRoom(actor)}`, "not_allowed"],
      [sql`t.user_id IS NULL`, "not_found"],
      [sql`u.deactivated_at IS NOT NULL`, "person_gone"],
      [sql`${role} = 'member' AND ${isLastOwner("t")}`, "last_owner"],
    ]);
    return {
      statements: [
        precondition.select,
        sql`UPDATE members SET role = ${role} WHERE room_id = ${roomId} AND user_id = ${userId} AND role <> ${role}
        AND ${precondition.isOk} RETURNING room_id AS id`,
        note(
          { at, action: "member_role", actorId: actor.userId, userId, roomId, detail: role },
          sql`WHERE changes() = 1`,
        ),
      ],
      outcome([checked, written]) {
        return precondition.refusal(checked) ?? { ok: true, changed: returnedId(written) !== null };
      },
    };
  },
);
