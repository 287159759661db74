// L9: which display names look like a name of someone else. `has_twin` says it, so that a message's author costs no look-up.
import type { ResultSet } from "../client.ts";
import { sql, type SQL } from "drizzle-orm";
import type { DisplayKeys } from "../../domain/journal.ts";

/** Whether a display name with these keys is confusable with a name of someone for whom `who` (a row `w`) is true. */
function isLikeSomeone(folded: SQL, typed: SQL, who: SQL): SQL {
  const columns = [
    ["display_folded", folded],
    ["display_typed", typed],
    ["folded_look", folded],
    ["typed_look", typed],
  ] as const;
  // Each by its index.
  return sql.join(
    columns.map(
      ([column, key]) => sql`EXISTS (SELECT 1 FROM users w WHERE w.${sql.raw(column)} = ${key} AND ${who})`,
    ),
    sql` OR `,
  );
}

const hasTwin = sql`(${isLikeSomeone(sql`users.display_folded`, sql`users.display_typed`, sql`w.id <> users.id`)})`;

/** Updates the people for whom it became true or false by the new name of `userId`, an SQL expression. After that change. */
export function updateTwins(userId: SQL): SQL {
  return sql`UPDATE users SET has_twin = NOT has_twin WHERE id IN (
      SELECT id FROM users WHERE has_twin
      UNION SELECT w.id FROM users me JOIN users w
        ON w.display_folded IN (me.display_folded, me.folded_look) OR w.display_typed IN (me.display_typed, me.typed_look)
      WHERE me.id = ${userId}) AND has_twin <> ${hasTwin} RETURNING id`;
}

/** Of others: the person whose name changed is sent anyway. */
export function twinsIn(result: ResultSet | undefined, userId: number): { twins?: number[] } {
  const ids = result?.rows.map((row) => Number(row["id"])) ?? [];
  const twins = ids.filter((id) => id !== userId).sort((a, b) => a - b);
  return twins.length > 0 ? { twins } : {};
}

/** L9: whether these keys are confusable with a name of an admin other than `userId`. */
export function isLikeAdmin({ foldedKey, typedKey }: DisplayKeys, userId: number): SQL {
  const who = sql`w.id <> ${userId} AND w.role = 'admin' AND w.deactivated_at IS NULL`;
  return sql`(${isLikeSomeone(sql`${foldedKey}`, sql`${typedKey}`, who)})`;
}

/** Of an erased person: keys are lower case, so that no name can have this one. */
export const unusableKeyOf = (userId: number) => `ERASED ${userId}`;

/** All of them, at the start. */
export const updateAllTwins = sql`UPDATE users SET has_twin = NOT has_twin WHERE has_twin <> ${hasTwin}`;
