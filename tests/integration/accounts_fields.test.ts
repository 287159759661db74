import { afterAll, beforeAll, expect, test } from "bun:test";

import {
  openWorkspace,
  password,
  secondPassword,
  setupCode,
  type Browser,
  type Workspace,
} from "./accounts_workspace.ts";

let workspace: Workspace;
let ada: Browser;
beforeAll(async () => {
  workspace = await openWorkspace();
  ada = await workspace.setUp();
});
afterAll(() => workspace.close());

type Fields = Record<string, unknown>;
const routes: [method: string, path: string, good: Fields, optional: string[]][] = [
  [
    "POST",
    "/setup",
    { workspaceName: "Here", username: "eve", displayName: "Eve", password, code: setupCode },
    ["workspaceName", "displayName", "code"],
  ],
  [
    "POST",
    "/register",
    { username: "eve", password, displayName: "Eve", invite: "none" },
    ["displayName", "invite"],
  ],
  ["POST", "/login", { username: "eve", password }, []],
  ["PATCH", "/me", { displayName: "Ada" }, ["displayName"]],
  ["PATCH", "/me", { preferences: { theme: "dark" } }, ["preferences"]],
  ["PATCH", "/users/1", { role: "admin" }, ["role"]],
  ["PATCH", "/users/1", { deactivated: false }, ["deactivated"]],
  ["POST", "/users/1/erase", { username: "nobody" }, []],
  ["POST", "/me/password", { current: "not this one at all", password: secondPassword }, []],
  ["POST", "/invites/lookup", { invite: "none" }, []],
  ["POST", "/invites/look", { invite: "none" }, []],
  ["POST", "/reset", { token: "none", password: secondPassword }, []],
  ["PATCH", "/workspace", { name: "Here", registration: "invite" }, ["name", "registration"]],
];

const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
const wrongTypes: unknown[] = [null, 7, true, [], {}, ["a"], { a: 1 }];

for (const [method, path, good, optional] of routes) {
  const name = `${method} ${path}`;

  test(`[L4] [X3] ${name}: each field missing or of the wrong type is 400 and named`, async () => {
    for (const field of Object.keys(good)) {
      for (const value of wrongTypes.filter((one) => typeof one !== typeof good[field])) {
        const reply = await ada.send(method, path, { ...good, [field]: value });
        expect([reply.status, reply.body.error.code, reply.body.error.field]).toEqual([
          400,
          "bad_request",
          field,
        ]);
        expect(reply.body.error.message).not.toBe("");
      }
      if (optional.includes(field)) continue;
      const { [field]: _, ...rest } = good;
      const reply = await ada.send(method, path, rest);
      expect([reply.status, reply.body.error.field]).toEqual([400, field]);
    }
    expect(workspace.bugs).toEqual([]);
  });

  test(`[X1] ${name}: what cannot be stored is bad_text, and the field named`, async () => {
    for (const field of Object.keys(good)) {
      if (["registration", "role", "deactivated", "preferences"].includes(field)) continue;
      for (const value of ['"\\ud800"', '"a\\u0000b"', '"\\udc00\\ud800"']) {
        const others = Object.entries(good).filter(([other]) => other !== field);
        const text = JSON.stringify(Object.fromEntries(others)).replace(/}$/, others.length > 0 ? "," : "");
        const reply = await ada.send(method, path, `${text}"${field}":${value}}`);
        expect([reply.status, reply.body.error.code, reply.body.error.field]).toEqual([
          400,
          "bad_text",
          field,
        ]);
      }
    }
    expect(workspace.bugs).toEqual([]);
  });

  test(`[L4] ${name}: a field nobody knows is refused and named`, async () => {
    const reply = await ada.send(method, path, { ...good, pasword: "x" });
    expect([reply.status, reply.body.error.code, reply.body.error.field]).toEqual([
      400,
      "bad_request",
      "pasword",
    ]);
    const proto = JSON.stringify(good).replace("{", '{"__proto__":{"a":1},');
    expect((await ada.send(method, path, proto)).status).toBeWithin(400, 500);
  });

  test(`[X3] ${name}: what is no JSON object at all is refused, and long texts are`, async () => {
    for (const text of [
      "",
      "{",
      "null",
      "[]",
      "7",
      '"text"',
      deep,
      `{"username":${deep}}`,
      "\ufeff{}",
      "{}{}",
    ]) {
      const reply = await ada.send(method, path, text);
      // Nothing to change is nothing wrong.
      const isEmptyObject = method === "PATCH" && text === "\ufeff{}";
      if (!isEmptyObject) expect([text.slice(0, 20), reply.status]).toEqual([text.slice(0, 20), 400]);
    }
    for (const field of Object.keys(good)) {
      const reply = await ada.send(method, path, { ...good, [field]: "é\u0301".repeat(15_000) });
      expect([field, reply.status >= 400 && reply.status < 500]).toEqual([field, true]);
    }
    expect(workspace.bugs).toEqual([]);
  });
}

test("[X3] a body that is missing, or not said to be JSON, is refused in words", async () => {
  const plain = workspace.browser({ headers: { "content-type": "text/plain" } });
  for (const [name, value] of ada.jar) plain.jar.set(name, value);
  for (const [method, path, good] of routes) {
    const none = await ada.send(method, path);
    // Nothing to change is nothing wrong.
    const expected = method === "PATCH" ? 200 : 400;
    expect([path, none.status]).toEqual([path, expected]);
    const reply = await plain.send(method, path, good);
    expect([path, reply.status]).toEqual([path, 400]);
    expect(reply.body.error.message).toContain("Content-Type: application/json");
  }
  expect(workspace.bugs).toEqual([]);
});

test("[X3] ids in paths that are none are refused", async () => {
  const ids = [
    "0",
    "-1",
    "1.5",
    "1e3",
    "01",
    "abc",
    "%20",
    "9007199254740993",
    "%F0%9F",
    "%00",
    "1%00",
    "%ED%A0%80",
    "9".repeat(5000),
  ];
  for (const path of ["/sessions", "/invites"]) {
    for (const id of ids) {
      const reply = await ada.delete(`${path}/${id}`);
      expect([id, reply.status]).toEqual([id, 400]);
    }
    expect((await ada.delete(`${path}/999999`)).status).toBe(404);
  }
  expect(workspace.bugs).toEqual([]);
});

test("[X3] odd cookies are no session, and nothing breaks", async () => {
  for (const value of ["", "%", "%00", "a=b", "é", "x".repeat(4000), `"${"A".repeat(43)}"`]) {
    const eve = workspace.browser({
      headers: {
        cookie: `confab_session=${encodeURI(value)}; confab_device=${value.replaceAll(/[^ -~]/g, "")}`,
      },
    });
    expect((await eve.get("/me")).status).toBe(401);
    expect((await eve.post("/login", { username: "ada", password: "not her password" })).status).toBe(401);
  }
  expect(workspace.bugs).toEqual([]);
});

test("[R12] all fields that are wrong are told at once, and nothing is hashed", async () => {
  const empty = await openWorkspace();
  const bad = { username: "ada l", displayName: "a\u202eb", password: "short" };
  const fieldsOf = ({ error }: { error: { field: string; others?: { field: string }[] } }) => [
    error.field,
    ...(error.others ?? []).map(({ field }) => field),
  ];
  const first = await empty
    .browser({ address: "192.168.1.20" })
    .post("/setup", { ...bad, workspaceName: " ", code: "no" });
  expect([first.status, first.body.error.code]).toEqual([403, "setup_code_needed"]);
  expect(fieldsOf(first.body)).toEqual(["code", "workspaceName", "displayName", "username", "password"]);
  expect(first.body.error.others[2]).toEqual({
    code: "bad_name",
    message: expect.stringContaining("without spaces"),
    field: "username",
  });
  expect(empty.hashed).toEqual([]);
  const admin = await empty.setUp();
  const { body } = await admin.post("/invites");
  const invite = new URL(body.invite.url).hash.slice(1);
  const before = empty.hashed.length;
  const reply = await empty.browser().post("/register", { ...bad, invite });
  expect(fieldsOf(reply.body)).toEqual(["displayName", "username", "password"]);
  // A name that is taken, beside another field.
  const me: string = (await admin.get("/me")).body.user.username;
  const shortPassword = await empty.browser().post("/register", { username: me, password: "short", invite });
  expect([shortPassword.body.error.code, ...fieldsOf(shortPassword.body)]).toEqual([
    "name_taken",
    "username",
    "password",
  ]);
  expect(empty.hashed).toHaveLength(before);
  // One alone has no others.
  const alone = await empty.browser().post("/register", { username: "eve", password: "short", invite });
  expect(Object.keys(alone.body.error)).toEqual(["code", "message", "field"]);
  await empty.close();
});
