// The precondition of a change, written once in SQL: it gives the refusal and guards each statement, so that the answer and
// the write cannot differ.
import type { ResultSet } from "../client.ts";
import { sql, type SQL } from "drizzle-orm";
import type { Actor, Refusal } from "../../domain/journal.ts";
import { literal } from "../statement.ts";
import { asBytes } from "../stored_text.ts";
import { lives } from "./actor.ts";
import { refuse } from "./verb.ts";

type Reason = Exclude<Refusal["reason"], "conflict">;

export interface Precondition {
  /** For a separate statement, before anything is written. */
  select: SQL;
  /** True while the change may be done, as things are at that statement. */
  isOk: SQL;
  /** What `select` found: the refusal, or null. */
  refusal(result: ResultSet | undefined): Refusal | null;
}

/**
 * The first of `unless` that is true is the reason of the refusal. Before them the actor's session is checked (A2); the command
 * line has none. `from` joins the rows that `unless` needs.
 */
export function definePrecondition(
  { actor, at, from }: { actor: Actor | null; at: number; from: SQL },
  unless: [when: SQL, reason: Reason][],
): Precondition {
  const reasons = unless.map(([, reason]) => reason).concat("session_over");
  const cases = sql.join(
    unless.map(([when, reason]) => sql`WHEN ${when} THEN ${literal(reason)}`),
    sql` `,
  );
  const isOver = actor ? sql`NOT ${lives(actor, at)}` : sql`false`;
  const precondition = sql`(SELECT CASE WHEN ${isOver} THEN 'session_over' ${cases} ELSE 'ok' END FROM ${from})`;
  return {
    select: sql`SELECT ${asBytes(precondition)} AS result`,
    isOk: sql`${precondition} = 'ok'`,
    refusal(result) {
      const found = result?.rows[0]?.["result"];
      if (found === "ok") return null;
      const reason = reasons.find((one) => one === found);
      if (!reason) throw new Error("The precondition of a change was not checked.");
      return refuse(reason);
    },
  };
}

export function isAdmin({ userId }: Pick<Actor, "userId">): SQL {
  return sql`EXISTS (SELECT 1 FROM users WHERE id = ${userId} AND role = 'admin')`;
}

/** For `from`: the room `r` and the actor's membership `b` of it, each NULL when it is not there. */
export function roomAndMe({ userId }: Actor, roomId: number): SQL {
  return sql`(SELECT 1) LEFT JOIN rooms r ON r.id = ${roomId} LEFT JOIN members b ON b.room_id = r.id AND b.user_id = ${userId}`;
}

/** For `from`: the message `m`, its room `r` and the actor's membership `b` of it, each NULL when it is not there. */
export function messageAndMe({ userId }: Actor, messageId: number): SQL {
  return sql`(SELECT 1) LEFT JOIN messages m ON m.id = ${messageId} LEFT JOIN rooms r ON r.id = m.room_id
    LEFT JOIN members b ON b.room_id = m.room_id AND b.user_id = ${userId}`;
}

/** G2: over the room `r` and the actor's membership `b`. */
export function canManageRoom(actor: Actor): SQL {
  return sql`(b.role = 'owner' OR (r.kind = 'public' AND ${isAdmin(actor)}))`;
}

/** G4: over the room `r` and a membership of it: without this owner the other members would have none. */
export function isLastOwner(member: "b" | "t"): SQL {
  const own = sql.raw(member);
  return sql`(${own}.role = 'owner'
    AND NOT EXISTS (SELECT 1 FROM members o WHERE o.room_id = r.id AND o.role = 'owner' AND o.user_id <> ${own}.user_id)
    AND EXISTS (SELECT 1 FROM members o JOIN users x ON x.id = o.user_id AND x.deactivated_at IS NULL
      WHERE o.room_id = r.id AND o.user_id <> ${own}.user_id))`;
}
