import { expect, test } from "bun:test";

import {
  createSessions,
  sessionIdleMs,
  sessionLifeMs,
  touchEveryMs,
} from "../../src/domain/accounts/sessions.ts";
import { hashToken, isSameSecret, makeToken } from "../../src/domain/accounts/tokens.ts";
import { ChatError } from "../../src/domain/chat_error.ts";
import type { Change, Journal } from "../../src/domain/journal.ts";
import type { Session } from "../../src/domain/stores.ts";
import type { User } from "../../src/protocol/shapes.ts";
import { defaultPreferences } from "../../src/protocol/preferences.ts";

const start = 1_800_000_000_000;
const ada: User = {
  id: 1,
  username: "ada",
  displayName: "Ada",
  avatar: null,
  role: "member",
  status: null,
  dndUntil: null,
  isDeactivated: false,
  quietHours: null,
  receipts: true,
  preferences: defaultPreferences,
};

function openSessions(session: Partial<Session> = {}) {
  let at = start;
  const { token, tokenHash } = makeToken();
  const stored: Session = {
    id: 5,
    user: ada,
    createdAt: start,
    lastSeenAt: start,
    expiresAt: start + sessionIdleMs,
    ...session,
  };
  const submitted: Change[] = [];
  const asked: string[] = [];
  let isBusy = false;
  const journal: Pick<Journal, "submit"> = {
    submit(change) {
      submitted.push(change);
      if (isBusy) return Promise.reject(new ChatError("busy", "The disk is full."));
      return new Promise(() => undefined);
    },
  };
  const sessions = createSessions({
    accounts: {
      async findSession(hash, now) {
        asked.push(hash);
        return hash === tokenHash && stored.expiresAt > now ? stored : null;
      },
    },
    journal,
    now: () => at,
  });
  return {
    sessions,
    token,
    stored,
    submitted,
    asked,
    move: (ms: number) => void (at += ms),
    fillDisk: () => void (isBusy = true),
  };
}

test("[R4] a token finds its session, another does not, and what is no token is not looked up", async () => {
  const { sessions, token, stored, asked } = openSessions();
  expect(await sessions.authenticate(token)).toEqual(stored);
  expect(await sessions.authenticate(makeToken().token)).toBe(null);
  expect(asked).toHaveLength(2);
  for (const odd of ["", "a", `${token}a`, `${token.slice(1)}é`, `${token.slice(1)}=`]) {
    expect(await sessions.authenticate(odd)).toBe(null);
  }
  expect(asked).toHaveLength(2);
});

test("[R4] a use slides the session, at most once an hour, and is not waited for", async () => {
  const { sessions, token, submitted, move } = openSessions();
  move(touchEveryMs - 1);
  await sessions.authenticate(token);
  expect(submitted).toEqual([]);
  move(1);
  await Promise.all([
    sessions.authenticate(token),
    sessions.authenticate(token),
    sessions.authenticate(token),
  ]);
  expect(submitted).toEqual([
    { kind: "touchSession", sessionId: 5, expiresAt: start + touchEveryMs + sessionIdleMs },
  ]);
});

test("[R4] a session is over a year after it began, however much it is used", async () => {
  const { sessions, token, submitted, move } = openSessions({ expiresAt: start + sessionLifeMs });
  move(sessionLifeMs - 1000);
  await sessions.authenticate(token);
  expect(submitted).toEqual([{ kind: "touchSession", sessionId: 5, expiresAt: start + sessionLifeMs }]);
  move(1000);
  expect(await sessions.authenticate(token)).toBe(null);
});

test("[R4] a disk that refuses writes signs nobody out, and the next use tries again", async () => {
  const { sessions, token, stored, submitted, move, fillDisk } = openSessions();
  fillDisk();
  move(touchEveryMs);
  expect(await sessions.authenticate(token)).toEqual(stored);
  await sessions.touch(stored);
  await sessions.touch(stored);
  expect(submitted.length).toBeGreaterThanOrEqual(2);
});

test("[R4] a new session lasts 30 days, keeps only the hash, and a storable bit of where it began", () => {
  const { sessions } = openSessions();
  const { token, session } = sessions.begin({
    address: "10.0.0.1",
    agent: `${"x".repeat(199)}😀 and more, \0 too`,
  });
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(session.tokenHash).toBe(hashToken(token));
  expect(JSON.stringify(session)).not.toContain(token);
  expect(session.expiresAt).toBe(start + sessionIdleMs);
  expect(session.agent).toHaveLength(200);
  expect(session.agent.isWellFormed()).toBe(true);
  expect(sessions.begin({ address: "", agent: "a\0b" }).session.agent).toBe("ab");
});

test("[R5] secrets of any length are compared", () => {
  expect(isSameSecret("code", "code")).toBe(true);
  expect(isSameSecret("code", "codes")).toBe(false);
  expect(isSameSecret("", "code")).toBe(false);
});
