import type { Client } from "@libsql/client";
import { and, desc, eq, gt, inArray, isNull, type SQL } from "drizzle-orm";
import { drizzle } from "drizzle-orm/libsql";
import type { AccountStore, Credentials, InviteInfo } from "../../domain/stores.ts";
import { limits } from "../../protocol/limits.ts";
import { invites, resets, sessions, users } from "../schema.ts";

const shownUser = {
  id: users.id,
  username: users.username,
  displayName: users.displayName,
  role: users.role,
};

export function createAccountStore({ client }: { client: Client }): AccountStore {
  const db = drizzle(client);

  async function findCredentials(who: SQL): Promise<Credentials | null> {
    const found = await db
      .select({ userId: users.id, username: users.username, passwordHash: users.passwordHash })
      .from(users)
      .where(and(who, isNull(users.deactivatedAt)));
    return found[0] ?? null;
  }

  function liveInvites(now: number, which?: SQL): Promise<InviteInfo[]> {
    return db
      .select({
        id: invites.id,
        createdAt: invites.createdAt,
        expiresAt: invites.expiresAt,
        createdBy: { id: users.id, username: users.username, displayName: users.displayName },
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
      const found = await db
        .select({
          id: sessions.id,
          user: shownUser,
          createdAt: sessions.createdAt,
          lastSeenAt: sessions.lastSeenAt,
          expiresAt: sessions.expiresAt,
        })
        .from(sessions)
        .innerJoin(users, eq(users.id, sessions.userId))
        .where(
          and(eq(sessions.tokenHash, tokenHash), gt(sessions.expiresAt, now), isNull(users.deactivatedAt)),
        );
      return found[0] ?? null;
    },

    findCredentials: (foldedLook) => findCredentials(eq(users.foldedLook, foldedLook)),
    credentialsOf: (userId) => findCredentials(eq(users.id, userId)),

    async findUser(userId) {
      return (await db.select(shownUser).from(users).where(eq(users.id, userId)))[0] ?? null;
    },

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

    pageUsers({ after, limit }) {
      return db
        .select(shownUser)
        .from(users)
        .where(and(gt(users.id, after), isNull(users.deactivatedAt)))
        .orderBy(users.id)
        .limit(limit);
    },
  };
}
