// Calls of the API from the page: whom they are asked for, to whom their answers go (SPEC C7), what is in them.
import { expect, test } from "bun:test";

import { loadPage } from "../../web/build/build.ts";
import { createApi } from "../../web/connection/api.ts";
import { createCoreCalls } from "../../web/client/core_calls.ts";
import { queryOf } from "../../web/connection/query.ts";
import type { Refused } from "../../web/connection/refused.ts";

const ada = 1;
const bob = 2;

/** Requests that are answered by hand. */
function open(first: number | null = ada) {
  let userId = first;
  let signedOut = 0;
  const named: (string | null)[] = [];
  let answer: (response: Response) => void = () => {};
  const api = createApi({
    userId: () => userId,
    onSignedOut: () => (signedOut += 1),
    fetch(_path, { headers }) {
      named.push(new Headers(headers).get("X-Confab-User"));
      return new Promise((resolve) => (answer = resolve));
    },
  });
  return {
    api,
    named,
    signedOut: () => signedOut,
    become: (id: number | null) => (userId = id),
    answer: (status: number, body: unknown) =>
      answer(status === 204 ? new Response(null, { status }) : Response.json(body, { status })),
  };
}

const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => "done",
    ({ code }: Refused) => code,
  );
const signedOutBody = { error: { code: "not_signed_in", message: "Sign in first." } };

test("[C7] every request names whose page it is, with and without a body, but what makes a session", async () => {
  const { api, named, answer, become } = open();
  const { save } = createCoreCalls(api);
  const requests = [
    () => api("GET /me"),
    () => api("PATCH /me", { body: { displayName: "A" } }),
    () => api("PUT /me/avatar", { content: new Blob(["a"]) }),
    () => save(5, true),
    () => api("POST /logout"),
  ];
  for (const request of requests) {
    const asked = request();
    answer(204, null);
    await asked;
  }
  expect(named).toEqual(["1", "1", "1", "1", "1"]);
  for (const request of [
    () => api("POST /login", { body: { username: "bob", password: "p" } }),
    () => api("POST /reset", { body: { token: "t", password: "p" } }),
    () => api("GET /setup"),
  ]) {
    const asked = request();
    answer(200, {});
    await asked;
  }
  become(null);
  const asked = api("GET /me");
  answer(200, {});
  await asked;
  expect(named.slice(5)).toEqual([null, null, null, null]);
});

test("[C7] an answer that comes when somebody else is here, or nobody, is nothing to them", async () => {
  for (const next of [bob, null]) {
    for (const [status, body] of [
      [200, { messages: [], next: null }],
      [204, null],
      [401, signedOutBody],
    ] as const) {
      const { api, become, answer, signedOut } = open();
      const asked = codeOf(api("GET /mentions"));
      become(next);
      answer(status, body);
      expect([next, status, await asked, signedOut()]).toEqual([next, status, "not_signed_in", 0]);
    }
  }
});

test("[C7] a 401 of my own leads out, and the answer to a new session reaches whoever asked for it", async () => {
  const mine = open();
  const asked = codeOf(mine.api("GET /mentions"));
  mine.answer(401, signedOutBody);
  expect([await asked, mine.signedOut()]).toEqual(["not_signed_in", 1]);
  // The sockets of the session before close before the answer: the page has left by then.
  const resetting = open();
  const reset = codeOf(resetting.api("POST /reset", { body: { token: "t", password: "p" } }));
  resetting.become(null);
  resetting.answer(200, {});
  expect(await reset).toBe("done");
});

test("[R14] an address is filled in from its key, and a refusal carries all that the server says", async () => {
  const asked: [string, RequestInit][] = [];
  const refused = {
    code: "bad_name",
    message: "No.",
    field: "topic",
    current: { id: 1 },
    others: [{ code: "too_long", message: "Too long." }],
  };
  const api = createApi({
    userId: () => ada,
    onSignedOut: () => {},
    fetch(path, init) {
      asked.push([path, init]);
      return Promise.resolve(Response.json({ error: refused }, { status: 400 }));
    },
  });
  const sent: unknown = await api("DELETE /messages/{id}/reactions/{emoji}", {
    params: { id: 7, emoji: "👍/?" },
  }).catch((error: unknown) => error);
  expect(sent).toMatchObject({
    code: "bad_name",
    text: "No.",
    field: "topic",
    sentence: "No.",
    current: { id: 1 },
  });
  expect(sent).toMatchObject({ others: [{ code: "too_long", text: "Too long." }] });
  await api("GET /rooms", { query: { ids: [1, 2, 3], joined: "true" } }).catch(() => {});
  await api("PATCH /rooms/{id}/settings", { params: { id: 7 }, body: { starred: true } }).catch(() => {});
  expect(asked.map(([path, { method, body }]) => [method, path, body])).toEqual([
    ["DELETE", `/api/messages/7/reactions/${encodeURIComponent("👍/?")}`, undefined],
    ["GET", `/api/rooms${queryOf({ ids: "1,2,3", joined: "true" })}`, undefined],
    ["PATCH", "/api/rooms/7/settings", '{"starred":true}'],
  ]);
});

test("[R14] the page takes types of the contract: no file of it holds zod, or the table of endpoints", async () => {
  const decoder = new TextDecoder();
  const scripts = [...(await loadPage())].filter(([path]) => path.endsWith(".js"));
  expect(scripts.length).toBeGreaterThan(5);
  for (const [path, { identity }] of scripts) {
    const text = decoder.decode(identity);
    expect([
      path,
      text.includes("_zod"),
      text.includes("Create a public or private room and join it"),
    ]).toEqual([path, false, false]);
  }
  // Both would be seen: they stand in what is made of the contract itself.
  const entry = new URL("../../src/protocol/contract.ts", import.meta.url).pathname;
  const built = await Bun.build({ entrypoints: [entry], minify: true });
  const whole = (await Promise.all(built.outputs.map((output) => output.text()))).join("");
  expect([whole.includes("_zod"), whole.includes("Create a public or private room and join it")]).toEqual([
    true,
    true,
  ]);
});

/** Never run: the compiler refuses each of these calls, and would say so of a directive that is not needed. */
// oxlint-disable-next-line no-unused-vars -- only the compiler reads it
function refusedByTheCompiler({ api }: ReturnType<typeof open>): unknown[] {
  return [
    // @ts-expect-error there is no such endpoint
    api("GET /nothing"),
    // @ts-expect-error it takes nothing
    api("GET /me", {}),
    // @ts-expect-error it needs an id
    api("GET /users/{id}"),
    // @ts-expect-error it needs an emoji
    api("GET /messages/{id}/reactions", { params: { id: 1 }, query: {} }),
    // @ts-expect-error not of this type
    api("PATCH /rooms/{id}/settings", { params: { id: 1 }, body: { starred: 1 } }),
    // @ts-expect-error no such field
    api("PATCH /rooms/{id}/settings", { params: { id: 1 }, body: { star: true } }),
    // @ts-expect-error what comes is a person
    api("GET /users/{id}", { params: { id: 1 } }).then(({ room }) => room),
  ];
}
