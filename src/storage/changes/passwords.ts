// A new password ends every session but the one that set it, and any reset link that still waits.
import { sql } from "drizzle-orm";
import { note } from "./audit.ts";
import { lives } from "./actor.ts";
import { insertSession } from "./new_session.ts";
import { definePersonPrecondition } from "./person_precondition.ts";
import { isTrue, refuse, returnedId, returnedIds, single } from "./verb.ts";
import { endsSessions, noEffects } from "./shared_effects.ts";

export const changePassword = single<"changePassword">(
  endsSessions,
  ({ actor, verifiedHash, passwordHash }, at) => {
    const mayChange = sql`${lives(actor, at)} AND EXISTS (SELECT 1 FROM users
    WHERE id = ${actor.userId} AND password_hash = ${verifiedHash})`;
    return {
      statements: [
        sql`SELECT ${lives(actor, at)} AS lives, ${mayChange} AS mayChange`,
        sql`DELETE FROM sessions WHERE user_id = ${actor.userId} AND id <> ${actor.sessionId} AND ${mayChange} RETURNING id`,
        sql`DELETE FROM resets WHERE user_id = ${actor.userId} AND ${mayChange}`,
        // Last, for it ends what `mayChange` asks.
        sql`UPDATE users SET password_hash = ${passwordHash} WHERE id = ${actor.userId} AND ${mayChange}`,
      ],
      outcome([facts, ended]) {
        if (!isTrue(facts, "lives")) return refuse("session_over");
        if (!isTrue(facts, "mayChange")) return refuse("wrong_credentials");
        return { ok: true, ended: returnedIds(ended) };
      },
    };
  },
);

export const createReset = single<"createReset">(noEffects, ({ actor, userId, tokenHash, expiresAt }, at) => {
  const precondition =
    actor &&
    definePersonPrecondition({ actor, userId }, at, [[sql`t.deactivated_at IS NOT NULL`, "person_gone"]]);
  const audited = { at, actorId: actor?.userId ?? null, userId, forAdmins: true } as const;
  return {
    statements: [
      sql`INSERT INTO resets (user_id, token_hash, expires_at)
        SELECT id, ${tokenHash}, ${expiresAt} FROM users
        WHERE id = ${userId} AND deactivated_at IS NULL AND ${precondition?.isOk ?? sql`true`}
        ON CONFLICT (user_id) DO UPDATE SET token_hash = excluded.token_hash, expires_at = excluded.expires_at
        RETURNING user_id AS id`,
      note({ ...audited, action: "user_reset" }, sql`WHERE changes() = 1`),
      ...(precondition ? [precondition.select] : []),
    ],
    outcome([created, , checked]) {
      const isMade = returnedId(created) !== null;
      return precondition?.refusal(checked) ?? (isMade ? { ok: true } : refuse("not_found"));
    },
  };
});

export const resetPassword = single<"resetPassword">(
  endsSessions,
  ({ tokenHash, passwordHash, session }, at) => {
    const owner = sql`(SELECT t.user_id FROM resets t JOIN users u ON u.id = t.user_id
    WHERE t.token_hash = ${tokenHash} AND t.expires_at > ${at} AND u.deactivated_at IS NULL)`;
    return {
      statements: [
        sql`UPDATE users SET password_hash = ${passwordHash} WHERE id = ${owner} RETURNING id`,
        sql`DELETE FROM sessions WHERE user_id = ${owner} RETURNING id`,
        insertSession(session, { at, userId: owner, where: sql`${owner} IS NOT NULL` }),
        note(
          { at, action: "user_reset_used", actorId: null, userId: owner, forAdmins: true },
          sql`WHERE ${owner} IS NOT NULL`,
        ),
        // Last: a link works once. One that has run out goes as well.
        sql`DELETE FROM resets WHERE token_hash = ${tokenHash}`,
      ],
      outcome([users, ended, sessions]) {
        const userId = returnedId(users);
        const sessionId = returnedId(sessions);
        if (userId === null || sessionId === null) return refuse("reset_invalid");
        return { ok: true, userId, sessionId, ended: returnedIds(ended) };
      },
    };
  },
);
