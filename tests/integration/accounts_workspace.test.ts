import { afterEach, beforeEach, expect, test } from "bun:test";

import { openWorkspace, password, type Browser, type Workspace } from "./accounts_workspace.ts";

let workspace: Workspace;
let ada: Browser;
beforeEach(async () => {
  workspace = await openWorkspace();
  ada = await workspace.setUp();
});
afterEach(() => workspace.close());

test("[R6] an admin renames the workspace and opens registration; anyone signed in sees it", async () => {
  const bob = await workspace.invite(ada, "bob");
  expect((await bob.get("/workspace")).body).toEqual({
    workspace: { name: "Confab", registration: "invite", registrationLocked: false },
  });
  const changed = await ada.patch("/workspace", { name: " Engine Room ", registration: "open" });
  expect([changed.status, changed.body.workspace]).toEqual([
    200,
    { name: "Engine Room", registration: "open", registrationLocked: false },
  ]);
  expect((await bob.get("/workspace")).body).toEqual(changed.body);
  expect((await workspace.browser().get("/setup")).body).toMatchObject({
    workspaceName: "Engine Room",
    registration: "open",
  });
  expect((await workspace.browser().post("/register", { username: "eve", password })).status).toBe(201);
  // With an old invite as well: it is no obstacle where nobody needs one.
  const old = await workspace.browser().post("/register", { username: "zoe", password, invite: "old" });
  expect(old.status).toBe(201);
  await ada.patch("/workspace", { registration: "invite" });
  const closed = await workspace.browser().post("/register", { username: "mallory", password });
  expect(closed.body.error.code).toBe("registration_closed");
});

test("[R6] a member changes nothing of the workspace", async () => {
  const bob = await workspace.invite(ada, "bob");
  for (const change of [{ name: "Mine" }, { registration: "open" }, { name: "" }]) {
    const reply = await bob.patch("/workspace", change);
    expect([reply.status, reply.body.error.code]).toEqual([403, "not_allowed"]);
  }
  expect((await ada.get("/workspace")).body.workspace).toMatchObject({
    name: "Confab",
    registration: "invite",
  });
});

test("[L6] the name of the workspace is one visible line of 1 to 80", async () => {
  for (const [name, code] of [
    ["", "bad_name"],
    [" \u200b", "bad_name"],
    ["a\nb", "bad_name"],
    ["a".repeat(81), "too_long"],
  ]) {
    const reply = await ada.patch("/workspace", { name });
    expect([reply.status, reply.body.error.code, reply.body.error.field]).toEqual([400, code, "name"]);
  }
  expect((await ada.patch("/workspace", { name: "a".repeat(80) })).status).toBe(200);
  expect((await ada.patch("/workspace", {})).status).toBe(200);
});

test("[R6] REGISTRATION wins over what the admin chose, and says that it is locked", async () => {
  await ada.patch("/workspace", { registration: "open" });
  await workspace.close();
  workspace = await openWorkspace({ registration: "invite" });
  ada = await workspace.setUp();
  expect((await ada.get("/workspace")).body.workspace).toMatchObject({
    registration: "invite",
    registrationLocked: true,
  });
  const reply = await ada.patch("/workspace", { registration: "open" });
  expect([reply.status, reply.body.error.code, reply.body.error.field]).toEqual([
    403,
    "not_allowed",
    "registration",
  ]);
  expect((await ada.patch("/workspace", { name: "New", registration: "invite" })).status).toBe(200);
  expect((await workspace.browser().post("/register", { username: "eve", password })).status).toBe(403);
});

test("[R5] with REGISTRATION=open nobody registers before the first account", async () => {
  await workspace.close();
  workspace = await openWorkspace({ registration: "open" });
  const reply = await workspace.browser().post("/register", { username: "eve", password });
  expect([reply.status, reply.body.error.code]).toEqual([403, "registration_closed"]);
  expect(workspace.hashed).toEqual([]);
  ada = await workspace.setUp();
  expect((await ada.get("/me")).body.user.role).toBe("admin");
  expect((await workspace.browser().post("/register", { username: "eve", password })).status).toBe(201);
});
