// Whom the page's requests are asked for, and to whom their answers go (SPEC C7).
import { expect, test } from "bun:test";

import { createRest, type RestError } from "../../web/net/rest.ts";

const ada = 1;
const bob = 2;

/** Requests that are answered by hand. */
function open(first: number | null = ada) {
  let userId = first;
  let signedOut = 0;
  const named: (string | null)[] = [];
  let answer: (response: Response) => void = () => {};
  const rest = createRest({
    userId: () => userId,
    onSignedOut: () => (signedOut += 1),
    fetch(_path, { headers }) {
      named.push(new Headers(headers).get("X-Confab-User"));
      return new Promise((resolve) => (answer = resolve));
    },
  });
  return {
    rest,
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
    ({ code }: RestError) => code,
  );
const signedOutBody = { error: { code: "not_signed_in", message: "Sign in first." } };

test("[C7] every request names whose page it is, with and without a body, but what makes a session", async () => {
  const { rest, named, answer, become } = open();
  const requests = [
    () => rest.me(),
    () => rest.changeProfile({ displayName: "A" }),
    () => rest.putAvatar(new Blob(["a"])),
    () => rest.save(5, true),
    () => rest.signOut(),
  ];
  for (const request of requests) {
    const asked = request();
    answer(204, null);
    await asked;
  }
  expect(named).toEqual(["1", "1", "1", "1", "1"]);
  for (const request of [
    () => rest.signIn({ username: "bob", password: "p" }),
    () => rest.reset({ token: "t", password: "p" }),
    () => rest.setupInfo(),
  ]) {
    const asked = request();
    answer(200, {});
    await asked;
  }
  become(null);
  const asked = rest.me();
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
      const { rest, become, answer, signedOut } = open();
      const asked = codeOf(rest.mentionsOfMe());
      become(next);
      answer(status, body);
      expect([next, status, await asked, signedOut()]).toEqual([next, status, "not_signed_in", 0]);
    }
  }
});

test("[C7] a 401 of my own leads out, and the answer to a new session reaches whoever asked for it", async () => {
  const mine = open();
  const asked = codeOf(mine.rest.mentionsOfMe());
  mine.answer(401, signedOutBody);
  expect([await asked, mine.signedOut()]).toEqual(["not_signed_in", 1]);
  // The sockets of the session before close before the answer: the page has left by then.
  const resetting = open();
  const reset = codeOf(resetting.rest.reset({ token: "t", password: "p" }));
  resetting.become(null);
  resetting.answer(200, {});
  expect(await reset).toBe("done");
});
