import { sql } from "drizzle-orm";
import { lives, ownerOf } from "./actor.ts";
import { note } from "./audit.ts";
import { isTrue, refuse, returnedId, single } from "./verb.ts";
import { isAdmin } from "./precondition.ts";
import { noEffects } from "./shared_effects.ts";

export const createInvite = single<"createInvite">(noEffects, (change, at) => {
  const { actor, tokenHash, expiresAt } = change;
  const owner = ownerOf(change, at);
  const audited = actor ? { actorId: owner.userId } : { actorId: null, userId: owner.userId };
  return {
    statements: [
      sql`INSERT INTO invites (token_hash, created_by, created_at, expires_at)
        SELECT ${tokenHash}, ${owner.userId}, ${at}, ${expiresAt} WHERE ${owner.lives} RETURNING id`,
      note({ ...audited, at, action: "invite_made", forAdmins: true }, sql`WHERE changes() = 1`),
    ],
    outcome([created]) {
      const inviteId = returnedId(created);
      if (inviteId !== null) return { ok: true, inviteId };
      return refuse(actor ? "session_over" : "person_gone");
    },
  };
});

// Their own; an admin anyone's, as the command line.
export const revokeInvite = single<"revokeInvite">(noEffects, ({ actor, inviteId }, at) => ({
  statements: [
    sql`SELECT ${actor ? lives(actor, at) : sql`true`} AS lives`,
    sql`UPDATE invites SET revoked_at = ${at}
      WHERE id = ${inviteId} AND revoked_at IS NULL
        AND ${actor ? sql`${lives(actor, at)} AND (created_by = ${actor.userId} OR ${isAdmin(actor)})` : sql`true`}
      RETURNING id`,
    note(
      {
        at,
        action: "invite_revoked",
        actorId: actor?.userId ?? null,
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
