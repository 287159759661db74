// New accounts. Of two first accounts at once one wins (R5); of two confusable names the second is refused (L5).
import { sql, type SQL } from "drizzle-orm";
import type { NewUser } from "../../domain/journal.ts";
import { note } from "./audit.ts";
import {
  hasInserted,
  hasSession,
  insertSession,
  joinFirstRooms,
  lastInserted,
  whoseSession,
} from "./new_session.ts";
import { isLikeAdmin, twinsIn, updateTwins } from "./twins.ts";
import { isTrue, refuse, returnedId, single, type Effects } from "./verb.ts";
import { addsPerson } from "./shared_effects.ts";

const setsUp: Effects<"setUp"> = (change, outcome) => [...addsPerson(change, outcome), { kind: "workspace" }];

export const setUp = single<"setUp">(setsUp, ({ workspaceName, user, session }, at) => ({
  statements: [
    insertUser(user, { role: "admin", at, where: sql`NOT EXISTS (SELECT 1 FROM users)` }),
    insertSession(session, { at, userId: lastInserted, where: hasInserted }),
    joinFirstRooms(whoseSession(session), at),
    sql`UPDATE meta SET value = ${workspaceName} WHERE key = 'workspaceName' AND ${hasSession(session)}`,
  ],
  outcome([users, sessions]) {
    const userId = returnedId(users);
    const sessionId = returnedId(sessions);
    if (userId === null || sessionId === null) return refuse("already_set_up");
    return { ok: true, userId, sessionId };
  },
}));

export const register = single<"register">(
  addsPerson,
  ({ user, session, inviteHash, registrationForced }, at) => {
    const isInvited = sql`EXISTS (SELECT 1 FROM invites
    WHERE token_hash = ${inviteHash} AND revoked_at IS NULL AND expires_at > ${at})`;
    const isOpen = sql`coalesce(${registrationForced}, (SELECT value FROM meta WHERE key = 'registration')) = 'open'`;
    // Nobody slips in before the first account.
    const isTaken = sql`EXISTS (SELECT 1 FROM users WHERE folded_look = ${user.foldedKey} OR typed_look = ${user.typedKey})`;
    const isLike = isLikeAdmin(user.displayKeys, 0);
    const made = whoseSession(session);
    const mayRegister = sql`(${inviteHash === null ? isOpen : isInvited}) AND EXISTS (SELECT 1 FROM users)`;
    return {
      statements: [
        sql`SELECT ${mayRegister} AS mayRegister, ${isTaken} AS isTaken, ${isLike} AS isLikeAdmin`,
        insertUser(user, { role: "member", at, where: sql`${mayRegister} AND NOT ${isLike}` }),
        insertSession(session, { at, userId: lastInserted, where: hasInserted }),
        joinFirstRooms(whoseSession(session), at),
        sql`UPDATE invites SET used = used + 1 WHERE token_hash = ${inviteHash} AND ${hasSession(session)}`,
        updateTwins(made),
        note(
          {
            at,
            action: "user_registered",
            actorId: sql`(SELECT created_by FROM invites WHERE token_hash = ${inviteHash})`,
            userId: made,
            forAdmins: true,
          },
          sql`WHERE ${hasSession(session)}`,
        ),
      ],
      outcome([facts, users, sessions, , , twins]) {
        if (!isTrue(facts, "mayRegister")) {
          return refuse(inviteHash === null ? "registration_closed" : "invite_invalid");
        }
        const userId = returnedId(users);
        const sessionId = returnedId(sessions);
        if (isTrue(facts, "isTaken")) return refuse("name_taken");
        if (userId === null || sessionId === null) return refuse("display_taken");
        return { ok: true, userId, sessionId, ...twinsIn(twins, userId) };
      },
    };
  },
);

/** On the command line (O7). The link, if any, is of the same transaction: no account is made that cannot sign in. */
export const addUser = single<"addUser">(addsPerson, ({ user, role, reset }, at) => {
  const { foldedKey, typedKey, displayKeys, passwordHash } = user;
  const isFirst = sql`NOT EXISTS (SELECT 1 FROM users)`;
  const isTaken = sql`EXISTS (SELECT 1 FROM users WHERE folded_look = ${foldedKey} OR typed_look = ${typedKey})`;
  const isLike = isLikeAdmin(displayKeys, 0);
  const mayAdd = sql`NOT (${isFirst} AND ${role} <> 'admin') AND NOT (${isLike} AND ${role} <> 'admin')`;
  // A hash is salted: it is this change's alone.
  const made = sql`(SELECT id FROM users WHERE folded_look = ${foldedKey} AND password_hash = ${passwordHash})`;
  const isMade = sql`WHERE ${made} IS NOT NULL`;
  return {
    statements: [
      sql`SELECT ${isFirst} AS isFirst, ${isTaken} AS isTaken`,
      insertUser(user, { role, at, where: mayAdd }),
      joinFirstRooms(made, at),
      ...(reset
        ? [
            sql`INSERT INTO resets (user_id, token_hash, expires_at) SELECT ${made}, ${reset.tokenHash}, ${reset.expiresAt} ${isMade}`,
          ]
        : []),
      updateTwins(made),
      note(
        { at, action: "user_registered", actorId: null, userId: made, detail: role, forAdmins: true },
        isMade,
      ),
    ],
    outcome(results) {
      const [facts, users] = results;
      const userId = returnedId(users);
      if (userId !== null) return { ok: true, userId, ...twinsIn(results.at(-2), userId) };
      if (isTrue(facts, "isTaken")) return refuse("name_taken");
      return refuse(isTrue(facts, "isFirst") ? "not_allowed" : "display_taken");
    },
  };
});

function insertUser(user: NewUser, options: { role: "admin" | "member"; at: number; where: SQL }): SQL {
  return sql`INSERT INTO users (username, folded_look, typed_look, display_name, display_folded, display_typed,
      username_key, display_key, password_hash, role, created_at)
    SELECT ${user.username}, ${user.foldedKey}, ${user.typedKey}, ${user.displayName}, ${user.displayKeys.foldedKey},
      ${user.displayKeys.typedKey}, ${user.usernameKey}, ${user.displayKey}, ${user.passwordHash}, ${options.role}, ${options.at}
    WHERE ${options.where} ON CONFLICT DO NOTHING RETURNING id`;
}
