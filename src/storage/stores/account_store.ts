import type { Client } from "../client.ts";
import { sql, type SQL } from "drizzle-orm";
import type {
  AccountStore,
  Credentials,
  InviteInfo,
  PeopleNotIn,
  Session,
  StoredSession,
} from "../../domain/stores.ts";
import { limits } from "../../protocol/limits.ts";
import { readPreferences } from "../../protocol/preferences.ts";
import type { AuditEntry, Person, User } from "../../protocol/shapes.ts";
import { authorJson, personJson, userJson } from "../person_json.ts";
import { auditPage } from "./audit_json.ts";
import { preparedRead, readJson, type JsonQuery } from "./read_json.ts";
import type { SessionCache } from "./session_cache.ts";

const findSession = preparedRead<Session, { tokenHash: string; now: number }>((placeholder) => ({
  json: sql`json_object('id', s.id, 'user', ${userJson("u")}, 'createdAt', s.created_at,
      'lastSeenAt', s.last_seen_at, 'expiresAt', s.expires_at)`,
  from: sql`FROM sessions s JOIN users u ON u.id = s.user_id
    WHERE s.token_hash = ${placeholder("tokenHash")} AND s.expires_at > ${placeholder("now")} AND u.deactivated_at IS NULL`,
}));

const findUser = preparedRead<User, { userId: number }>((placeholder) => ({
  json: userJson("u"),
  from: sql`FROM users u WHERE u.id = ${placeholder("userId")}`,
}));

/** `userIds` is a JSON list. */
const findPeople = preparedRead<Person[], { userIds: string }>((placeholder) => ({
  json: sql`json_group_array(${personJson("u")} ORDER BY u.id)`,
  from: sql`FROM users u WHERE u.id IN (SELECT value FROM json_each(${placeholder("userIds")}))`,
}));

interface AccountStoreDeps {
  client: Client;
  sessions: Pick<SessionCache, "find">;
}

export function createAccountStore({ client, sessions }: AccountStoreDeps): AccountStore {
  async function readSession(tokenHash: string, now: number): Promise<Session | null> {
    const session = await findSession(client, { tokenHash, now });
    return session && { ...session, user: toUser(session.user) };
  }

  function findCredentials(who: SQL): Promise<Credentials | null> {
    return readJson<Credentials>(client, {
      json: sql`json_object('userId', id, 'username', username, 'passwordHash', password_hash)`,
      from: sql`FROM users WHERE ${who} AND deactivated_at IS NULL`,
    });
  }

  async function list<T>(query: JsonQuery): Promise<T[]> {
    return (await readJson<T[]>(client, query)) ?? [];
  }

  function liveInvites(now: number, { which, limit }: { which: SQL; limit: number }): Promise<InviteInfo[]> {
    return list<InviteInfo>({
      json: sql`json_group_array(json(invite))`,
      from: sql`FROM (
      SELECT json_object('id', i.id, 'createdAt', i.created_at, 'expiresAt', i.expires_at, 'createdBy', ${authorJson("u")},
        'used', i.used) AS invite
      FROM invites i JOIN users u ON u.id = i.created_by
      WHERE ${which} AND i.revoked_at IS NULL AND i.expires_at > ${now} ORDER BY i.id DESC LIMIT ${limit})`,
    });
  }

  return {
    async hasUsers() {
      return (await client.execute("SELECT 1 FROM users LIMIT 1")).rows.length > 0;
    },

    findSession: (tokenHash, now) => sessions.find(tokenHash, now, () => readSession(tokenHash, now)),

    findCredentials: (foldedKey) => findCredentials(sql`folded_look = ${foldedKey}`),
    findUserId: (foldedKey) =>
      readJson<number>(client, {
        json: sql`json_quote(id)`,
        from: sql`FROM users WHERE folded_look = ${foldedKey} AND erased_at IS NULL`,
      }),
    credentialsOf: (userId) => findCredentials(sql`id = ${userId}`),

    async findUser(userId) {
      const user = await findUser(client, { userId });
      return user && toUser(user);
    },

    findAvatar(userId) {
      return readJson<string>(client, {
        json: sql`json_quote(avatar_hash)`,
        from: sql`FROM users WHERE id = ${userId}`,
      });
    },

    async findPeople(userIds) {
      return (await findPeople(client, { userIds: JSON.stringify(userIds) })) ?? [];
    },

    pagePeople({ after, limit, key }) {
      const which =
        key === undefined
          ? sql`SELECT id FROM users WHERE id > ${after} AND erased_at IS NULL ORDER BY id LIMIT ${limit}`
          : sql`SELECT id FROM (${beginsWith("username_key", key, limit)})
            UNION SELECT id FROM (${beginsWith("display_key", key, limit)}) ORDER BY id LIMIT ${limit}`;
      return list<Person>({
        json: sql`json_group_array(${personJson("u")} ORDER BY u.id)`,
        from: sql`FROM users u WHERE u.id IN (${which})`,
      });
    },

    async pageNotIn(roomId, { after, limit, key }) {
      const scanned = sql.raw(String(limits.peopleScanned));
      const candidates =
        key === undefined
          ? sql`SELECT id FROM users WHERE id > ${after} AND erased_at IS NULL ORDER BY id LIMIT ${scanned}`
          : sql`SELECT id FROM (${beginsWith("username_key", key, limits.peopleScanned)})
            UNION SELECT id FROM (${beginsWith("display_key", key, limits.peopleScanned)})`;
      const found = await readJson<PeopleNotIn>(client, {
        with: sql`WITH c AS MATERIALIZED (${candidates})`,
        json: sql`json_object('people', (
          SELECT json_group_array(json(person) ORDER BY id) FROM (SELECT u.id, ${personJson("u")} AS person
            FROM c CROSS JOIN users u ON u.id = c.id
            WHERE u.deactivated_at IS NULL
              AND NOT EXISTS (SELECT 1 FROM members m WHERE m.room_id = ${roomId} AND m.user_id = u.id)
            ORDER BY u.id LIMIT ${limit})),
          'scannedTo', (SELECT iif(count(*) >= ${scanned}, max(id), NULL) FROM c))`,
      });
      return found ?? { people: [], scannedTo: null };
    },

    listErasures: () =>
      list<number>({ json: sql`json_group_array(user_id ORDER BY user_id)`, from: sql`FROM erasures` }),

    pageAudit: (page) => list<AuditEntry>(auditPage(sql`e.for_admins = 1`, page)),

    listSessions(userId, now) {
      return list<StoredSession>({
        json: sql`json_group_array(json(session))`,
        from: sql`FROM (
        SELECT json_object('id', id, 'createdAt', created_at, 'lastSeenAt', last_seen_at, 'expiresAt', expires_at,
          'address', address, 'agent', agent) AS session
        FROM sessions WHERE user_id = ${userId} AND expires_at > ${now}
        ORDER BY last_seen_at DESC, id DESC LIMIT ${limits.listPage})`,
      });
    },

    pageInvites(now, { createdBy, before = Number.MAX_SAFE_INTEGER, limit }) {
      const mine = createdBy === undefined ? sql`true` : sql`i.created_by = ${createdBy}`;
      return liveInvites(now, { which: sql`${mine} AND i.id < ${before}`, limit });
    },

    async findInvite(tokenHash, now) {
      return (await liveInvites(now, { which: sql`i.token_hash = ${tokenHash}`, limit: 1 }))[0] ?? null;
    },

    findReset(tokenHash, now) {
      return findCredentials(
        sql`id IN (SELECT user_id FROM resets WHERE token_hash = ${tokenHash} AND expires_at > ${now})`,
      );
    },

    async pageUsers({ after, limit }) {
      const page = await list<User>({
        json: sql`json_group_array(json(user))`,
        from: sql`FROM (
        SELECT ${userJson("u")} AS user FROM users u
        WHERE u.id > ${after} AND u.deactivated_at IS NULL ORDER BY u.id LIMIT ${limit})`,
      });
      return page.map(toUser);
    },
  };
}

/** P5: what was stored may be another version's. */
function toUser(user: User): User {
  return { ...user, preferences: readPreferences(user.preferences) };
}

/** The ids of people whose key begins with this one, along its index. No typed text has U+10FFFF. */
function beginsWith(column: "username_key" | "display_key", key: string, limit: number): SQL {
  const name = sql.raw(column);
  return sql`SELECT id FROM users WHERE ${name} >= ${key} AND ${name} < ${`${key}\u{10ffff}`} AND erased_at IS NULL
    ORDER BY ${name} LIMIT ${limit}`;
}
