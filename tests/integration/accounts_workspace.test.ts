import { afterEach, beforeEach, expect, test } from "bun:test";

import { openPlace, password, type Browser, type Place } from "./accounts_workspace.ts";

let place: Place;
let ada: Browser;
beforeEach(async () => {
  place = await openPlace();
  ada = await place.setUp();
});
afterEach(() => place.close());

test("[R6] an admin renames the place and opens registration; anyone signed in sees it", async () => {
  const bob = await place.invite(ada, "bob");
  expect((await bob.get("/workspace")).body).toEqual({
    workspace: { name: "Confab", registration: "invite", registrationLocked: false },
  });
  const changed = await ada.patch("/workspace", { name: " Engine Room ", registration: "open" });
  expect([changed.status, changed.body.workspace]).toEqual([
    200,
    { name: "Engine Room", registration: "open", registrationLocked: false },
  ]);
  expect((await bob.get("/workspace")).body).toEqual(changed.body);
  expect((await place.browser().get("/setup")).body).toMatchObject({
    workspaceName: "Engine Room",
    registration: "open",
  });
  expect((await place.browser().post("/register", { username: "eve", password })).status).toBe(201);
  // With an old invite as well: it is no obstacle where nobody needs one.
  const old = await place.browser().post("/register", { username: "zoe", password, invite: "old" });
  expect(old.status).toBe(201);
  await ada.patch("/workspace", { registration: "invite" });
  const closed = await place.browser().post("/register", { username: "mallory", password });
  expect(closed.body.error.code).toBe("registration_closed");
});

test("[R6] a member changes nothing of the place", async () => {
  const bob = await place.invite(ada, "bob");
  for (const change of [{ name: "Mine" }, { registration: "open" }, { name: "" }]) {
    const reply = await bob.patch("/workspace", change);
    expect([reply.status, reply.body.error.code]).toEqual([403, "not_allowed"]);
  }
  expect((await ada.get("/workspace")).body.workspace).toMatchObject({
    name: "Confab",
    registration: "invite",
  });
});

test("[L6] the name of the place is one visible line of 1 to 80", async () => {
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
  await place.close();
  place = await openPlace({ registration: "invite" });
  ada = await place.setUp();
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
  expect((await place.browser().post("/register", { username: "eve", password })).status).toBe(403);
});

test("[R5] with REGISTRATION=open nobody registers before the first account", async () => {
  await place.close();
  place = await openPlace({ registration: "open" });
  const reply = await place.browser().post("/register", { username: "eve", password });
  expect([reply.status, reply.body.error.code]).toEqual([403, "registration_closed"]);
  expect(place.hashed).toEqual([]);
  ada = await place.setUp();
  expect((await ada.get("/me")).body.user.role).toBe("admin");
  expect((await place.browser().post("/register", { username: "eve", password })).status).toBe(201);
});
