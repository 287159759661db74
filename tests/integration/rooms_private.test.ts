// Private rooms over REST, and their logs. The rules of rooms are in contract/room_suite.ts.
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

const newcomer = (username: string) => signUp(server.url, { username, invitedBy: ada });
const add = (one: Person, roomId: number, userIds: number[]) =>
  one.post(`/api/rooms/${roomId}/members`, { userIds });
const setRole = (one: Person, roomId: number, { user }: Person, role: string) =>
  one.patch(`/api/rooms/${roomId}/members/${user.id}`, { role });
const remove = (one: Person, roomId: number, { user }: Person) =>
  one.delete(`/api/rooms/${roomId}/members/${user.id}`);
const change = (one: Person, roomId: number, what: Record<string, unknown>) =>
  one.patch(`/api/rooms/${roomId}`, what);

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

test("[X3] nothing of this was a bug", () => {
  expect(server.problems()).toBe("");
});
