// What people say of themselves, and what only they know (P4, P5, U6).
import { sql } from "drizzle-orm";
import { defaultPreferences } from "../../protocol/preferences.ts";
import { storedPreferences } from "../person_json.ts";
import { isLikeAdmin, twinsIn, updateTwins } from "./twins.ts";
import { isTrue, returnedId, single, type Effects } from "./verb.ts";
import { definePrecondition } from "./precondition.ts";
import { personChanged, twinsChanged } from "./shared_effects.ts";

const changeProfileEffects: Effects<"changeProfile"> = (
  { actor, displayName, status, dndUntil },
  { receiptsChanged, twins },
) => {
  const isPublic = displayName !== undefined || status !== undefined || dndUntil !== undefined;
  return [personChanged(actor.userId, { isPublic, receipts: receiptsChanged }), ...twinsChanged(twins)];
};

export const changeProfile = single<"changeProfile">(changeProfileEffects, (change, at) => {
  const { actor, displayName, status, dndUntil, quietHours } = change;
  const receipts = change.receipts === undefined ? null : Number(change.receipts);
  const me = sql`id = ${actor.userId}`;
  const isOther = sql`EXISTS (SELECT 1 FROM users WHERE ${me} AND role <> 'admin' AND display_name <> ${displayName?.text ?? null})`;
  const precondition = definePrecondition(
    { actor, at, from: sql`(SELECT 1)` },
    displayName
      ? [[sql`${isOther} AND ${isLikeAdmin(displayName.keys, actor.userId)}`, "display_taken"]]
      : [],
  );
  const isStatusSet = status !== undefined;
  const isQuietSet = quietHours !== undefined;
  const preferences = sql`json_patch(${JSON.stringify(defaultPreferences)}, ${sql.raw(storedPreferences("preferences"))})`;
  const preferred = sql`json_patch(${preferences}, ${JSON.stringify(change.preferences ?? {})})`;
  const values = {
    display_name: sql`coalesce(${displayName?.text ?? null}, display_name)`,
    display_key: sql`coalesce(${displayName?.key ?? null}, display_key)`,
    display_folded: sql`coalesce(${displayName?.keys.foldedKey ?? null}, display_folded)`,
    display_typed: sql`coalesce(${displayName?.keys.typedKey ?? null}, display_typed)`,
    status_emoji: sql`iif(${isStatusSet}, ${status?.emoji ?? ""}, status_emoji)`,
    status_text: sql`iif(${isStatusSet}, ${status?.text ?? ""}, status_text)`,
    status_until: sql`iif(${isStatusSet}, ${status?.until ?? null}, status_until)`,
    dnd_until: sql`iif(${dndUntil !== undefined}, ${dndUntil ?? null}, dnd_until)`,
    quiet_from: sql`iif(${isQuietSet}, ${quietHours?.from ?? null}, quiet_from)`,
    quiet_to: sql`iif(${isQuietSet}, ${quietHours?.to ?? null}, quiet_to)`,
    quiet_zone: sql`iif(${isQuietSet}, ${quietHours?.zone ?? null}, quiet_zone)`,
    receipts: sql`coalesce(${receipts}, receipts)`,
    // Unchanged, unless the result is another choice: the default may be stored or not.
    preferences: sql`iif(${preferred} = ${preferences}, preferences, ${preferred})`,
  };
  const columns = Object.entries(values).map(([column, value]) => ({ column: sql.raw(column), value }));
  const sets = sql.join(
    columns.map(({ column, value }) => sql`${column} = ${value}`),
    sql`, `,
  );
  const differs = sql.join(
    columns.map(({ column, value }) => sql`${column} IS NOT ${value}`),
    sql` OR `,
  );
  return {
    statements: [
      precondition.select,
      sql`SELECT EXISTS (SELECT 1 FROM users WHERE ${me} AND receipts <> ${receipts}) AS receiptsChange`,
      sql`UPDATE users SET ${sets} WHERE ${me} AND ${precondition.isOk} AND (${differs}) RETURNING id`,
      ...(displayName ? [updateTwins(sql`${actor.userId}`)] : []),
    ],
    outcome([checked, before, written, twins]) {
      return (
        precondition.refusal(checked) ?? {
          ok: true,
          changed: returnedId(written) !== null,
          receiptsChanged: isTrue(before, "receiptsChange"),
          ...twinsIn(twins, actor.userId),
        }
      );
    },
  };
});
