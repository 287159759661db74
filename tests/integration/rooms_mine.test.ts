// What is mine in rooms, over REST: U4, U5, U7.
import { afterAll, beforeAll, expect, test } from "bun:test";

import type { Room } from "../../src/protocol/shapes.ts";
import { setUpWorkspace, signUp, type Loose, type Person } from "../support/client.ts";
import { startWorkspace } from "../support/workspace.ts";
import { expectStatus, makeRoom, openDirect, refusalOf, postMessage } from "../support/message_rooms.ts";
import { startInProcess } from "../support/in_process.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
let ada: Person;
let bob: Person;

beforeAll(async () => {
  ({ server, ada, bob } = await startWorkspace());
});
afterAll(() => server.dispose());

const countsOf = async (one: Person, roomId: number): Promise<Loose> =>
  (await one.get(`/api/rooms/${roomId}`)).body.room;

test("[U4] mentions count what names me or reached me, after my mark, and is not deleted", async () => {
  const room = await makeRoom(ada, { name: "attic", members: [bob] });
  const named = await postMessage(ada, room, "@Bob look");
  await postMessage(ada, room, "nobody in particular");
  await postMessage(ada, room, "@everyone look");
  await postMessage(bob, room, "@Bob to myself");
  expect(await countsOf(bob, room)).toMatchObject({ unread: 3, mentions: 2 });
  expect(await countsOf(ada, room)).toMatchObject({ unread: 1, mentions: 0 });
  const mine = await postMessage(bob, room, "a question");
  await postMessage(ada, room, "an answer", { replyTo: mine.id });
  // Replies are not counted.
  expect(await countsOf(bob, room)).toMatchObject({ unread: 4, mentions: 2 });
  await ada.delete(`/api/messages/${named.id}`);
  expect(await countsOf(bob, room)).toMatchObject({ unread: 3, mentions: 1 });
  const { counts } = expectStatus(await bob.put(`/api/rooms/${room}/read`, { seq: 3 }), 200);
  expect(counts).toMatchObject({ readSeq: 3, mentions: 0 });
});

test("[U4] an edit neither adds nor takes a mention", async () => {
  const room = await makeRoom(ada, { name: "attic", members: [bob] });
  const one = await postMessage(ada, room, "@Bob look");
  const two = await postMessage(ada, room, "look");
  await ada.patch(`/api/messages/${one.id}`, { editedAt: null, body: "look" });
  await ada.patch(`/api/messages/${two.id}`, { editedAt: null, body: "@Bob look" });
  expect(await countsOf(bob, room)).toMatchObject({ unread: 2, mentions: 1 });
});

test("[C9] [A1] of some rooms those that are mine come, each once", async () => {
  const attic = await makeRoom(ada, { name: "attic", members: [bob] });
  const secret = await makeRoom(ada, { name: "secret" });
  const { rooms, next } = expectStatus(
    await bob.get(`/api/rooms?ids=${attic},${secret},${attic},1,99999`),
    200,
  );
  expect(rooms.map(({ id }: Room) => id)).toEqual([attic, 1]);
  expect(next).toBeNull();
  const many = Array.from({ length: 101 }, (_, at) => at + 1).join();
  expect(refusalOf(await bob.get(`/api/rooms?ids=${many}`))).toEqual([400, "bad_request"]);
});

test("[C9] [A1] rooms of mine come by a word of their name, direct ones by the names of others in them", async () => {
  const shared = await makeRoom(ada, { name: "the Greenhouse", members: [bob] });
  await makeRoom(ada, { name: "greenhouse keys", kind: "private" });
  const eve = await signUp(server.url, { username: "Eve", invitedBy: ada });
  const { room } = (await openDirect(ada, eve)).body;
  const idsOf = async (person: Person, q: string) => {
    const answer = expectStatus(await person.get(`/api/rooms?q=${encodeURIComponent(q)}`), 200);
    expect(answer.next).toBeNull();
    return answer.rooms.map(({ id }: Room) => id);
  };
  expect(await idsOf(bob, "GREEN")).toEqual([shared]);
  expect(await idsOf(bob, " the greenhouse ")).toEqual([shared]);
  expect(await idsOf(bob, "house")).toEqual([]);
  expect(await idsOf(bob, "  ")).toEqual([]);
  expect(await idsOf(ada, "eve")).toEqual([room.id]);
  // Nothing was said in it yet.
  expect(await idsOf(eve, "ada")).toEqual([]);
  const [found] = expectStatus(await bob.get("/api/rooms?q=green"), 200).rooms;
  expect(found).toEqual((await bob.get(`/api/rooms/${shared}`)).body.room);
  for (let at = 0; at < 21; at += 1) await makeRoom(ada, { name: `green ${at}`, members: [bob] });
  expect(await idsOf(bob, "green")).toHaveLength(20);
  expect(refusalOf(await bob.get(`/api/rooms?q=${"x".repeat(201)}`))).toEqual([400, "too_long"]);
});

test("[U7] what I set for a room is kept, told to me alone, and changes no count", async () => {
  const room = await makeRoom(ada, { name: "attic", members: [bob] });
  const path = `/api/rooms/${room}/settings`;
  const until = Date.now() + 3_600_000;
  const answer = expectStatus(
    await bob.patch(path, { notify: "nothing", mutedUntil: until, starred: true }),
    200,
  );
  expect(answer.room).toMatchObject({ notify: "nothing", mutedUntil: until, starred: true, hiddenSeq: null });
  await postMessage(ada, room, "@Bob hello");
  expect(await countsOf(bob, room)).toMatchObject({ unread: 1, mentions: 1, notify: "nothing" });
  expect(await countsOf(ada, room)).toMatchObject({ notify: "default", mutedUntil: null, starred: false });
  expect((await bob.patch(path, { mutedUntil: null })).body.room).toMatchObject({
    mutedUntil: null,
    notify: "nothing",
    starred: true,
  });
  // Another room begins anew; coming back begins anew too.
  await bob.post(`/api/rooms/${room}/leave`);
  await ada.post(`/api/rooms/${room}/members`, { userIds: [bob.user.id] });
  expect(await countsOf(bob, room)).toMatchObject({ notify: "default", starred: false });
});

test("[U7] only a direct room is hidden by a setting", async () => {
  const { room } = (await openDirect(bob, ada)).body;
  await postMessage(bob, room.id, "hello");
  const hide = (roomId: number, hidden: boolean) => bob.patch(`/api/rooms/${roomId}/settings`, { hidden });
  expect((await hide(room.id, true)).body.room.hiddenSeq).toBe(1);
  expect((await hide(room.id, false)).body.room.hiddenSeq).toBeNull();
  expect(refusalOf(await hide(1, true))).toEqual([403, "not_allowed"]);
});

test("[L4] settings that are none are refused by name", async () => {
  for (const [field, value] of Object.entries({ notify: "loud", mutedUntil: -1, starred: 1, hidden: null })) {
    const answer = await bob.patch("/api/rooms/1/settings", { [field]: value });
    expect([...refusalOf(answer), answer.body.error.field]).toEqual([400, "bad_request", field]);
  }
});

test("[X3] nothing of this was a bug", () => {
  expect(server.problems()).toBe("");
});

test("[G10] with as many rooms as there may be, the next is refused with both numbers", async () => {
  const server = await startInProcess({ env: { ROOMS: "2" } });
  try {
    const ada = await setUpWorkspace(server.url);
    expectStatus(await ada.post("/api/rooms", { name: "second" }), 201);
    const answer = await ada.post("/api/rooms", { name: "third" });
    expect(refusalOf(answer)).toEqual([409, "too_many"]);
    expect(answer.body.error.message).toBe("There may be no more rooms: 500 made by one person, 2 in all.");
  } finally {
    await server.dispose();
  }
});

test("[G12] [G13] [L10] public rooms and people are found on the server, and a second room of a name needs a word", async () => {
  const attic = await makeRoom(ada, { name: "Roof Terrace", kind: "public", members: [] });
  const { rooms } = expectStatus(await bob.get("/api/rooms?joined=false&q=terr"), 200);
  expect(rooms.map(({ id }: Room) => id)).toEqual([attic]);
  expect(rooms[0]).toMatchObject({ memberCount: 1, last: null });
  expect(refusalOf(await bob.get(`/api/rooms?joined=false&q=${"x".repeat(201)}`))).toEqual([400, "too_long"]);
  // Whoever is not in the room learns of nobody by it.
  expect((await bob.get(`/api/rooms/${attic}/others`)).status).toBe(404);
  const { users } = expectStatus(await ada.get(`/api/rooms/${attic}/others?q=b`), 200);
  expect(users.map(({ username }: Loose) => username)).toEqual(["Bob"]);
  const again = await bob.post("/api/rooms", { name: "roof  terrace", warn: true });
  expect([again.status, again.body.error]).toEqual([
    409,
    {
      code: "name_taken",
      message: "A room named Roof Terrace already exists.",
      field: "name",
      current: { id: attic, name: "Roof Terrace" },
    },
  ]);
  const second = expectStatus(await bob.post("/api/rooms", { name: "roof  terrace" }), 201);
  const change = (name: string) => bob.patch(`/api/rooms/${second.room.id}`, { name, warn: true });
  expect((await change("Roof Terrace")).status).toBe(409);
  // Its own name is no second one; and what is sent without asking is done.
  expect((await ada.patch(`/api/rooms/${attic}`, { name: "Roof  terrace" })).status).toBe(200);
  expectStatus(await change("Balcony"), 200);
  expectStatus(await change("balcony"), 200);
});
