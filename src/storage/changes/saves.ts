// What someone saves for later (N4) is theirs alone: no rev, no event of the room.
import { sql } from "drizzle-orm";
import { limits } from "../../protocol/limits.ts";
import { lives } from "./actor.ts";
import { returnedId, single, type Effects } from "./verb.ts";
import { definePrecondition, messageAndMe } from "./precondition.ts";

const saveEffects: Effects<"save"> = ({ actor, messageId, on }) => [
  { kind: "saved", userId: actor.userId, messageId, on },
];

export const save = single<"save">(saveEffects, ({ actor, messageId, on }, at) => {
  const { userId } = actor;
  const isFull = sql`(SELECT count(*) FROM saves WHERE user_id = ${userId}) >= ${limits.saved}`;
  const isNew = sql`${on} AND NOT EXISTS (SELECT 1 FROM saves WHERE user_id = ${userId} AND message_id = m.id)`;
  const precondition = definePrecondition({ actor, at, from: messageAndMe(actor, messageId) }, [
    [sql`b.user_id IS NULL`, "not_found"],
    [sql`${isNew} AND m.deleted_at IS NOT NULL`, "gone"],
    [sql`${isNew} AND ${isFull}`, "too_many"],
  ]);
  return {
    statements: [
      // A saved message that they may no longer see is in no list and could not be removed: it makes room.
      sql`DELETE FROM saves WHERE ${on} AND user_id = ${userId} AND ${isFull} AND ${lives(actor, at)} AND NOT EXISTS (
        SELECT 1 FROM messages m JOIN members b ON b.room_id = m.room_id AND b.user_id = ${userId}
        WHERE m.id = saves.message_id)`,
      precondition.select,
      on
        ? sql`INSERT INTO saves (user_id, message_id) SELECT ${userId}, ${messageId} WHERE ${precondition.isOk}
            ON CONFLICT DO NOTHING RETURNING id`
        : sql`DELETE FROM saves WHERE user_id = ${userId} AND message_id = ${messageId} AND ${precondition.isOk} RETURNING id`,
    ],
    outcome([, checked, written]) {
      return precondition.refusal(checked) ?? { ok: true, changed: returnedId(written) !== null };
    },
  };
});
