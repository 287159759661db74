// Pictures of people (P6). The caller removes the bytes that are then unused.
import type { ResultSet } from "../client.ts";
import { sql, type SQL } from "drizzle-orm";
import { asBytes } from "../stored_text.ts";
import { note } from "./audit.ts";
import { definePersonPrecondition } from "./person_precondition.ts";
import { returnedId, single, type Effects } from "./verb.ts";
import { definePrecondition } from "./precondition.ts";
import { personChanged } from "./shared_effects.ts";

const setAvatarEffects: Effects<"setAvatar"> = ({ actor }) => [personChanged(actor.userId)];

export const setAvatar = single<"setAvatar">(setAvatarEffects, ({ actor, hash }, at) => {
  const { userId } = actor;
  const precondition = definePrecondition({ actor, at, from: sql`(SELECT 1)` }, []);
  return {
    statements: [
      precondition.select,
      selectAvatar(userId),
      sql`UPDATE users SET avatar_hash = ${hash}
        WHERE id = ${userId} AND avatar_hash IS NOT ${hash} AND ${precondition.isOk} RETURNING id`,
    ],
    outcome: ([checked, before, written]) => precondition.refusal(checked) ?? changed(before, written),
  };
});

const removeAvatarEffects: Effects<"removeAvatar"> = ({ userId }) => [personChanged(userId)];

export const removeAvatar = single<"removeAvatar">(removeAvatarEffects, (change, at) => {
  const { actor, userId } = change;
  const isMine = userId === actor.userId;
  const precondition = isMine
    ? definePrecondition({ actor, at, from: sql`(SELECT 1)` }, [])
    : definePersonPrecondition(change, at, []);
  const audited = { at, actorId: actor.userId, userId, forAdmins: true } as const;
  return {
    statements: [
      precondition.select,
      selectAvatar(userId),
      sql`UPDATE users SET avatar_hash = NULL
        WHERE id = ${userId} AND avatar_hash IS NOT NULL AND ${precondition.isOk} RETURNING id`,
      ...(isMine ? [] : [note({ ...audited, action: "user_avatar_removed" }, sql`WHERE changes() = 1`)]),
    ],
    outcome: ([checked, before, written]) => precondition.refusal(checked) ?? changed(before, written),
  };
});

/** Before it is changed. */
export function selectAvatar(userId: number): SQL {
  return sql`SELECT ${asBytes(sql`avatar_hash`)} AS avatarHash FROM users WHERE id = ${userId}`;
}

/** What `selectAvatar` found. */
export function avatarBefore(result: ResultSet | undefined): string | null {
  const hash = result?.rows[0]?.["avatarHash"];
  return typeof hash === "string" ? hash : null;
}

function changed(before: ResultSet | undefined, written: ResultSet | undefined) {
  const isChanged = returnedId(written) !== null;
  return { ok: true, changed: isChanged, dropped: isChanged ? avatarBefore(before) : null } as const;
}
