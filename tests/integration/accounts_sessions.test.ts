import { afterEach, beforeEach, expect, test } from "bun:test";

import type { Committed } from "../../src/domain/journal.ts";
import {
  openWorkspace,
  password,
  secondPassword,
  type Browser,
  type Workspace,
} from "./accounts_workspace.ts";

const dayMs = 24 * 3600 * 1000;

let workspace: Workspace;
let ada: Browser;
beforeEach(async () => {
  workspace = await openWorkspace();
  ada = await workspace.setUp();
});
afterEach(() => workspace.close());

async function signIn(username = "ada"): Promise<Browser> {
  const browser = workspace.browser({ address: "192.0.2.9", headers: { "user-agent": "Another browser" } });
  expect((await browser.post("/login", { username, password })).status).toBe(200);
  return browser;
}

async function isSignedIn(browser: Browser): Promise<boolean> {
  return (await browser.get("/me")).status === 200;
}

/** Resolves when the journal has written a use down. */
function nextTouch(): Promise<void> {
  return new Promise((resolve) => {
    workspace.journal.onCommitted(({ change }: Committed) => {
      if (change.kind === "touchSession") resolve();
    });
  });
}

test("[R4] my sessions are listed with where they began, and which is this one", async () => {
  const other = await signIn();
  const { sessions } = (await ada.get("/sessions")).body;
  expect(sessions).toHaveLength(2);
  expect(sessions).toContainEqual(
    expect.objectContaining({ address: "192.0.2.9", agent: "Another browser", current: false }),
  );
  expect(sessions).toContainEqual(expect.objectContaining({ address: "127.0.0.1", current: true }));
  expect(Object.keys(sessions[0]).sort()).toEqual(
    ["address", "agent", "createdAt", "current", "expiresAt", "id", "lastSeenAt"].sort(),
  );
  expect(await isSignedIn(other)).toBe(true);
});

test("[A2] ending one session ends that one only", async () => {
  const [second, third] = [await signIn(), await signIn()];
  const listed = (await second.get("/sessions")).body.sessions;
  const { id } = listed.find((session: { current: boolean }) => session.current);
  expect((await ada.delete(`/sessions/${id}`)).status).toBe(204);
  expect(await Promise.all([ada, second, third].map(isSignedIn))).toEqual([true, false, true]);
  expect((await ada.delete(`/sessions/${id}`)).status).toBe(404);
});

test("[A2] ending my own session signs me out and takes the cookie", async () => {
  const { id } = (await ada.get("/sessions")).body.sessions[0];
  expect((await ada.delete(`/sessions/${id}`)).status).toBe(204);
  expect(ada.jar.has("confab_session")).toBe(false);
  expect(await isSignedIn(ada)).toBe(false);
});

test("[A1] another's session is not found, and lives on", async () => {
  const bob = await workspace.invite(ada, "bob");
  const { id } = (await ada.get("/sessions")).body.sessions[0];
  const reply = await bob.delete(`/sessions/${id}`);
  expect([reply.status, reply.body.error.code]).toEqual([404, "not_found"]);
  expect(await isSignedIn(ada)).toBe(true);
});

test("[A2] ending all others keeps this one, and another's", async () => {
  const bob = await workspace.invite(ada, "bob");
  const others = [await signIn(), await signIn(), await signIn()];
  expect((await ada.delete("/sessions")).status).toBe(204);
  expect(await Promise.all(others.map(isSignedIn))).toEqual([false, false, false]);
  expect(await Promise.all([ada, bob].map(isSignedIn))).toEqual([true, true]);
});

test("[A2] a new password keeps only the session that set it", async () => {
  const [second, third] = [await signIn(), await signIn()];
  const reply = await second.post("/me/password", { current: password, password: secondPassword });
  expect([reply.status, reply.body]).toEqual([204, null]);
  expect(await Promise.all([ada, second, third].map(isSignedIn))).toEqual([false, true, false]);
  expect((await workspace.browser().post("/login", { username: "ada", password })).status).toBe(401);
  const fresh = await workspace.browser().post("/login", { username: "ada", password: secondPassword });
  expect(fresh.status).toBe(200);
});

test("[L7] [R7] a new password needs the current one, and the rules; nothing changes without", async () => {
  const second = await signIn();
  const tries: [current: string, next: string, status: number, field: string][] = [
    ["not her password", secondPassword, 401, "current"],
    ["", secondPassword, 401, "current"],
    [password, "short", 400, "password"],
    [password, "", 400, "password"],
    [password, "1qaz2wsx3edc", 400, "password"],
  ];
  for (const [current, next, status, field] of tries) {
    const reply = await ada.post("/me/password", { current, password: next });
    expect([reply.status, reply.body.error.field]).toEqual([status, field]);
  }
  expect(await Promise.all([ada, second].map(isSignedIn))).toEqual([true, true]);
  expect((await workspace.browser().post("/login", { username: "ada", password })).status).toBe(200);
});

test("[R7] guesses at the current password are limited before hashing", async () => {
  await workspace.close();
  workspace = await openWorkspace({ rateLimits: true });
  ada = await workspace.setUp();
  const guess = () => ada.post("/me/password", { current: "a guess at it", password: secondPassword });
  for (let tries = 0; tries < 10; tries += 1) expect((await guess()).status).toBe(401);
  const verified = workspace.verified.length;
  expect((await guess()).status).toBe(429);
  expect(workspace.verified).toHaveLength(verified);
});

test("[A2] two password changes at once: one holds, the other session is over", async () => {
  const second = await signIn();
  const replies = await Promise.all([
    ada.post("/me/password", { current: password, password: secondPassword }),
    second.post("/me/password", { current: password, password: "a third one for both" }),
  ]);
  expect(replies.map((reply) => reply.status).sort((a, b) => a - b)).toEqual([204, 401]);
  const signedIn = await Promise.all([ada, second].map(isSignedIn));
  expect(signedIn).toEqual(replies.map((reply) => reply.status === 204));
});

test("[R4] a session ends 30 days after its last use", async () => {
  workspace.move(30 * dayMs - 60_000);
  expect(await isSignedIn(ada)).toBe(true);
  await workspace.close();
  workspace = await openWorkspace();
  ada = await workspace.setUp();
  workspace.move(30 * dayMs + 1000);
  expect(await isSignedIn(ada)).toBe(false);
});

test("[R4] each use slides it, for a year at most", async () => {
  for (let days = 0; days < 350; days += 25) {
    const touched = nextTouch();
    workspace.move(25 * dayMs);
    expect(await isSignedIn(ada)).toBe(true);
    await touched;
  }
  const { sessions } = (await ada.get("/sessions")).body;
  expect(sessions[0].expiresAt).toBe(sessions[0].createdAt + 365 * dayMs);
  // Day 350. Its last use was just now, but the year is over on day 365.
  workspace.move(16 * dayMs);
  expect(await isSignedIn(ada)).toBe(false);
});

test("[R1] without a session everything of mine is 401", async () => {
  const eve = workspace.browser();
  const asked = [
    eve.get("/me"),
    eve.patch("/me", { displayName: "Eve" }),
    eve.post("/me/password", { current: password, password: secondPassword }),
    eve.get("/sessions"),
    eve.delete("/sessions"),
    eve.delete("/sessions/1"),
    eve.get("/invites"),
    eve.post("/invites"),
    eve.delete("/invites/1"),
    eve.get("/workspace"),
    eve.patch("/workspace", { name: "Mine" }),
  ];
  for (const reply of await Promise.all(asked)) {
    expect([reply.status, reply.body.error.code]).toEqual([401, "not_signed_in"]);
  }
});
