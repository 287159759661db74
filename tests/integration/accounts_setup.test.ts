import { afterEach, beforeEach, expect, test } from "bun:test";

import { openWorkspace, password, setupCode, type Workspace } from "./accounts_workspace.ts";

let workspace: Workspace;
beforeEach(async () => void (workspace = await openWorkspace()));
afterEach(() => workspace.close());

test("[W14] a page of the version before names the workspace at setup", async () => {
  const ada = workspace.browser();
  const made = await ada.post("/setup", { placeName: "The Lounge", username: "ada", password });
  expect(made.status).toBe(201);
  expect((await ada.get("/setup")).body).toMatchObject({
    workspaceName: "The Lounge",
    placeName: "The Lounge",
  });
});

test("[R5] the first account is an admin, names the workspace, and is signed in", async () => {
  const ada = workspace.browser();
  const before = await ada.get("/setup");
  expect(before.body).toEqual({
    needed: true,
    codeNeeded: false,
    passwordMin: 12,
    workspaceName: "Confab",
    placeName: "Confab",
    registration: "invite",
  });
  const made = await ada.post("/setup", {
    workspaceName: "  The Lounge ",
    username: "ada",
    displayName: "Ada L.",
    password,
  });
  expect(made.status).toBe(201);
  expect(made.body.user).toMatchObject({ username: "ada", displayName: "Ada L.", role: "admin" });
  expect((await ada.get("/me")).body).toEqual(made.body);
  expect((await ada.get("/setup")).body).toMatchObject({
    needed: false,
    codeNeeded: false,
    workspaceName: "The Lounge",
  });
  const rooms = await workspace.stores.rooms.pageMine(made.body.user.id, { after: 0, limit: 1000 });
  expect(rooms.map((room) => room.name)).toEqual(["lounge"]);
});

test("[L5] the first account is not called admin either, and the answer says what to choose", async () => {
  const reply = await workspace.browser().post("/setup", { username: "Admin", password });
  expect([reply.status, reply.body.error]).toEqual([
    400,
    {
      code: "bad_name",
      message: "This name is reserved. Choose another, like ada.",
      field: "username",
    },
  ]);
  expect((await workspace.browser().get("/setup")).body.needed).toBe(true);
});

test("[R5] of two first accounts at once one wins, the other is told so", async () => {
  const [one, other] = [workspace.browser(), workspace.browser()];
  const replies = await Promise.all([
    one.post("/setup", { username: "ada", password }),
    other.post("/setup", { username: "bob", password }),
  ]);
  expect(replies.map((reply) => reply.status).sort((a, b) => a - b)).toEqual([201, 409]);
  const lost = replies.find((reply) => reply.status === 409);
  expect(lost?.body.error.code).toBe("already_set_up");
  const winner = replies[0].status === 201 ? one : other;
  const loser = winner === one ? other : one;
  expect((await winner.get("/me")).status).toBe(200);
  expect((await loser.get("/me")).status).toBe(401);
  expect(await workspace.stores.accounts.pageUsers({ after: 0, limit: 10 })).toHaveLength(1);
});

test("[R5] a second setup is refused, before any password is hashed", async () => {
  await workspace.setUp();
  const hashes = workspace.hashed.length;
  const reply = await workspace.browser().post("/setup", { username: "eve", password, code: setupCode });
  expect([reply.status, reply.body.error.code]).toEqual([409, "already_set_up"]);
  expect(workspace.hashed).toHaveLength(hashes);
});

const elsewhere = [
  ["another address", { address: "192.168.1.20", host: "192.168.1.10:3000" }],
  ["a proxy on this machine", { headers: { "x-forwarded-for": "203.0.113.9" } }],
  ["a proxy that says Forwarded", { headers: { forwarded: "for=203.0.113.9" } }],
  ["a foreign Host (DNS rebinding)", { host: "evil.example:3000" }],
  ["another address with a loopback Host", { address: "192.168.1.20" }],
] as const;
for (const [why, options] of elsewhere) {
  test(`[R5] from ${why} the first account needs the code`, async () => {
    const eve = workspace.browser(options);
    expect((await eve.get("/setup")).body).toMatchObject({ needed: true, codeNeeded: true });
    for (const code of [undefined, "", "wrong", `${setupCode} `, "é".repeat(1000)]) {
      const reply = await eve.post("/setup", { username: "eve", password, code });
      expect([reply.status, reply.body.error.code]).toEqual([403, "setup_code_needed"]);
    }
    expect(workspace.hashed).toEqual([]);
    const reply = await eve.post("/setup", { username: "ada", password, code: setupCode });
    expect(reply.status).toBe(201);
  });
}

test("[R5] behind a PUBLIC_URL a bare request from this machine needs the code, too", async () => {
  await workspace.close();
  workspace = await openWorkspace({ publicUrl: "https://chat.example" });
  // As a proxy passes it on that sends no headers of its own.
  const eve = workspace.browser({ headers: { origin: "https://chat.example" } });
  expect((await eve.get("/setup")).body).toMatchObject({ needed: true, codeNeeded: true });
  const reply = await eve.post("/setup", { username: "eve", password });
  expect([reply.status, reply.body.error.code]).toEqual([403, "setup_code_needed"]);
  expect((await eve.post("/setup", { username: "eve", password, code: setupCode })).status).toBe(201);
});

test("[R5] guesses at the code are limited", async () => {
  await workspace.close();
  workspace = await openWorkspace({ rateLimits: true });
  const eve = workspace.browser({ address: "192.168.1.20" });
  const guess = () => eve.post("/setup", { username: "eve", password, code: "guess" });
  for (let tries = 0; tries < 20; tries += 1) expect((await guess()).status).toBe(403);
  const reply = await guess();
  expect([reply.status, reply.body.error.code]).toEqual([429, "too_fast"]);
  expect(Number(reply.headers.get("retry-after"))).toBeGreaterThan(0);
  // From elsewhere it still works.
  expect((await workspace.browser().post("/setup", { username: "ada", password })).status).toBe(201);
});

test("[R4] the cookies are HttpOnly, SameSite=Lax and for the whole place; Secure only over https", async () => {
  const plain = await workspace.browser().post("/setup", { username: "ada", password });
  const cookies = plain.headers.getSetCookie();
  expect(new Set(cookies.map((cookie) => cookie.split("=")[0]))).toEqual(
    new Set(["confab_device", "confab_session"]),
  );
  for (const cookie of cookies) {
    expect(cookie).toContain("HttpOnly");
    expect(cookie).toContain("SameSite=Lax");
    expect(cookie).toContain("Path=/");
    expect(cookie).not.toContain("Secure");
    expect(cookie).not.toContain("Domain");
  }
  await workspace.close();
  workspace = await openWorkspace({ publicUrl: "https://chat.example" });
  const secure = await workspace.browser().post("/setup", { username: "ada", password, code: setupCode });
  const lines = secure.headers.getSetCookie();
  expect(lines).toHaveLength(2);
  for (const cookie of lines) expect(cookie).toMatch(/^__Host-confab_\w+=.*; Path=\/; .*Secure/);
});
