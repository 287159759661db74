import { afterEach, beforeEach, expect, test } from "bun:test";

import { openWorkspace, password, tokenOf, type Browser, type Workspace } from "./accounts_workspace.ts";

const dayMs = 24 * 3600 * 1000;

let workspace: Workspace;
let ada: Browser;
beforeEach(async () => {
  workspace = await openWorkspace();
  ada = await workspace.setUp();
});
afterEach(() => workspace.close());

async function makeInvite(by: Browser = ada): Promise<{ id: number; invite: string }> {
  const { invite } = (await by.post("/invites")).body;
  return { id: invite.id, invite: tokenOf(invite.url) };
}

function register(username: string, invite?: string): ReturnType<Browser["post"]> {
  return workspace.browser().post("/register", { username, password, invite });
}

test("[R6] a link lets several people in, who join the lounge, and counts them", async () => {
  const { invite } = await makeInvite();
  const bob = workspace.browser();
  const made = await bob.post("/register", { username: "bob", password, invite });
  expect(made.status).toBe(201);
  expect((await bob.get("/me")).body).toEqual(made.body);
  const rooms = await workspace.stores.rooms.pageMine(made.body.user.id, { after: 0, limit: 1000 });
  expect(rooms.map((room) => room.name)).toEqual(["lounge"]);
  expect((await register("eve", invite)).status).toBe(201);
  const { invites } = (await ada.get("/invites")).body;
  expect(invites).toHaveLength(1);
  expect(invites[0]).toMatchObject({ used: 2, url: null, createdBy: { username: "ada" } });
  expect(invites[0].expiresAt - invites[0].createdAt).toBeWithin(7 * dayMs - 1000, 7 * dayMs + 1000);
});

test("[R6] the link is built from the address the inviter browses, else from PUBLIC_URL, its token behind the #", async () => {
  const lan = workspace.browser({ host: "chat.lan:3000", address: "192.168.1.20" });
  await lan.post("/login", { username: "ada", password });
  const made = await lan.post("/invites");
  expect(made.status).toBe(201);
  expect(made.body.invite.url).toMatch(/^http:\/\/chat\.lan:3000\/join#[\w-]{43}$/);
  await workspace.close();
  workspace = await openWorkspace({ publicUrl: "https://chat.example" });
  ada = await workspace.setUp();
  expect((await ada.post("/invites")).body.invite.url).toMatch(/^https:\/\/chat\.example\/join#[\w-]{43}$/);
});

test("[R6] [W14] looking at an invite says whose and where, and does not use it", async () => {
  await ada.patch("/me", { displayName: "Ada L." });
  const { invite } = await makeInvite();
  const reply = await workspace.browser().post("/invites/lookup", { invite });
  expect([reply.status, reply.body]).toEqual([200, { workspaceName: "Confab", invitedBy: "Ada L." }]);
  expect((await ada.get("/invites")).body.invites[0].used).toBe(0);
  // [W14] of version 1.
  const old = await workspace.browser().post("/invites/look", { invite });
  expect([old.status, old.body]).toEqual([200, reply.body]);
  const wrong = await workspace.browser().post("/invites/lookup", { invite: `${invite}x` });
  expect([wrong.status, wrong.body.error.code]).toEqual([403, "invite_invalid"]);
});

test("[R6] after 7 days it works no more and is not listed", async () => {
  const { invite } = await makeInvite();
  workspace.move(7 * dayMs - 60_000);
  expect((await register("bob", invite)).status).toBe(201);
  workspace.move(61_000);
  const hashes = workspace.hashed.length;
  const late = await register("eve", invite);
  expect(workspace.hashed).toHaveLength(hashes);
  expect([late.status, late.body.error.code, late.body.error.field]).toEqual([
    403,
    "invite_invalid",
    "invite",
  ]);
  expect((await workspace.browser().post("/invites/lookup", { invite })).status).toBe(403);
  await ada.post("/login", { username: "ada", password });
  expect((await ada.get("/invites")).body.invites).toEqual([]);
});

test("[R6] revoked, it works no more, also for who was just filling in the form", async () => {
  const { id, invite } = await makeInvite();
  expect((await workspace.browser().post("/invites/lookup", { invite })).status).toBe(200);
  expect((await ada.delete(`/invites/${id}`)).status).toBe(204);
  const hashes = workspace.hashed.length;
  expect((await register("eve", invite)).body.error.code).toBe("invite_invalid");
  expect(workspace.hashed).toHaveLength(hashes);
  expect((await ada.get("/invites")).body.invites).toEqual([]);
  expect((await ada.delete(`/invites/${id}`)).status).toBe(404);
});

test("[R6] every live link can be found and revoked, however many there are: the list comes in pages", async () => {
  const bob = await workspace.invite(ada, "bob");
  const [first] = (await ada.get("/invites")).body.invites;
  const made: number[] = [first.id];
  for (let serial = 0; serial < 104; serial += 1)
    made.push((await makeInvite(serial % 2 === 0 ? ada : bob)).id);
  async function listed(who: Browser, limit: number): Promise<number[][]> {
    const pages: number[][] = [];
    for (let query = `?limit=${limit}`; query !== "";) {
      const { invites, next } = (await who.get(`/invites${query}`)).body;
      pages.push(invites.map((invite: { id: number }) => invite.id));
      query = next === null ? "" : `?limit=${limit}&before=${next}`;
    }
    return pages;
  }
  const newestFirst = made.toSorted((one, other) => other - one);
  expect(await listed(ada, 50)).toEqual([
    newestFirst.slice(0, 50),
    newestFirst.slice(50, 100),
    newestFirst.slice(100),
  ]);
  expect((await listed(bob, 30)).map((page) => page.length)).toEqual([30, 22]);
  // Without a limit it is a page of 100, and says that there is more.
  const { invites, next } = (await ada.get("/invites")).body;
  expect([invites.length, next]).toEqual([100, newestFirst[99] ?? 0]);
  expect((await ada.delete(`/invites/${first.id}`)).status).toBe(204);
  expect((await listed(ada, 100)).flat()).not.toContain(first.id);
  expect((await ada.get("/invites?limit=101")).status).toBe(400);
});

test("[R6] any member invites; they see and revoke their own, an admin all", async () => {
  const bob = await workspace.invite(ada, "bob");
  const ofAda = (await ada.get("/invites")).body.invites[0].id;
  const ofBob = await makeInvite(bob);
  const listed = async (who: Browser): Promise<number[]> =>
    (await who.get("/invites")).body.invites.map((invite: { id: number }) => invite.id);
  expect(await listed(bob)).toEqual([ofBob.id]);
  expect(await listed(ada)).toEqual([ofBob.id, ofAda]);
  const reply = await bob.delete(`/invites/${ofAda}`);
  expect([reply.status, reply.body.error.code]).toEqual([404, "not_found"]);
  expect(await listed(ada)).toContain(ofAda);
  expect((await ada.delete(`/invites/${ofBob.id}`)).status).toBe(204);
  expect((await register("eve", ofBob.invite)).status).toBe(403);
});

test("[R6] without an invite nobody comes in, before any password is hashed", async () => {
  const hashes = workspace.hashed.length;
  for (const [invite, code] of [
    [undefined, "registration_closed"],
    ["", "invite_invalid"],
    ["nonsense", "invite_invalid"],
  ] as const) {
    const reply = await register("eve", invite);
    expect([reply.status, reply.body.error.code]).toEqual([403, code]);
  }
  expect(workspace.hashed).toHaveLength(hashes);
});

test("[R6] making invites and looking at them is limited", async () => {
  await workspace.close();
  workspace = await openWorkspace({ rateLimits: true });
  ada = await workspace.setUp();
  for (let made = 0; made < 30; made += 1) expect((await ada.post("/invites")).status).toBe(201);
  expect((await ada.post("/invites")).status).toBe(429);
  const eve = workspace.browser({ address: "203.0.113.9" });
  for (let lookups = 0; lookups < 120; lookups += 1) {
    expect((await eve.post("/invites/lookup", { invite: `guess ${lookups}` })).status).toBe(403);
  }
  expect((await eve.post("/invites/lookup", { invite: "guess" })).status).toBe(429);
});

test("[R6] registering is limited by address, before any password is hashed", async () => {
  await workspace.close();
  workspace = await openWorkspace({ rateLimits: true });
  await workspace.setUp();
  const eve = workspace.browser({ address: "203.0.113.9" });
  for (let tries = 0; tries < 60; tries += 1) {
    expect((await eve.post("/register", { username: "eve", password, invite: "x" })).status).toBe(403);
  }
  expect((await eve.post("/register", { username: "eve", password, invite: "x" })).status).toBe(429);
});
