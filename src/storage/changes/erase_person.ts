// P3, all but the messages: those follow in the steps of erasures.ts.
import { sql } from "drizzle-orm";
import type { Effect } from "../../domain/effects.ts";
import { note } from "./audit.ts";
import { avatarBefore, selectAvatar } from "./avatars.ts";
import { dropFiles } from "./files.ts";
import { inheritedRooms, bequeathRooms } from "./ownerless_rooms.ts";
import { isLastAdmin, definePersonPrecondition } from "./person_precondition.ts";
import { unusableKeyOf, twinsIn, updateTwins } from "./twins.ts";
import { returnedId, returnedIds, single, type Effects } from "./verb.ts";
import { personChanged, roomsPassed, sessionsOver, twinsChanged } from "./shared_effects.ts";

const erasePersonEffects: Effects<"erasePerson"> = ({ userId }, outcome) => {
  const { passed, roomIds, directIds, emptied, ended, twins } = outcome;
  const gone = new Set(emptied.map(({ roomId }) => roomId));
  const left = roomIds.filter((roomId) => !gone.has(roomId));
  return [
    ...sessionsOver(ended),
    ...emptied.map((one): Effect => ({ kind: "left", ...one, gone: true })),
    personChanged(userId, { inRooms: true }),
    ...twinsChanged(twins),
    ...roomsPassed(passed),
    ...left.map((roomId): Effect => ({ kind: "left", roomId, userId })),
    // Their names are part of it, and how far they have read.
    ...directIds.map((roomId): Effect => ({ kind: "room", roomId, to: "all" })),
  ];
};

export const erasePerson = single<"erasePerson">(erasePersonEffects, (change, at) => {
  const { actor, userId } = change;
  const precondition = definePersonPrecondition(change, at, [[isLastAdmin, "last_admin"]]);
  const isNew = sql`${precondition.isOk} AND EXISTS (SELECT 1 FROM users WHERE id = ${userId} AND erased_at IS NULL)`;
  // Mentions and reactions are in messages: they are removed with those, step by step, and each step sends an event to its rooms (W12).
  const theirs = ["resets", "saves"].map(
    (table) => sql`DELETE FROM ${sql.raw(table)} WHERE user_id = ${userId} AND ${isNew}`,
  );
  const unusableKey = unusableKeyOf(userId);
  // A direct room without a message is removed too, after its last member; until then its key marks it.
  const gone = `erased ${userId} `;
  const emptyRooms = sql`SELECT id FROM rooms WHERE direct_key BETWEEN ${gone} AND ${`${gone}~`}`;
  return {
    statements: [
      precondition.select,
      ...bequeathRooms(userId, at, isNew),
      sql`UPDATE rooms SET direct_key = ${gone} || id WHERE kind = 'direct' AND last_seq = 0 AND ${isNew}
        AND id IN (SELECT room_id FROM members WHERE user_id = ${userId})`,
      sql`DELETE FROM members WHERE user_id <> ${userId} AND room_id IN (${emptyRooms}) RETURNING room_id, user_id`,
      sql`DELETE FROM members WHERE user_id = ${userId} AND ${isNew}
        RETURNING room_id AS id, (SELECT kind = 'direct' AND last_seq > 0 FROM rooms WHERE rooms.id = room_id) AS isDirect`,
      note(
        { at, action: "user_erased", actorId: actor.userId, userId, forAdmins: true },
        sql`WHERE ${isNew}`,
      ),
      selectAvatar(userId),
      ...dropFiles(sql`SELECT id FROM files WHERE message_id IS NULL AND room_id IN (${emptyRooms})`),
      sql`DELETE FROM rooms WHERE id IN (${emptyRooms})`,
      // The rest is in messages, and goes step by step. Up to the last one now: nobody writes as this person again.
      sql`INSERT INTO erasures (user_id, next_id, last_id)
        SELECT ${userId}, 1, coalesce((SELECT max(id) FROM messages), 0) WHERE ${isNew}`,
      ...theirs,
      sql`DELETE FROM invites WHERE created_by = ${userId} AND ${isNew}`,
      sql`UPDATE users SET username = '', folded_look = ${unusableKey}, typed_look = ${unusableKey}, display_name = '',
          display_folded = ${unusableKey}, display_typed = ${unusableKey}, username_key = '', display_key = '', password_hash = '', role = 'member', status_emoji = '', status_text = '',
          status_until = NULL, dnd_until = NULL, quiet_from = NULL, quiet_to = NULL, quiet_zone = NULL,
          preferences = '{}', avatar_hash = NULL, deactivated_at = coalesce(deactivated_at, ${at}), erased_at = ${at}
        WHERE id = ${userId} AND ${isNew} RETURNING id`,
      sql`DELETE FROM sessions WHERE user_id = ${userId} AND changes() = 1 RETURNING id`,
      updateTwins(sql`${userId}`),
    ],
    outcome(results) {
      const [checked, , passed, , , others, left, , avatar] = results;
      const changed = returnedId(results.at(-3)) !== null;
      const roomIds = returnedIds(left);
      const directIds = (left?.rows ?? []).flatMap((row) =>
        row["isDirect"] === 1 ? [Number(row["id"])] : [],
      );
      const emptied =
        others?.rows.map((row) => ({ roomId: Number(row["room_id"]), userId: Number(row["user_id"]) })) ?? [];
      const dropped = changed ? avatarBefore(avatar) : null;
      const refusal = precondition.refusal(checked);
      if (refusal) return refusal;
      const ended = returnedIds(results.at(-2));
      const twins = twinsIn(results.at(-1), userId);
      return {
        ok: true,
        changed,
        passed: inheritedRooms(passed),
        roomIds,
        directIds,
        emptied,
        ended,
        dropped,
        ...twins,
      };
    },
  };
});
