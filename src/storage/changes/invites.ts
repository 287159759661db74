import { sql } from "drizzle-orm";
import { lives } from "./actor.ts";
import { note } from "./audit.ts";
import { isTrue, refuse, returnedId, single } from "./verb.ts";

export const createInvite = single<"createInvite">(({ actor, tokenHash, expiresAt }, at) => ({
  statements: [
    sql`INSERT INTO invites (token_hash, created_by, created_at, expires_at)
      SELECT ${tokenHash}, ${actor.userId}, ${at}, ${expiresAt} WHERE ${lives(actor, at)} RETURNING id`,
    note({ at, action: "invite_made", actorId: actor.userId, forAdmins: true }, sql`WHERE changes() = 1`),
  ],
  outcome([created]) {
    const inviteId = returnedId(created);
    return inviteId === null ? refuse("session_over") : { ok: true, inviteId };
  },
}));

// Their own; an admin anyone's.
export const revokeInvite = single<"revokeInvite">(({ actor, inviteId }, at) => ({
  statements: [
    sql`SELECT ${lives(actor, at)} AS lives`,
    sql`UPDATE invites SET revoked_at = ${at}
      WHERE id = ${inviteId} AND revoked_at IS NULL AND ${lives(actor, at)}
        AND (created_by = ${actor.userId}
          OR EXISTS (SELECT 1 FROM users WHERE id = ${actor.userId} AND role = 'admin'))
      RETURNING id`,
    note(
      {
        at,
        action: "invite_revoked",
        actorId: actor.userId,
        userId: sql`(SELECT created_by FROM invites WHERE id = ${inviteId})`,
        forAdmins: true,
      },
      sql`WHERE changes() = 1`,
    ),
  ],
  outcome([facts, revoked]) {
    if (!isTrue(facts, "lives")) return refuse("session_over");
    return returnedId(revoked) === null ? refuse("not_found") : { ok: true };
  },
}));
