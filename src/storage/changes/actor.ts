// A2: a change counts only while its session and account live, at that place in the order of changes.
import { sql, type SQL } from "drizzle-orm";
import type { Actor, ByOrFor } from "../../domain/journal.ts";

/** True while the actor's session is neither ended nor expired and the account is active. */
export function lives(actor: Actor, at: number): SQL {
  return sql`EXISTS (SELECT 1 FROM sessions s JOIN users u ON u.id = s.user_id
    WHERE s.id = ${actor.sessionId} AND s.user_id = ${actor.userId} AND s.expires_at > ${at} AND u.deactivated_at IS NULL)`;
}

/** The owner of a new row, and whether they may have it: an actor's session is live, a person named on the command line is active. */
export function ownerOf(change: ByOrFor, at: number): { userId: number; lives: SQL } {
  if (change.actor) return { userId: change.actor.userId, lives: lives(change.actor, at) };
  const { forUserId: userId } = change;
  return {
    userId,
    lives: sql`EXISTS (SELECT 1 FROM users WHERE id = ${userId} AND deactivated_at IS NULL)`,
  };
}

/** For set-based changes: joins the row `p` (session, user, at) with its living session `s` and active user `u`. */
export const joinLiving: SQL = sql.raw(`
  LEFT JOIN sessions s ON s.id = p.session AND s.user_id = p.user AND s.expires_at > p.at
  LEFT JOIN users u ON u.id = s.user_id AND u.deactivated_at IS NULL`);
