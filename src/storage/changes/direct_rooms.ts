// G1: one direct room per set of people. The unique key makes it once, also for two people who open it at the same moment.
import { sql } from "drizzle-orm";
import type { Effect } from "../../domain/effects.ts";
import { limits } from "../../protocol/limits.ts";
import { isTrue, returnedId, single, type Effects } from "./verb.ts";
import { definePrecondition } from "./precondition.ts";

const openDirectEffects: Effects<"openDirect"> = ({ actor, userIds }, { roomId, created, shown }) => {
  const forActor: Effect = { kind: "room", roomId, to: [actor.userId] };
  if (created) return [{ kind: "joined", roomId, userIds, direct: true }, forActor];
  return shown ? [forActor] : [];
};

export const openDirect = single<"openDirect">(openDirectEffects, ({ actor, userIds }, at) => {
  const key = userIds.join(",");
  const people = sql`json_each(${JSON.stringify(userIds)}) p LEFT JOIN users u ON u.id = p.value`;
  const known = sql`(SELECT id FROM rooms WHERE direct_key = ${key})`;
  const precondition = definePrecondition({ actor, at, from: sql`(SELECT 1)` }, [
    [sql`EXISTS (SELECT 1 FROM ${people} WHERE u.id IS NULL)`, "not_found"],
    // A room with a person who was deactivated or erased since can still be opened by its people.
    [
      sql`EXISTS (SELECT 1 FROM ${people} WHERE u.deactivated_at IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM members b WHERE b.room_id = ${known} AND b.user_id = ${actor.userId})`,
      "person_gone",
    ],
    // G10.
    [
      sql`${known} IS NULL
        AND (SELECT count(*) FROM rooms WHERE created_by = ${actor.userId} AND kind = 'direct') >= ${limits.directOpened}`,
      "too_many",
    ],
  ]);
  return {
    statements: [
      precondition.select,
      sql`SELECT EXISTS (SELECT 1 FROM members WHERE room_id = ${known} AND user_id = ${actor.userId} AND hidden_seq IS NOT NULL) AS hidden`,
      sql`INSERT INTO rooms (kind, name, created_at, last_at, direct_key, created_by)
        SELECT 'direct', '', ${at}, ${at}, ${key}, ${actor.userId} WHERE ${precondition.isOk}
        ON CONFLICT DO NOTHING RETURNING id`,
      // There for the others from the first message on: hidden up to nothing.
      sql`INSERT INTO members (room_id, user_id, role, read_seq, joined_at, hidden_seq)
        SELECT ${known}, p.value, 'member', 0, ${at}, iif(p.value = ${actor.userId}, NULL, 0)
        FROM json_each(${JSON.stringify(userIds)}) p WHERE changes() = 1`,
      sql`UPDATE members SET hidden_seq = NULL
        WHERE room_id = ${known} AND user_id = ${actor.userId} AND hidden_seq IS NOT NULL AND ${precondition.isOk}`,
      sql`SELECT ${known} AS id`,
    ],
    outcome([checked, before, created, , , room]) {
      const refusal = precondition.refusal(checked);
      if (refusal) return refusal;
      const roomId = returnedId(room);
      if (roomId === null) throw new Error("A direct room was neither there nor made.");
      return { ok: true, roomId, created: returnedId(created) !== null, shown: isTrue(before, "hidden") };
    },
  };
});
