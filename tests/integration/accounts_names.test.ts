import { afterEach, beforeEach, expect, test } from "bun:test";

import { openWorkspace, password, type Browser, type Workspace } from "./accounts_workspace.ts";

let workspace: Workspace;
let ada: Browser;
beforeEach(async () => {
  workspace = await openWorkspace({ registration: "open" });
  ada = await workspace.setUp();
});
afterEach(() => workspace.close());

const twins: [first: string, second: string][] = [
  ["user", "usеr"],
  ["user", "USER"],
  ["Zo\u00eb", "Zoe\u0308"],
  ["Ilona", "llona"],
];
for (const [first, second] of twins) {
  test(`[L5] once ${first} is here, ${JSON.stringify(second)} is taken`, async () => {
    expect((await workspace.browser().post("/register", { username: first, password })).status).toBe(201);
    const hashes = workspace.hashed.length;
    const reply = await workspace.browser().post("/register", { username: second, password });
    expect([reply.status, reply.body.error.code, reply.body.error.field]).toEqual([
      409,
      "name_taken",
      "username",
    ]);
    expect(reply.headers.getSetCookie()).toEqual([]);
    // `Ilona` and `llona` differ in the key that is asked for beforehand: there the index decides.
    if (first !== "Ilona") expect(workspace.hashed).toHaveLength(hashes);
  });
}

test("[L5] two twins at once: one is made", async () => {
  const replies = await Promise.all(
    ["eve", "EVE", "еvе", "Eve"].map((username) =>
      workspace.browser().post("/register", { username, password }),
    ),
  );
  expect(replies.map((reply) => reply.status).sort((a, b) => a - b)).toEqual([201, 409, 409, 409]);
});

test("[L5] a name is shown as typed and found in any case and normal form", async () => {
  const zoe = workspace.browser();
  const made = await zoe.post("/register", { username: "Zoe\u0308", password });
  expect(made.body.user).toMatchObject({ username: "Zoe\u0308", displayName: "Zoe\u0308", role: "member" });
  for (const username of ["zo\u00eb", "ZOE\u0308", " Zo\u00eb"]) {
    const reply = await workspace.browser().post("/login", { username, password });
    expect([reply.status, reply.body.user?.username]).toEqual([200, "Zoe\u0308"]);
  }
});

test("[L5] [X1] names that are none are refused with their reason", async () => {
  const tries: [username: string, status: number, code: string][] = [
    ["a\u202eb", 400, "bad_name"],
    ["\u200b", 400, "bad_name"],
    ["a".repeat(33), 400, "too_long"],
    ["\ufdfa".repeat(4), 400, "too_long"],
    ["ada.", 400, "bad_name"],
    ["ada's", 400, "bad_name"],
    ["Adm\u0456n", 400, "bad_name"],
    ["every0ne", 400, "bad_name"],
    ["\ud800", 400, "bad_text"],
    ["a\0b", 400, "bad_text"],
  ];
  for (const [username, status, code] of tries) {
    const reply = await workspace.browser().post("/register", { username, password });
    expect([reply.status, reply.body.error.code, reply.body.error.field]).toEqual([status, code, "username"]);
  }
});

test("[L6] a display name can be changed, and emptied back to the username", async () => {
  const named = await ada.patch("/me", { displayName: " Ada Lovelace " });
  expect(named.body.user.displayName).toBe("Ada Lovelace");
  expect((await ada.get("/me")).body.user.displayName).toBe("Ada Lovelace");
  expect((await ada.patch("/me", { displayName: "" })).body.user.displayName).toBe("ada");
  const reply = await ada.patch("/me", { displayName: "a\u202eb" });
  expect([reply.status, reply.body.error.field]).toEqual([400, "displayName"]);
});

const passwords = [
  "four words with spaces",
  "🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧",
  `${"🦊🐻🐼🐨🐯".repeat(51)}🐮`,
  "  kept at both ends  ",
];
for (const typed of passwords) {
  test(`[L7] one can sign in with ${typed.slice(0, 24)}`, async () => {
    expect((await workspace.browser().post("/register", { username: "bob", password: typed })).status).toBe(
      201,
    );
    expect((await workspace.browser().post("/login", { username: "bob", password: typed })).status).toBe(200);
    const wrong = await workspace.browser().post("/login", { username: "bob", password: typed.slice(0, -2) });
    expect(wrong.status).toBe(401);
  });
}

test("[L7] a password typed on another keyboard, decomposed, is the same", async () => {
  await workspace.browser().post("/register", { username: "bob", password: "s\u00e9same ouvre-toi" });
  const reply = await workspace
    .browser()
    .post("/login", { username: "bob", password: "se\u0301same ouvre-toi" });
  expect(reply.status).toBe(200);
});

test("[L7] a weak password is refused in words, and not hashed", async () => {
  const hashes = workspace.hashed.length;
  for (const weak of ["", "short", "aaaaaaaaaaaaa", "1qaz2wsx3edc", "bobbity.the.bob"]) {
    const reply = await workspace
      .browser()
      .post("/register", { username: "bobbity.the.bob", password: weak });
    expect([reply.status, reply.body.error.code, reply.body.error.field]).toEqual([
      400,
      "weak_password",
      "password",
    ]);
    if (weak !== "") expect(JSON.stringify(reply.body)).not.toContain(`"${weak}`);
  }
  expect(workspace.hashed).toHaveLength(hashes);
});
