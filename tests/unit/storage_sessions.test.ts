import { expect, test } from "bun:test";

import type { Effect } from "../../src/domain/effects.ts";
import type { Session } from "../../src/domain/stores.ts";
import { createSessionCache } from "../../src/storage/stores/session_cache.ts";
import { plainUser } from "../support/plain_values.ts";

const yearMs = 365 * 24 * 3600 * 1000;
const session: Session = {
  id: 11,
  user: plainUser({ id: 1, username: "Ada", displayName: "Ada", avatar: null }),
  createdAt: 0,
  lastSeenAt: 0,
  expiresAt: yearMs,
};
const bobs: Session = { ...session, id: 12, user: { ...session.user, id: 2 } };
const found = (one: Session | null) => () => Promise.resolve(one);

const changes: { name: string; effect: Effect }[] = [
  { name: "it slid on", effect: { kind: "sessionUsed", sessionId: 11 } },
  { name: "it ended", effect: { kind: "sessionsOver", sessionIds: [10, 11] } },
  {
    name: "its person changed",
    effect: { kind: "person", userId: 1, isPublic: false, inRooms: false, receipts: false },
  },
];
for (const { name, effect } of changes) {
  test(`[A2] a session is read once, and again after ${name}, also where it was being read meanwhile`, async () => {
    const cache = createSessionCache();
    expect(await cache.find("a", 1, found(session))).toEqual(session);
    await cache.find("b", 1, found(bobs));
    expect(await cache.find("a", 1, found(null))).toEqual(session);
    cache.forget([effect]);
    expect(await cache.find("a", 1, found(null))).toBeNull();
    // What concerns nobody here stays.
    expect(await cache.find("b", 1, found(null))).toEqual(bobs);

    const slow = Promise.withResolvers<Session | null>();
    const early = cache.find("a", 1, () => slow.promise);
    cache.forget([effect]);
    slow.resolve(session);
    await early;
    expect(await cache.find("a", 1, found(null))).toBeNull();
  });
}

test("[A2] a session that is cached ends when it expires", async () => {
  const cache = createSessionCache();
  await cache.find("a", 1, found(session));
  expect(await cache.find("a", yearMs - 1, found(null))).toEqual(session);
  expect(await cache.find("a", yearMs, found(null))).toBeNull();
});

test("[A5] the cache of sessions does not grow without end: the one used longest ago goes first", async () => {
  const cache = createSessionCache({ maxEntries: 10 });
  for (let at = 0; at < 10; at += 1) await cache.find(`token-${at}`, 1, found(session));
  await cache.find("token-0", 1, found(null));
  await cache.find("token-10", 1, found(session));
  expect(await cache.find("token-0", 1, found(null))).toEqual(session);
  expect(await cache.find("token-1", 1, found(null))).toBeNull();
});
