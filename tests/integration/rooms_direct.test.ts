// How direct rooms are asked for over REST. Their rules, and those of receipts, are in contract/direct_suite.ts.
import { afterAll, beforeAll, expect, test } from "bun:test";

import { setUpWorkspace, signUp, type Loose, type Person } from "../support/client.ts";
import { openDirect, refusalOf } from "../support/message_rooms.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let server: TestServer;
let ada: Person;
let lastName = 0;

beforeAll(async () => {
  server = await startTestServer();
  ada = await setUpWorkspace(server.url);
});
afterAll(() => server.dispose());

/** People of their own for each test: direct rooms are for ever. */
function newcomers(count: number): Promise<Person[]> {
  return Promise.all(
    Array.from({ length: count }, () => {
      lastName += 1;
      return signUp(server.url, { username: `guest${lastName}`, invitedBy: ada });
    }),
  );
}

async function pair(): Promise<[Person, Person]> {
  const [one, other] = await newcomers(2);
  if (!one || !other) throw new Error("Nobody came.");
  return [one, other];
}

const idsOf = (people: Person[]) => people.map(({ user }) => user.id).sort((a, b) => a - b);

test("[G1] two who open it at once get one room; 201 for the one who made it, 200 ever after", async () => {
  const [one, other] = await pair();
  const answers = await Promise.all([
    openDirect(one, other),
    openDirect(other, one),
    openDirect(one, other),
    openDirect(other, one),
  ]);
  expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 200, 200, 201]);
  expect(new Set(answers.map(({ body }) => body.room.id)).size).toBe(1);
  const again = await one.post("/api/direct", { userIds: [other.user.id, one.user.id, other.user.id] });
  expect(again.status).toBe(200);
  expect(again.body.room).toMatchObject({ kind: "direct", name: "", role: "member", hiddenSeq: null });
  expect(again.body.room.members.map(({ id }: Loose) => id)).toEqual(idsOf([one, other]));
});

test("[G1] one alone and eight together have a room, nine have none", async () => {
  const people = await newcomers(9);
  const [first, ...others] = people;
  if (!first) throw new Error("Nobody came.");
  expect((await openDirect(first)).body.room.members?.map(({ id }) => id)).toEqual([first.user.id]);
  expect((await openDirect(first, ...others.slice(0, 7))).body.room.members).toHaveLength(8);
  const refused = await openDirect(first, ...others);
  expect(refusalOf(refused)).toEqual([409, "too_many"]);
  expect(refusalOf(await first.post("/api/direct", { userIds: [999_999] }))).toEqual([404, "not_found"]);
});

test("[X3] nothing of this was a bug", () => {
  expect(server.problems()).toBe("");
});
