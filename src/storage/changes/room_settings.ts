// U7: what a person sets for a room, for themselves.
import { sql } from "drizzle-orm";
import { returnedId, single, type Effects } from "./verb.ts";
import { definePrecondition, roomAndMe } from "./precondition.ts";

const changeRoomSettingsEffects: Effects<"changeRoomSettings"> = ({ actor, roomId }) => [
  { kind: "room", roomId, to: [actor.userId] },
];

export const changeRoomSettings = single<"changeRoomSettings">(changeRoomSettingsEffects, (change, at) => {
  const { actor, roomId, notify = null, mutedUntil = null, starred = null, hidden = null } = change;
  const isMuteSet = change.mutedUntil !== undefined;
  const precondition = definePrecondition({ actor, at, from: roomAndMe(actor, roomId) }, [
    [sql`b.user_id IS NULL`, "not_found"],
    [sql`${hidden} IS NOT NULL AND r.kind <> 'direct'`, "not_allowed"],
  ]);
  return {
    statements: [
      precondition.select,
      sql`UPDATE members SET notify = n.notify, muted_until = n.muted_until, starred = n.starred, hidden_seq = n.hidden_seq
        FROM (
          SELECT b.room_id, b.user_id, coalesce(${notify}, b.notify) AS notify,
            iif(${isMuteSet}, ${mutedUntil}, b.muted_until) AS muted_until,
            coalesce(${starred}, b.starred) AS starred,
            CASE ${hidden} WHEN 1 THEN r.last_seq WHEN 0 THEN NULL ELSE b.hidden_seq END AS hidden_seq
          FROM members b JOIN rooms r ON r.id = b.room_id
          WHERE b.room_id = ${roomId} AND b.user_id = ${actor.userId} AND ${precondition.isOk}
        ) n
        WHERE members.room_id = n.room_id AND members.user_id = n.user_id
          AND (members.notify <> n.notify OR members.muted_until IS NOT n.muted_until OR members.starred <> n.starred
            OR members.hidden_seq IS NOT n.hidden_seq)
        RETURNING room_id AS id`,
    ],
    outcome([checked, written]) {
      return precondition.refusal(checked) ?? { ok: true, changed: returnedId(written) !== null };
    },
  };
});
