// Requests that name the person they are asked for (SPEC C7).
import { afterAll, beforeAll, expect, test } from "bun:test";

import { call, openSocket, signIn, type Loose, type Person } from "../support/client.ts";
import { startWorkspace } from "../support/workspace.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
let ada: Person;
let bob: Person;
beforeAll(async () => {
  ({ server, ada, bob } = await startWorkspace());
}, 60_000);
afterAll(() => server.dispose());

const named = (id: number | string) => ({ "X-Confab-User": String(id) });
const refused = [401, "not_signed_in"];
const outcomeOf = ({ status, body }: Loose) => [status, body?.error?.code];

/** Each operation of the document, with a body and query that no schema takes. */
async function operations(): Promise<{ method: string; path: string }[]> {
  const { body } = await call(server.url, "/api/openapi.json");
  return Object.entries<Loose>(body.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({
      method: method.toUpperCase(),
      path: `${path.replaceAll(/\{\w+\}/g, "0")}?nonsense=1`,
    })),
  );
}

test("[C7] every operation asked for somebody else is 401 before anything of it is read, signed in as whoever", async () => {
  const all = await operations();
  expect(all.length).toBeGreaterThan(60);
  for (const { method, path } of all) {
    const body = method === "GET" ? undefined : { nonsense: true };
    for (const [headers, cookie] of [
      [named(ada.user.id), bob.cookie],
      [named(ada.user.id), undefined],
      [named("ada"), ada.cookie],
      [named(`0${ada.user.id}`), ada.cookie],
    ] as const) {
      const options = { method, headers, ...(body && { body }), ...(cookie && { cookie }) };
      expect([method, path, ...outcomeOf(await call(server.url, path, options))]).toEqual([
        method,
        path,
        ...refused,
      ]);
    }
    const own = await call(server.url, path, {
      method,
      headers: named(ada.user.id),
      ...(body && { body }),
      cookie: ada.cookie,
    });
    expect([method, path, own.status === 401]).toEqual([method, path, false]);
    // Some of them sign out.
    if (path.startsWith("/api/logout")) ada = await signInAgain(ada);
  }
}, 60_000);

async function signInAgain({ user, password }: Person): Promise<Person> {
  return signIn(server.url, { username: user.username, password });
}

test("[C7] a post for Ada with Bob's cookie is nobody's, and signing out for her leaves him signed in", async () => {
  const post = (person: Person, headers: Record<string, string>) =>
    call(server.url, "/api/rooms/1/messages", {
      method: "POST",
      cookie: person.cookie,
      headers,
      body: { clientId: crypto.randomUUID(), body: "hers" },
    });
  expect(outcomeOf(await post(bob, named(ada.user.id)))).toEqual(refused);
  const signOut = { method: "POST", cookie: bob.cookie, headers: named(ada.user.id) };
  const out = await call(server.url, "/api/logout", signOut);
  expect([...outcomeOf(out), out.headers.getSetCookie()]).toEqual([...refused, []]);
  expect((await bob.get("/api/me")).status).toBe(200);
  expect((await post(bob, named(bob.user.id))).status).toBe(201);
  // A script names nobody.
  expect((await post(bob, {})).status).toBe(201);
  const { body } = await bob.get("/api/rooms/1/messages");
  expect(body.messages.map(({ author }: Loose) => author.username)).toEqual(["Bob", "Bob"]);
});

test("[C7] a large body for somebody else is not read: the answer comes first and ends the connection", async () => {
  const response = await fetch(`${server.url}/api/rooms/1/files?name=a`, {
    method: "POST",
    headers: { ...named(ada.user.id), Cookie: bob.cookie, Origin: server.url },
    body: new Uint8Array(8 * 1024 * 1024),
  });
  expect([response.status, response.headers.get("connection")]).toEqual([401, "close"]);
});

test("[C7] a socket for somebody else does not open", async () => {
  const open = (person: Person, user: string) =>
    openSocket(server.url, { cookie: person.cookie, query: `?user=${user}` }).then(
      async (socket) => {
        const { user: helloUser } = await socket.next("hello");
        await socket.close();
        return helloUser.id;
      },
      () => "refused",
    );
  expect(await open(bob, `${ada.user.id}`)).toBe("refused");
  expect(await open(bob, "")).toBe("refused");
  expect(await open(bob, `${bob.user.id}`)).toBe(bob.user.id);
});
