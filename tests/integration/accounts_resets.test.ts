import { afterEach, beforeEach, expect, test } from "bun:test";

import {
  createAccountCliService,
  type AccountCliService,
} from "../../src/domain/accounts/account_cli_service.ts";
import { passwordHash } from "../../src/platform/password_hash.ts";
import { failureOf } from "../support/problem_of.ts";
import {
  openWorkspace,
  password,
  secondPassword,
  tokenOf,
  type Browser,
  type Workspace,
} from "./accounts_workspace.ts";

const dayMs = 24 * 3600 * 1000;

let workspace: Workspace;
let ada: Browser;
let bob: Browser;
let cliService: AccountCliService;
async function open(options = {}): Promise<void> {
  workspace = await openWorkspace(options);
  ada = await workspace.setUp();
  bob = await workspace.invite(ada, "Bob");
  const { stores, journal, now } = workspace;
  cliService = createAccountCliService({
    accounts: stores.accounts,
    workspace: stores.workspace,
    journal,
    passwordHash,
    passwordMin: 12,
    now,
    origin: "https://chat.example",
  });
}
beforeEach(() => open());
afterEach(() => workspace.close());

async function makeToken(): Promise<string> {
  return tokenOf((await cliService.makeResetLink("bob")).url);
}

test("[R8] a reset link sets a password once, ends all sessions and signs this browser in", async () => {
  const { url, username } = await cliService.makeResetLink(" bob");
  expect(username).toBe("Bob");
  expect(url).toMatch(/^https:\/\/chat\.example\/reset#[\w-]{43}$/);
  const browser = workspace.browser();
  const reply = await browser.post("/reset", { token: tokenOf(url), password: secondPassword });
  expect([reply.status, reply.body.user.username]).toEqual([200, "Bob"]);
  expect((await browser.get("/me")).status).toBe(200);
  expect((await bob.get("/me")).status).toBe(401);
  expect((await ada.get("/me")).status).toBe(200);
  expect((await bob.post("/login", { username: "bob", password })).status).toBe(401);
  expect((await bob.post("/login", { username: "bob", password: secondPassword })).status).toBe(200);

  const again = await workspace
    .browser()
    .post("/reset", { token: tokenOf(url), password: "a third password" });
  expect([again.status, again.body.error.code, again.body.error.field]).toEqual([404, "not_found", "token"]);
});

test("[R8] the same link used twice at once works once", async () => {
  const token = await makeToken();
  const replies = await Promise.all(
    [secondPassword, "a third password"].map((text) =>
      workspace.browser().post("/reset", { token, password: text }),
    ),
  );
  expect(replies.map((reply) => reply.status).sort((a, b) => a - b)).toEqual([200, 404]);
});

test("[R8] it works for 24 hours", async () => {
  const token = await makeToken();
  workspace.move(dayMs + 1000);
  const hashes = workspace.hashed.length;
  const late = await workspace.browser().post("/reset", { token, password: secondPassword });
  expect(late.status).toBe(404);
  expect(workspace.hashed).toHaveLength(hashes);
  const fresh = await makeToken();
  workspace.move(dayMs - 60_000);
  expect((await workspace.browser().post("/reset", { token: fresh, password: secondPassword })).status).toBe(
    200,
  );
});

test("[R8] a newer link replaces the older, and a changed password both", async () => {
  const [older, newer] = [await makeToken(), await makeToken()];
  expect((await workspace.browser().post("/reset", { token: older, password: secondPassword })).status).toBe(
    404,
  );
  await bob.post("/me/password", { current: password, password: secondPassword });
  expect(
    (await workspace.browser().post("/reset", { token: newer, password: "a third password" })).status,
  ).toBe(404);
});

test("[L7] a weak password leaves the link as it was, and is not hashed", async () => {
  const token = await makeToken();
  const hashes = workspace.hashed.length;
  for (const weak of ["", "short", "aaaaaaaaaaaaa"]) {
    const reply = await workspace.browser().post("/reset", { token, password: weak });
    expect([reply.status, reply.body.error.code]).toEqual([400, "weak_password"]);
  }
  expect(workspace.hashed).toHaveLength(hashes);
  expect((await workspace.browser().post("/reset", { token, password: secondPassword })).status).toBe(200);
});

test("[R7] [R8] guesses at links are limited, and nothing is hashed for them", async () => {
  await workspace.close();
  await open({ rateLimits: true });
  const hashes = workspace.hashed.length;
  const eve = workspace.browser({ address: "203.0.113.9" });
  const guess = () => eve.post("/reset", { token: "guess", password: secondPassword });
  for (let tries = 0; tries < 20; tries += 1) expect((await guess()).status).toBe(404);
  expect((await guess()).status).toBe(429);
  expect(workspace.hashed).toHaveLength(hashes);
});

test("[R8] a link for nobody is refused", async () => {
  for (const name of ["eve", "", "x".repeat(1000)]) {
    expect(await failureOf(cliService.makeResetLink(name))).toMatchObject({ code: "not_found" });
  }
});

test("[R8] an admin makes a link for another, which works like any, is told once, and is in the audit log without itself", async () => {
  const eve = await workspace.invite(ada, "Eve");
  const [{ id: adaId }, { id: bobId }] = [(await ada.get("/me")).body.user, (await bob.get("/me")).body.user];
  const reset = (who: Browser, id: number) => who.post(`/users/${id}/reset`);
  const made = await reset(ada, bobId);
  expect(made.status).toBe(201);
  expect(made.body.url).toMatch(/^https?:\/\/[^/]+\/reset#[\w-]{43}$/);
  expect(made.body.expiresAt).toBeWithin(workspace.now() + dayMs - 60_000, workspace.now() + dayMs + 1);
  const token = tokenOf(made.body.url);
  const [entry] = (await ada.get("/audit?limit=1")).body.entries;
  expect(entry).toMatchObject({
    action: "user_reset",
    actor: { id: adaId },
    user: { id: bobId },
    detail: "",
  });
  expect(JSON.stringify((await ada.get("/audit")).body)).not.toContain(token);
  const used = await workspace.browser().post("/reset", { token, password: secondPassword });
  expect([used.status, used.body.user.id]).toEqual([200, bobId]);

  const codeOf = ({ status, body }: Awaited<ReturnType<typeof reset>>) => [status, body.error?.code];
  expect(codeOf(await reset(eve, bobId))).toEqual([403, "not_allowed"]);
  expect(codeOf(await reset(ada, adaId))).toEqual([400, "bad_request"]);
  expect(codeOf(await reset(ada, 999_999))).toEqual([404, "not_found"]);
  expect(codeOf(await reset(workspace.browser(), bobId))).toEqual([401, "not_signed_in"]);
  // Another admin's too.
  const { id: eveId } = (await eve.get("/me")).body.user;
  await ada.patch(`/users/${eveId}`, { role: "admin" });
  expect((await reset(eve, adaId)).status).toBe(201);
  await ada.patch(`/users/${bobId}`, { deactivated: true });
  expect(codeOf(await reset(ada, bobId))).toEqual([409, "person_gone"]);
  await ada.post(`/users/${bobId}/erase`, { username: "Bob" });
  expect(codeOf(await reset(ada, bobId))).toEqual([409, "person_gone"]);
  expect(
    (await ada.get("/audit")).body.entries.filter((one: typeof entry) => one.action === "user_reset"),
  ).toHaveLength(2);
  expect(workspace.bugs).toEqual([]);
});
