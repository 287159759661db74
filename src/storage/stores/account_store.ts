import type { Client } from "@libsql/client";
import { and, desc, eq, gt, inArray, isNull, sql, type SQL } from "drizzle-orm";
import { drizzle } from "drizzle-orm/libsql";
import { avatarLength } from "../../domain/avatars/avatar_id.ts";
import type { AccountStore, Credentials, InviteInfo, Session } from "../../domain/stores.ts";
import { limits } from "../../protocol/limits.ts";
import { readPreferences } from "../../protocol/preferences.ts";
import type { AuditEntry, Person, User } from "../../protocol/shapes.ts";
import { personJson, userJson } from "../person_json.ts";
import { invites, resets, sessions, users } from "../schema.ts";
import { auditPage } from "./audit_json.ts";
import { readJson } from "./read_json.ts";

export function createAccountStore({ client }: { client: Client }): AccountStore {
  const db = drizzle(client);

  async function findCredentials(who: SQL): Promise<Credentials | null> {
    const found = await db
      .select({ userId: users.id, username: users.username, passwordHash: users.passwordHash })
      .from(users)
      .where(and(who, isNull(users.deactivatedAt)));
    return found[0] ?? null;
  }

  async function list<T>(query: SQL): Promise<T[]> {
    return (await readJson<T[]>(client, query)) ?? [];
  }

  function liveInvites(now: number, which?: SQL): Promise<InviteInfo[]> {
    return db
      .select({
        id: invites.id,
        createdAt: invites.createdAt,
        expiresAt: invites.expiresAt,
        createdBy: {
          id: users.id,
          username: users.username,
          displayName: users.displayName,
          avatar: sql<string | null>`substr(${users.avatarHash}, 1, ${avatarLength})`,
        },
        used: invites.used,
      })
      .from(invites)
      .innerJoin(users, eq(users.id, invites.createdBy))
      .where(and(which, isNull(invites.revokedAt), gt(invites.expiresAt, now)))
      .orderBy(desc(invites.id))
      .limit(limits.listPage);
  }

  return {
    async hasUsers() {
      return (await db.select({ id: users.id }).from(users).limit(1)).length > 0;
    },

    async findSession(tokenHash, now) {
      const session = await readJson<Session>(
        client,
        sql`SELECT json_object('id', s.id, 'user', ${userJson("u")}, 'createdAt', s.created_at,
            'lastSeenAt', s.last_seen_at, 'expiresAt', s.expires_at)
          FROM sessions s JOIN users u ON u.id = s.user_id
          WHERE s.token_hash = ${tokenHash} AND s.expires_at > ${now} AND u.deactivated_at IS NULL`,
      );
      return session && { ...session, user: toUser(session.user) };
    },

    findCredentials: (foldedLook) => findCredentials(eq(users.foldedLook, foldedLook)),
    credentialsOf: (userId) => findCredentials(eq(users.id, userId)),

    async findUser(userId) {
      const user = await readJson<User>(
        client,
        sql`SELECT ${userJson("u")} FROM users u WHERE u.id = ${userId}`,
      );
      return user && toUser(user);
    },

    findAvatar(userId) {
      return readJson<string>(client, sql`SELECT json_quote(avatar_hash) FROM users WHERE id = ${userId}`);
    },

    findPeople(userIds) {
      return list<Person>(sql`
        SELECT json_group_array(${personJson("u")} ORDER BY u.id) FROM users u
        WHERE u.id IN (SELECT value FROM json_each(${JSON.stringify(userIds)}))`);
    },

    pagePeople({ after, limit, key }) {
      const which =
        key === undefined
          ? sql`SELECT id FROM users WHERE id > ${after} AND erased_at IS NULL ORDER BY id LIMIT ${limit}`
          : sql`SELECT id FROM (${beginsWith("username_key", key, limit)})
            UNION SELECT id FROM (${beginsWith("display_key", key, limit)}) ORDER BY id LIMIT ${limit}`;
      return list<Person>(sql`
        SELECT json_group_array(${personJson("u")} ORDER BY u.id) FROM users u WHERE u.id IN (${which})`);
    },

    listErasures: () => list<number>(sql`SELECT json_group_array(user_id ORDER BY user_id) FROM erasures`),

    pageAudit: (page) => list<AuditEntry>(auditPage(sql`e.for_admins = 1`, page)),

    listSessions(userId, now) {
      return db
        .select({
          id: sessions.id,
          createdAt: sessions.createdAt,
          lastSeenAt: sessions.lastSeenAt,
          expiresAt: sessions.expiresAt,
          address: sessions.address,
          agent: sessions.agent,
        })
        .from(sessions)
        .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, now)))
        .orderBy(desc(sessions.lastSeenAt), desc(sessions.id))
        .limit(limits.listPage);
    },

    listInvites: (now, createdBy) =>
      liveInvites(now, createdBy === undefined ? undefined : eq(invites.createdBy, createdBy)),

    async findInvite(tokenHash, now) {
      return (await liveInvites(now, eq(invites.tokenHash, tokenHash)))[0] ?? null;
    },

    findReset(tokenHash, now) {
      const owner = db
        .select({ userId: resets.userId })
        .from(resets)
        .where(and(eq(resets.tokenHash, tokenHash), gt(resets.expiresAt, now)));
      return findCredentials(inArray(users.id, owner));
    },

    async pageUsers({ after, limit }) {
      const page = await list<User>(sql`SELECT json_group_array(json(user)) FROM (
        SELECT ${userJson("u")} AS user FROM users u
        WHERE u.id > ${after} AND u.deactivated_at IS NULL ORDER BY u.id LIMIT ${limit})`);
      return page.map(toUser);
    },
  };
}

/** P5: what was stored may be another version's. */
function toUser(user: User): User {
  return { ...user, preferences: readPreferences(user.preferences) };
}

/** The ids of people whose key begins with this one, along its index. Nothing that is typed holds U+10FFFF. */
function beginsWith(column: "username_key" | "display_key", key: string, limit: number): SQL {
  const name = sql.raw(column);
  return sql`SELECT id FROM users WHERE ${name} >= ${key} AND ${name} < ${`${key}\u{10ffff}`} AND erased_at IS NULL
    ORDER BY ${name} LIMIT ${limit}`;
}
