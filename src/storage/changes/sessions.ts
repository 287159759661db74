// Sessions begin, slide and end here, in the order of all changes: a post after an ended session finds none (A2).
import { sql } from "drizzle-orm";
import { lives } from "./actor.ts";
import { endOldest, insertSession, pruneSessions } from "./new_session.ts";
import { isTrue, refuse, returnedId, returnedIds, single, type Effects } from "./verb.ts";
import { endsSessions, sessionsOver } from "./shared_effects.ts";

export const signIn = single<"signIn">(
  endsSessions,
  ({ userId, verifiedHash, session, prune = false }, at) => ({
    statements: [
      insertSession(session, {
        at,
        userId: sql`${userId}`,
        where: sql`EXISTS (SELECT 1 FROM users
        WHERE id = ${userId} AND password_hash = ${verifiedHash} AND deactivated_at IS NULL)`,
      }),
      endOldest(session, userId),
      ...(prune ? [pruneSessions(at)] : []),
    ],
    outcome([sessions, oldest, pruned]) {
      const sessionId = returnedId(sessions);
      if (sessionId === null) return refuse("wrong_credentials");
      return { ok: true, sessionId, ended: [...returnedIds(oldest), ...returnedIds(pruned)] };
    },
  }),
);

const touchSessionEffects: Effects<"touchSession"> = ({ sessionId }) => [{ kind: "sessionUsed", sessionId }];

export const touchSession = single<"touchSession">(touchSessionEffects, ({ sessionId, expiresAt }, at) => ({
  statements: [
    sql`UPDATE sessions SET last_seen_at = ${at}, expires_at = ${expiresAt}
      WHERE id = ${sessionId} AND expires_at > ${at} RETURNING id`,
  ],
  outcome: ([touched]) => (returnedId(touched) === null ? refuse("session_over") : { ok: true }),
}));

const endSessionEffects: Effects<"endSession"> = ({ sessionId }) => sessionsOver([sessionId]);

export const endSession = single<"endSession">(endSessionEffects, ({ actor, sessionId }, at) => ({
  statements: [
    sql`SELECT ${lives(actor, at)} AS lives`,
    sql`DELETE FROM sessions WHERE id = ${sessionId} AND user_id = ${actor.userId} AND ${lives(actor, at)} RETURNING id`,
  ],
  outcome([facts, ended]) {
    if (!isTrue(facts, "lives")) return refuse("session_over");
    return returnedId(ended) === null ? refuse("not_found") : { ok: true };
  },
}));

export const endOtherSessions = single<"endOtherSessions">(endsSessions, ({ actor }, at) => ({
  statements: [
    sql`SELECT ${lives(actor, at)} AS lives`,
    sql`DELETE FROM sessions WHERE user_id = ${actor.userId} AND id <> ${actor.sessionId} AND ${lives(actor, at)}
      RETURNING id`,
  ],
  outcome([facts, ended]) {
    return isTrue(facts, "lives") ? { ok: true, ended: returnedIds(ended) } : refuse("session_over");
  },
}));
