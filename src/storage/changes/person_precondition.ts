// What an admin may do with someone's account (P1 to P3).
import { sql, type SQL } from "drizzle-orm";
import type { Actor } from "../../domain/journal.ts";
import { isAdmin, definePrecondition, type Precondition } from "./precondition.ts";

/** Over the person `t`: the last active admin. */
export const isLastAdmin: SQL = sql.raw(`(t.role = 'admin' AND t.deactivated_at IS NULL AND NOT EXISTS (
  SELECT 1 FROM users o WHERE o.role = 'admin' AND o.deactivated_at IS NULL AND o.id <> t.id))`);

const notAdmin = (actor: Actor): [SQL, "not_allowed"] => [sql`NOT ${isAdmin(actor)}`, "not_allowed"];

/** An admin, or the command line, about the person `t`. */
export function definePersonPrecondition(
  { actor, userId }: { actor: Actor | null; userId: number },
  at: number,
  unless: Parameters<typeof definePrecondition>[1],
): Precondition {
  const from = sql`(SELECT 1) LEFT JOIN users t ON t.id = ${userId}`;
  return definePrecondition({ actor, at, from }, [
    ...(actor ? [notAdmin(actor)] : []),
    [sql`t.id IS NULL`, "not_found"],
    ...unless,
  ]);
}
