// Signing in, whichever way it happens, ends in a session; a new account also joins the rooms that everyone joins.
import { sql, type SQL } from "drizzle-orm";
import type { NewSession } from "../../domain/journal.ts";
import { limits } from "../../protocol/limits.ts";

/** `userId` is SQL that finds the user, `where` guards it: the row is written only if both hold. */
export function insertSession(session: NewSession, options: { at: number; userId: SQL; where: SQL }): SQL {
  const { at, userId, where } = options;
  return sql`INSERT INTO sessions (token_hash, user_id, created_at, last_seen_at, expires_at, address, agent)
    SELECT ${session.tokenHash}, ${userId}, ${at}, ${at}, ${session.expiresAt}, ${session.address}, ${session.agent}
    WHERE ${where} RETURNING id`;
}

/** The statement before inserted a user: their id is the last row's. */
export const lastInserted: SQL = sql`last_insert_rowid()`;
export const hasInserted: SQL = sql`changes() = 1`;

/** A token's hash is new with its change, so this holds only if the change's session was made. */
export function hasSession(session: NewSession): SQL {
  return sql`EXISTS (SELECT 1 FROM sessions WHERE token_hash = ${session.tokenHash})`;
}

/** Null where the change's session was not made. */
export function whoseSession(session: NewSession): SQL {
  return sql`(SELECT user_id FROM sessions WHERE token_hash = ${session.tokenHash})`;
}

/** `userId` is SQL that finds the new user, or null. */
export function joinFirstRooms(userId: SQL, at: number): SQL {
  return sql`INSERT INTO members (room_id, user_id, role, read_seq, seen_seq, joined_at, joined_seq)
    SELECT r.id, ${userId}, 'member', r.last_seq, r.last_seq, ${at}, r.last_seq FROM rooms r
    WHERE r.join_on_register = 1 AND ${userId} IS NOT NULL`;
}

/** R4: those of the person that were used least recently, beyond what one may have with the session just made. Gives their ids. */
export function endOldest(session: NewSession, userId: number): SQL {
  return sql`DELETE FROM sessions WHERE id IN (
      SELECT id FROM sessions WHERE user_id = ${userId} AND token_hash <> ${session.tokenHash}
      ORDER BY last_seen_at DESC, id DESC LIMIT -1 OFFSET ${limits.sessions - 1})
    AND ${hasSession(session)} RETURNING id`;
}

/** A few of the sessions that have run out, so that they do not pile up. Gives their ids. */
export function pruneSessions(at: number): SQL {
  return sql`DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE expires_at <= ${at} LIMIT 20) RETURNING id`;
}
