import { afterEach, expect, test } from "bun:test";

import {
  openWorkspace,
  password,
  secondPassword,
  type Workspace,
  type WorkspaceOptions,
} from "./accounts_workspace.ts";

let workspace: Workspace;
async function open(options: WorkspaceOptions = { rateLimits: true }): Promise<Workspace> {
  workspace = await openWorkspace(options);
  return workspace;
}
afterEach(() => workspace.close());

const wrong = { username: "bob", password: "not his password" };

test("[R7] a wrong password and an unknown name are answered alike, after the same work", async () => {
  const ada = await (await open()).setUp();
  await workspace.invite(ada, "bob");
  // The decoy exists from the first try on.
  await workspace.browser().post("/login", wrong);
  const [hashes, tries] = [workspace.hashed.length, workspace.verified.length];
  const known = await workspace.browser().post("/login", wrong);
  const unknown = await workspace.browser().post("/login", { ...wrong, username: "nobody" });
  expect(known.status).toBe(401);
  expect(unknown.status).toBe(known.status);
  expect(unknown.body).toEqual(known.body);
  expect([...unknown.headers.keys()]).toEqual([...known.headers.keys()]);
  expect(known.body.error.code).toBe("wrong_credentials");
  expect(JSON.stringify(known.body)).not.toContain("his password");
  expect(workspace.verified).toHaveLength(tries + 2);
  expect(workspace.hashed).toHaveLength(hashes);
});

test("[R7] an empty password and one longer than any are wrong, without a hash", async () => {
  await (await open()).setUp();
  for (const typed of ["", "a".repeat(257), "a".repeat(50_000)]) {
    const reply = await workspace.browser().post("/login", { username: "ada", password: typed });
    expect([reply.status, reply.body.error.code]).toEqual([401, "wrong_credentials"]);
  }
  expect(workspace.verified).toEqual([]);
});

test("[R7] tries at one account from one address end before hashing, say when, and come back", async () => {
  const ada = await (await open()).setUp();
  await workspace.invite(ada, "bob");
  const eve = workspace.browser({ address: "203.0.113.9" });
  for (let tries = 0; tries < 10; tries += 1) expect((await eve.post("/login", wrong)).status).toBe(401);
  const tries = workspace.verified.length;
  // In another spelling it is the same account.
  for (const username of ["bob", "BOB", "ｂｏｂ"]) {
    const reply = await eve.post("/login", { ...wrong, username });
    expect([reply.status, reply.body.error.code]).toEqual([429, "too_fast"]);
    expect(Number(reply.headers.get("retry-after"))).toBeWithin(1, 31);
  }
  expect(workspace.verified).toHaveLength(tries);
  workspace.move(30_000);
  expect((await eve.post("/login", wrong)).status).toBe(401);
  expect((await eve.post("/login", wrong)).status).toBe(429);
});

test("[R7] an unknown name is limited like a known one", async () => {
  await (await open()).setUp();
  const eve = workspace.browser({ address: "203.0.113.9" });
  const statuses: number[] = [];
  for (let tries = 0; tries < 11; tries += 1) {
    statuses.push((await eve.post("/login", { ...wrong, username: "nobody" })).status);
  }
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
});

test("[R7] whoever guesses locks the owner out neither elsewhere nor, on a browser that knew the password, here", async () => {
  const ada = await (await open()).setUp();
  const office = { address: "198.51.100.7" };
  const bob = await workspace.invite(ada, "bob", office);
  await bob.post("/logout");
  const eve = workspace.browser(office);
  for (let tries = 0; tries < 15; tries += 1) await eve.post("/login", wrong);
  expect((await eve.post("/login", { username: "bob", password })).status).toBe(429);

  expect(
    (await workspace.browser({ address: "192.0.2.1" }).post("/login", { username: "bob", password })).status,
  ).toBe(200);
  expect(bob.jar.has("confab_device")).toBe(true);
  expect((await bob.post("/login", { username: "bob", password })).status).toBe(200);
});

test("[R7] the office's own count, used up by one, does not stop a browser that knew the password", async () => {
  const ada = await (await open()).setUp();
  const office = { address: "198.51.100.7" };
  const bob = await workspace.invite(ada, "bob", office);
  const eve = workspace.browser(office);
  for (let tries = 0; tries < 200; tries += 1) {
    expect((await eve.post("/login", { ...wrong, username: `guess${tries}` })).status).toBe(401);
  }
  expect((await eve.post("/login", { ...wrong, username: "another" })).status).toBe(429);
  expect((await bob.post("/login", { username: "bob", password })).status).toBe(200);
});

test("[R7] an IPv6 network cannot try one account by taking another of its addresses each time", async () => {
  const ada = await (await open()).setUp();
  await workspace.invite(ada, "bob");
  async function triesFrom(address: (n: number) => string): Promise<number> {
    let tries = 0;
    for (let n = 0; n < 90; n += 1) {
      const { status } = await workspace.browser({ address: address(n) }).post("/login", wrong);
      if (status === 401) tries += 1;
    }
    return tries;
  }
  const hex = (n: number) => (n + 16).toString(16);
  expect(await triesFrom((n) => `2001:db8:1:0:${n}::1`)).toBeWithin(10, 12);
  expect(await triesFrom((n) => `2001:db8:2:${hex(n)}::1`)).toBeWithin(20, 22);
  expect(await triesFrom((n) => `2001:db8:3:${hex(n)}00::1`)).toBeWithin(40, 43);
});

test("[R7] guesses from everywhere are slowed down, and lock out nobody who comes with the right password", async () => {
  const ada = await (await open()).setUp();
  const bob = await workspace.invite(ada, "bob", { address: "198.51.100.7" });
  await bob.post("/logout");
  const from = (n: number) => ({ address: `203.0.${n >> 8}.${n & 255}` });
  const guess = async (n: number) => (await workspace.browser(from(n)).post("/login", wrong)).status;
  for (let n = 0; n < 100; n += 1) expect(await guess(n)).toBe(401);
  // Each network has one more, then it waits.
  expect(await guess(0)).toBe(401);
  const refused = await workspace.browser(from(0)).post("/login", { username: "bob", password });
  expect([refused.status, refused.body.error.code]).toEqual([429, "too_fast"]);
  expect(Number(refused.headers.get("retry-after"))).toBeWithin(1, 61);
  // A new place, the browser that was signed in before, and a reset link.
  const hotel = workspace.browser(from(500));
  expect((await hotel.post("/login", { username: "bob", password })).status).toBe(200);
  expect((await bob.post("/login", { username: "bob", password })).status).toBe(200);
  const { id } = (await bob.get("/me")).body.user;
  const { url } = (await ada.post(`/users/${id}/reset`)).body;
  const token = String(url).split("#")[1];
  const reset = await workspace.browser(from(0)).post("/reset", { token, password: secondPassword });
  expect(reset.status).toBe(200);
  // Others' accounts, and this one after a while.
  expect((await workspace.browser(from(1)).post("/login", { ...wrong, username: "ada" })).status).toBe(401);
  workspace.move(60_000);
  expect(
    (await workspace.browser(from(0)).post("/login", { username: "bob", password: secondPassword })).status,
  ).toBe(200);
});

test("[R7] a new password ends what devices were known by, and the one that set it gets another", async () => {
  const ada = await (await open()).setUp();
  const office = { address: "198.51.100.7" };
  const bob = await workspace.invite(ada, "bob", office);
  const note = bob.jar.get("confab_device") ?? "";
  const changed = await bob.post("/me/password", { current: password, password: secondPassword });
  expect(changed.status).toBe(204);
  const next = bob.jar.get("confab_device") ?? "";
  expect(next).not.toBe(note);
  // Strangers use up what the office may try at this account.
  const eve = workspace.browser(office);
  for (let tries = 0; tries < 10; tries += 1) expect((await eve.post("/login", wrong)).status).toBe(401);
  const thief = workspace.browser(office);
  thief.jar.set("confab_device", note);
  expect((await thief.post("/login", wrong)).status).toBe(429);
  expect((await bob.post("/login", { username: "bob", password: secondPassword })).status).toBe(200);
});

test("[R7] a device cookie opens nothing: its tries are counted too, and another account's or a forged one counts as none", async () => {
  const ada = await (await open()).setUp();
  const office = { address: "198.51.100.7" };
  const bob = await workspace.invite(ada, "bob", office);
  for (let tries = 0; tries < 10; tries += 1) expect((await bob.post("/login", wrong)).status).toBe(401);
  expect((await bob.post("/login", wrong)).status).toBe(429);

  const eve = await workspace.invite(ada, "eve", office);
  const note = eve.jar.get("confab_device") ?? "";
  const [, name, signature] = note.split(".");
  for (const device of [note, `2.${name}.${signature}`, "2.a.b"]) {
    eve.jar.set("confab_device", device);
    for (let tries = 0; tries < 4; tries += 1) await eve.post("/login", wrong);
  }
  expect((await eve.post("/login", wrong)).status).toBe(429);
});

test("[R7] signing in well, as scripts do again and again, uses up nothing", async () => {
  await (await open()).setUp();
  for (let times = 0; times < 25; times += 1) {
    expect((await workspace.browser().post("/login", { username: "ada", password })).status).toBe(200);
  }
});

test("[A2] a password changed while a sign-in was being checked ends that sign-in", async () => {
  const ada = await (await open()).setUp();
  const { user } = (await ada.get("/me")).body;
  const credentials = await workspace.stores.accounts.credentialsOf(user.id);
  expect((await ada.post("/me/password", { current: password, password: secondPassword })).status).toBe(204);
  const outcome = await workspace.journal.submit({
    kind: "signIn",
    userId: user.id,
    verifiedHash: credentials?.passwordHash ?? "",
    session: { tokenHash: "stale", expiresAt: workspace.now() + 1000, address: "", agent: "" },
  });
  expect(outcome).toEqual({ ok: false, reason: "wrong_credentials" });
});

test("[R4] signing in again in one browser ends the session its cookie held", async () => {
  const ada = await (await open()).setUp();
  const first = ada.jar.get("confab_session") ?? "";
  await ada.post("/login", { username: "ada", password });
  expect(ada.jar.get("confab_session")).not.toBe(first);
  expect((await ada.get("/sessions")).body.sessions).toHaveLength(1);
  const old = workspace.browser();
  old.jar.set("confab_session", first);
  expect((await old.get("/me")).status).toBe(401);
});

test("[R4] a failed sign-in leaves the session as it was", async () => {
  const ada = await (await open()).setUp();
  await ada.post("/login", { username: "ada", password: "not her password" });
  expect((await ada.get("/me")).status).toBe(200);
});

test("[R4] signing out ends the session and takes the cookie, and may be said twice", async () => {
  const ada = await (await open()).setUp();
  const token = ada.jar.get("confab_session") ?? "";
  expect((await ada.post("/logout")).status).toBe(204);
  expect(ada.jar.has("confab_session")).toBe(false);
  ada.jar.set("confab_session", token);
  const reply = await ada.get("/me");
  expect([reply.status, reply.body.error.code]).toEqual([401, "not_signed_in"]);
  expect((await ada.post("/logout")).status).toBe(204);
});
