// What admins do to people's accounts: P1, P2.
import { sql } from "drizzle-orm";
import { note } from "./audit.ts";
import { inheritedRooms, bequeathRooms, claimOwnerlessRooms } from "./ownerless_rooms.ts";
import { isLastAdmin, definePersonPrecondition } from "./person_precondition.ts";
import { returnedId, returnedIds, single, type Effects } from "./verb.ts";
import { personChanged, roomsPassed, sessionsOver } from "./shared_effects.ts";

const setUserRoleEffects: Effects<"setUserRole"> = ({ userId }) => [personChanged(userId)];

export const setUserRole = single<"setUserRole">(setUserRoleEffects, (change, at) => {
  const { actor, userId, role } = change;
  const precondition = definePersonPrecondition(change, at, [
    [sql`t.deactivated_at IS NOT NULL`, "person_gone"],
    [sql`${role} = 'member' AND ${isLastAdmin}`, "last_admin"],
  ]);
  return {
    statements: [
      precondition.select,
      sql`UPDATE users SET role = ${role} WHERE id = ${userId} AND role <> ${role} AND ${precondition.isOk} RETURNING id`,
      note(
        { at, action: "user_role", actorId: actor?.userId ?? null, userId, detail: role, forAdmins: true },
        sql`WHERE changes() = 1`,
      ),
    ],
    outcome([checked, written]) {
      return precondition.refusal(checked) ?? { ok: true, changed: returnedId(written) !== null };
    },
  };
});

const deactivateEffects: Effects<"deactivate"> = ({ userId }, { passed, ended }) => [
  ...sessionsOver(ended),
  personChanged(userId, { inRooms: true }),
  ...roomsPassed(passed),
];

export const deactivate = single<"deactivate">(deactivateEffects, (change, at) => {
  const { actor, userId } = change;
  const precondition = definePersonPrecondition(change, at, [
    [sql`t.erased_at IS NOT NULL`, "person_gone"],
    [isLastAdmin, "last_admin"],
  ]);
  const isNew = sql`${precondition.isOk} AND EXISTS (SELECT 1 FROM users WHERE id = ${userId} AND deactivated_at IS NULL)`;
  return {
    statements: [
      precondition.select,
      ...bequeathRooms(userId, at, isNew),
      sql`UPDATE invites SET revoked_at = ${at} WHERE created_by = ${userId} AND revoked_at IS NULL AND ${isNew}`,
      sql`DELETE FROM resets WHERE user_id = ${userId} AND ${isNew}`,
      note(
        { at, action: "user_deactivated", actorId: actor?.userId ?? null, userId, forAdmins: true },
        sql`WHERE ${isNew}`,
      ),
      sql`UPDATE users SET deactivated_at = ${at} WHERE id = ${userId} AND ${isNew} RETURNING id`,
      // The actor's own session may be among them: nothing is checked after it.
      sql`DELETE FROM sessions WHERE user_id = ${userId} AND changes() = 1 RETURNING id`,
    ],
    outcome(results) {
      const [checked, , passed] = results;
      const changed = returnedId(results.at(-2)) !== null;
      const ended = returnedIds(results.at(-1));
      return precondition.refusal(checked) ?? { ok: true, changed, passed: inheritedRooms(passed), ended };
    },
  };
});

const reactivateEffects: Effects<"reactivate"> = ({ userId }) => [personChanged(userId, { inRooms: true })];

export const reactivate = single<"reactivate">(reactivateEffects, (change, at) => {
  const { actor, userId } = change;
  const precondition = definePersonPrecondition(change, at, [[sql`t.erased_at IS NOT NULL`, "person_gone"]]);
  const isNew = sql`${precondition.isOk} AND EXISTS (SELECT 1 FROM users WHERE id = ${userId} AND deactivated_at IS NOT NULL)`;
  return {
    statements: [
      precondition.select,
      ...claimOwnerlessRooms(userId, at, isNew),
      sql`UPDATE users SET deactivated_at = NULL WHERE id = ${userId} AND deactivated_at IS NOT NULL AND ${precondition.isOk} RETURNING id`,
      note(
        { at, action: "user_reactivated", actorId: actor?.userId ?? null, userId, forAdmins: true },
        sql`WHERE changes() = 1`,
      ),
    ],
    outcome([checked, , , written]) {
      return precondition.refusal(checked) ?? { ok: true, changed: returnedId(written) !== null };
    },
  };
});
