// Private and public rooms over REST: G2 to G7.
import { afterAll, beforeAll, expect, test } from "bun:test";

import { setUpWorkspace, signUp, type Loose, type Person } from "../support/client.ts";
import { expectStatus, makeRoom, openDirect, refusalOf, postMessage } from "../support/message_rooms.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let server: TestServer;
let ada: Person;
let bob: Person;
let carl: Person;
let eve: Person;

beforeAll(async () => {
  server = await startTestServer();
  ada = await setUpWorkspace(server.url);
  // One after another: who is listed by id is listed in this order.
  bob = await newcomer("Bob");
  carl = await newcomer("Carl");
  eve = await newcomer("Eve");
});
afterAll(() => server.dispose());

const lounge = 1;
const newcomer = (username: string) => signUp(server.url, { username, invitedBy: ada });
const add = (one: Person, roomId: number, userIds: number[]) =>
  one.post(`/api/rooms/${roomId}/members`, { userIds });
const setRole = (one: Person, roomId: number, { user }: Person, role: string) =>
  one.patch(`/api/rooms/${roomId}/members/${user.id}`, { role });
const remove = (one: Person, roomId: number, { user }: Person) =>
  one.delete(`/api/rooms/${roomId}/members/${user.id}`);
const change = (one: Person, roomId: number, what: Record<string, unknown>) =>
  one.patch(`/api/rooms/${roomId}`, what);
const leave = (one: Person, roomId: number) => one.post(`/api/rooms/${roomId}/leave`);

async function rolesIn(one: Person, roomId: number): Promise<Record<string, string>> {
  const { members } = expectStatus(await one.get(`/api/rooms/${roomId}/members`), 200);
  return Object.fromEntries(members.map(({ user, role }: Loose) => [user.username, role]));
}

test("[G2] a private room is seen by its members alone, with all that was said before they came", async () => {
  const attic = await makeRoom(bob, { name: "attic" });
  await postMessage(bob, attic, "before");
  for (const outsider of [ada, eve]) {
    expect(refusalOf(await outsider.get(`/api/rooms/${attic}`))).toEqual([404, "not_found"]);
    const { rooms } = expectStatus(await outsider.get("/api/rooms?joined=false"), 200);
    expect(rooms.map(({ id }: Loose) => id)).not.toContain(attic);
  }
  const { members } = expectStatus(await add(bob, attic, [carl.user.id, bob.user.id, carl.user.id]), 200);
  // By user id: who of them registered first is a matter of luck.
  const byName = members.toSorted((one: Loose, other: Loose) =>
    one.user.username.localeCompare(other.user.username),
  );
  expect(byName).toEqual([
    {
      user: expect.objectContaining({ username: "Bob", role: "member" }),
      role: "owner",
      joinedAt: expect.any(Number),
    },
    { user: expect.objectContaining({ username: "Carl" }), role: "member", joinedAt: expect.any(Number) },
  ]);
  const { room } = expectStatus(await carl.get(`/api/rooms/${attic}`), 200);
  expect(room).toMatchObject({ kind: "private", role: "member", joined: true, unread: 0, readSeq: 1 });
  const { messages } = expectStatus(await carl.get(`/api/rooms/${attic}/messages`), 200);
  expect(messages.map(({ body }: Loose) => body)).toEqual(["before"]);
});

test("[G2] members add people and change name and topic; the rest is refused in words", async () => {
  const attic = await makeRoom(bob, { name: "attic", members: [carl] });
  expectStatus(await add(carl, attic, [eve.user.id]), 200);
  const { room } = expectStatus(await change(carl, attic, { name: "loft", topic: "dusty" }), 200);
  expect(room).toMatchObject({ name: "loft", topic: "dusty" });
  for (const what of [{ kind: "public" }, { archived: true }, { broadcasts: "owners" }]) {
    const answer = await change(carl, attic, { ...what, name: "never" });
    expect(refusalOf(answer)).toEqual([403, "not_allowed"]);
    expect(answer.body.error.message).toContain("owner");
  }
  expect(refusalOf(await setRole(carl, attic, eve, "owner"))).toEqual([403, "not_allowed"]);
  expect(refusalOf(await remove(carl, attic, eve))).toEqual([403, "not_allowed"]);
  expect((await carl.get(`/api/rooms/${attic}`)).body.room.name).toBe("loft");

  const { member } = expectStatus(await setRole(bob, attic, carl, "owner"), 200);
  expect(member).toMatchObject({ user: { id: carl.user.id }, role: "owner" });
  expect((await remove(carl, attic, eve)).status).toBe(204);
  expect((await remove(carl, attic, eve)).status).toBe(204);
  expect(refusalOf(await setRole(carl, attic, eve, "owner"))).toEqual([404, "not_found"]);
  expectStatus(await change(carl, attic, { kind: "public", broadcasts: "owners" }), 200);
  expect((await eve.get(`/api/rooms/${attic}`)).body.room).toMatchObject({ kind: "public", joined: false });
  expectStatus(await change(carl, attic, { kind: "private" }), 200);
  expect(refusalOf(await eve.get(`/api/rooms/${attic}`))).toEqual([404, "not_found"]);
});

test("[G2] an admin rules a public room as a member, and a private one not", async () => {
  const garden = await makeRoom(bob, { name: "garden", kind: "public", members: [carl] });
  expect(refusalOf(await change(ada, garden, { archived: true }))).toEqual([404, "not_found"]);
  expectStatus(await ada.post(`/api/rooms/${garden}/join`), 200);
  expectStatus(await change(ada, garden, { broadcasts: "owners" }), 200);
  expect((await remove(ada, garden, carl)).status).toBe(204);
  expectStatus(await change(bob, garden, { kind: "private" }), 200);
  expect(refusalOf(await change(ada, garden, { kind: "public" }))).toEqual([403, "not_allowed"]);
});

test("[G3] people are added all or none", async () => {
  const attic = await makeRoom(bob, { name: "attic" });
  const gone = await newcomer("Gone");
  expectStatus(await ada.patch(`/api/users/${gone.user.id}`, { deactivated: true }), 200);
  expect(refusalOf(await add(bob, attic, [carl.user.id, gone.user.id]))).toEqual([409, "person_gone"]);
  expect(refusalOf(await add(bob, attic, [carl.user.id, 999_999]))).toEqual([404, "not_found"]);
  expect(refusalOf(await add(bob, attic, []))).toEqual([400, "bad_request"]);
  const many = Array.from({ length: 101 }, (_, index) => index + 1);
  const tooMany = await add(bob, attic, many);
  expect(refusalOf(tooMany)).toEqual([409, "too_many"]);
  expect(tooMany.body.error).toMatchObject({ field: "userIds", message: expect.stringContaining("100") });
  expect(await rolesIn(bob, attic)).toEqual({ Bob: "owner" });
});

test("[G4] the last owner stays while others are in the room, and is told what to do", async () => {
  const attic = await makeRoom(bob, { name: "attic", members: [carl, eve] });
  const refused = [
    await leave(bob, attic),
    await remove(bob, attic, bob),
    await setRole(bob, attic, bob, "member"),
  ];
  for (const answer of refused) {
    expect(refusalOf(answer)).toEqual([409, "last_owner"]);
    expect(answer.body.error.message).toContain("someone else an owner");
  }
  expectStatus(await setRole(bob, attic, carl, "owner"), 200);
  const both = await Promise.all([leave(bob, attic), leave(carl, attic)]);
  expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([204, 409]);
  expect(Object.values(await rolesIn(eve, attic)).sort()).toEqual(["member", "owner"]);
  // Alone one may go.
  const cell = await makeRoom(bob, { name: "cell" });
  expect((await leave(bob, cell)).status).toBe(204);
  expect(refusalOf(await leave(bob, cell))).toEqual([404, "not_found"]);
});

test("[G4] the lounge has no owner, and is neither archived nor private", async () => {
  expect(refusalOf(await setRole(ada, lounge, bob, "owner"))).toEqual([403, "not_allowed"]);
  expect(refusalOf(await change(ada, lounge, { archived: true }))).toEqual([403, "not_allowed"]);
  expect(refusalOf(await change(ada, lounge, { kind: "private" }))).toEqual([403, "not_allowed"]);
  expect(Object.values(await rolesIn(ada, lounge))).not.toContain("owner");
});

test("[G4] a room passes on when its only owner is deactivated, and comes not back", async () => {
  const owner = await newcomer("Owner");
  const attic = await makeRoom(owner, { name: "attic", members: [carl] });
  expectStatus(await add(owner, attic, [bob.user.id]), 200);
  expectStatus(await ada.patch(`/api/users/${owner.user.id}`, { deactivated: true }), 200);
  // Who is deactivated is not listed, though they keep their place.
  expect(await rolesIn(carl, attic)).toEqual({ Carl: "owner", Bob: "member" });
  expect(refusalOf(await setRole(carl, attic, owner, "owner"))).toEqual([409, "person_gone"]);
  expectStatus(await ada.patch(`/api/users/${owner.user.id}`, { deactivated: false }), 200);
  expect(await rolesIn(carl, attic)).toEqual({ Owner: "member", Carl: "owner", Bob: "member" });
  expectStatus(await change(carl, attic, { broadcasts: "owners" }), 200);
});

test("[G5] an archived room is read, marked and left, and nothing else", async () => {
  const garden = await makeRoom(bob, { name: "garden", kind: "public", members: [carl, ada] });
  const mine = await postMessage(carl, garden, "mine");
  const { room } = expectStatus(await change(bob, garden, { archived: true }), 200);
  expect(room.archivedAt).toBeGreaterThan(0);
  const path = `/api/rooms/${garden}`;
  const refused = [
    await carl.post(`${path}/messages`, { clientId: "late", body: "late" }),
    await carl.patch(`/api/messages/${mine.id}`, { editedAt: null, body: "late" }),
    await change(carl, garden, { topic: "late" }),
    await add(carl, garden, [eve.user.id]),
    await eve.post(`${path}/join`),
  ];
  for (const answer of refused) {
    expect(refusalOf(answer)).toEqual([409, "archived"]);
    expect(answer.body.error.message).toContain("archived");
  }
  expect((await carl.get(`${path}/messages`)).body.messages).toHaveLength(1);
  expect((await bob.put(`${path}/read`, { seq: 1 })).body.counts).toMatchObject({ readSeq: 1, unread: 0 });
  expect((await carl.delete(`/api/messages/${mine.id}`)).status).toBe(200);
  expect((await leave(carl, garden)).status).toBe(204);
  expectStatus(await change(bob, garden, { archived: false, topic: "again" }), 200);
  expectStatus(await eve.post(`${path}/join`), 200);
});

test("[G6] an admin enters a private room openly, and no direct room", async () => {
  const attic = await makeRoom(bob, { name: "attic", members: [carl] });
  const direct = expectStatus(await openDirect(bob, carl), 201).room.id;
  const enter = (one: Person, roomId: number) => one.post(`/api/rooms/${roomId}/enter`);
  // To who is no admin all rooms look the same.
  const answers = await Promise.all([attic, direct, 999_999].map((roomId) => enter(eve, roomId)));
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  expect(refusalOf(await enter(eve, attic))).toEqual([403, "not_allowed"]);
  expect((await enter(ada, direct)).body).toEqual((await enter(ada, 999_999)).body);
  expect(refusalOf(await enter(ada, direct))).toEqual([404, "not_found"]);

  const { room } = expectStatus(await enter(ada, attic), 200);
  expect(room).toMatchObject({ id: attic, role: "owner", joined: true, name: "attic" });
  const { entries } = expectStatus(await carl.get(`/api/rooms/${attic}/log`), 200);
  expect(entries[0]).toMatchObject({ action: "room_entered", actor: { username: "Ada" }, roomId: attic });
  const audit = expectStatus(await ada.get("/api/audit"), 200);
  expect(audit.entries[0]).toEqual(entries[0]);
  // G7: it says that the room was entered, not what it is called.
  expect(JSON.stringify(audit)).not.toContain("attic");
});

test("[G7] a room's log is for its members, newest first, a page at a time", async () => {
  const attic = await makeRoom(bob, { name: "attic", members: [carl, eve] });
  await setRole(bob, attic, carl, "owner");
  await remove(carl, attic, eve);
  await change(bob, attic, { archived: true });
  await change(bob, attic, { archived: false, kind: "public" });
  const seen: string[] = [];
  let before: number | null = Number.MAX_SAFE_INTEGER;
  while (before !== null) {
    const page: Loose = expectStatus(await carl.get(`/api/rooms/${attic}/log?before=${before}&limit=2`), 200);
    expect(page.entries.length).toBeLessThanOrEqual(2);
    for (const { action, actor, user, detail } of page.entries) {
      seen.push([action, actor.username, user?.username, detail].filter(Boolean).join(" "));
    }
    before = page.next;
  }
  expect(seen).toEqual([
    "room_unarchived Bob",
    "room_kind Bob public",
    "room_archived Bob",
    "member_removed Carl Eve",
    "member_role Bob Carl owner",
    "member_added Bob Eve",
    "member_added Bob Carl",
    "room_created Bob private",
  ]);
  for (const outsider of [ada, eve]) {
    expect(refusalOf(await outsider.get(`/api/rooms/${attic}/log`))).toEqual([404, "not_found"]);
  }
  expect(refusalOf(await bob.get("/api/audit"))).toEqual([403, "not_allowed"]);
});

test("[G8] admins list all rooms but direct ones, with nothing of what is said; nobody else does", async () => {
  const cellar = await makeRoom(bob, { name: "Wine cellar", members: [carl] });
  await change(bob, cellar, { topic: "a vintage topic" });
  const direct = (await openDirect(bob, carl)).body.room.id;
  const { createdAt } = await postMessage(bob, cellar, "a vintage word");
  for (const one of [bob, carl]) {
    expect(refusalOf(await one.get("/api/admin/rooms"))).toEqual([403, "not_allowed"]);
  }
  const found = expectStatus(await ada.get("/api/admin/rooms?q=WINE"), 200);
  expect(found).toEqual({
    rooms: [
      {
        id: cellar,
        kind: "private",
        name: "Wine cellar",
        createdAt: expect.any(Number),
        archivedAt: null,
        members: 2,
        owners: 1,
        lastAt: createdAt,
      },
    ],
    next: null,
  });
  const all: Loose[] = [];
  for (let after = 0; ;) {
    const { rooms, next } = expectStatus(await ada.get(`/api/admin/rooms?limit=2&after=${after}`), 200);
    expect(rooms.length).toBeLessThanOrEqual(2);
    all.push(...rooms);
    if (next === null) break;
    after = next;
  }
  expect(all.map(({ id }) => id)).toContain(cellar);
  expect(all.map(({ id }) => id)).not.toContain(direct);
  expect(JSON.stringify(all)).not.toContain("vintage");
  for (const wrong of ["limit=0", "limit=101", "after=x", "q=a&q=b", "kind=private", "q=%00"]) {
    expect((await ada.get(`/api/admin/rooms?${wrong}`)).status).toBe(400);
  }
  // To do anything there an admin goes in first.
  expect(refusalOf(await change(ada, cellar, { archived: true }))).toEqual([404, "not_found"]);
  expectStatus(await ada.post(`/api/rooms/${cellar}/enter`), 200);
  expectStatus(await change(ada, cellar, { archived: true }), 200);
  const [room] = expectStatus(await ada.get("/api/admin/rooms?q=wine"), 200).rooms;
  expect(room).toMatchObject({ members: 3, owners: 2, archivedAt: expect.any(Number) });
});

test("[X3] nothing of this was a bug", () => {
  expect(server.problems()).toBe("");
});
