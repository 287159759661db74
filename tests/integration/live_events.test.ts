// What is told of rooms, people and reading to whom it concerns, over real sockets (SPEC §3, §4, §6).
import { afterAll, beforeAll, describe, expect, test } from "bun:test";

import { nextOf, signUp, type Person, type TestSocket } from "../support/client.ts";
import { startWorkspace } from "../support/workspace.ts";
import type { TestServer } from "../support/server.ts";
import { expectStatus, makeRoom, openDirect, postMessage } from "../support/message_rooms.ts";

const lounge = 1;
let server: TestServer;
let ada: Person;
let bob: Person;
let eve: Person;

beforeAll(async () => {
  ({ server, ada, bob } = await startWorkspace());
  eve = await signUp(server.url, { username: "Eve", invitedBy: ada });
});
afterAll(() => server.dispose());

const authorOf = ({ user: { id, username, displayName, avatar } }: Person) => ({
  id,
  username,
  displayName,
  avatar,
});
const close = (...sockets: TestSocket[]) => Promise.all(sockets.map((socket) => socket.close()));

/** All frames of these types, in order, up to a message in the lounge that is said now. */
async function upToNow(socket: TestSocket, ...types: string[]): Promise<unknown[]> {
  const { id } = await postMessage(ada, lounge, "now");
  for (;;) {
    const frame = await socket.next("message");
    if (frame.message?.id === id) break;
  }
  return socket.log().filter(({ type }) => types.includes(type));
}

describe("members", () => {
  test("[W3] [A1] the room hears who comes, goes and changes role; outside nobody does", async () => {
    const attic = await makeRoom(ada, { name: "attic" });
    const [inside, added, outside] = [await ada.connect(), await bob.connect(), await eve.connect()];
    const member = (person: Person, role: string | null) => ({
      type: "member",
      roomId: attic,
      user: authorOf(person),
      role,
    });
    expectStatus(await ada.post(`/api/rooms/${attic}/members`, { userIds: [bob.user.id] }), 200);
    expect(await inside.next("member")).toEqual(member(bob, "member") as never);
    expect(await added.next("room")).toMatchObject({ room: { id: attic, role: "member", kind: "private" } });
    expectStatus(await ada.patch(`/api/rooms/${attic}/members/${bob.user.id}`, { role: "owner" }), 200);
    expect(await inside.next("member")).toEqual(member(bob, "owner") as never);
    expect(await added.next("room")).toMatchObject({ room: { id: attic, role: "owner" } });
    expectStatus(await ada.delete(`/api/rooms/${attic}/members/${bob.user.id}`), 204);
    expect(await inside.next("member")).toEqual(member(bob, null) as never);
    expect(await added.next("left")).toEqual({ type: "left", roomId: attic });
    expect(await upToNow(outside, "member", "room", "left", "typing")).toEqual([]);
    await close(inside, added, outside);
  });

  test("[G6] an admin who comes in openly is told so to the room", async () => {
    const attic = await makeRoom(bob, { name: "Bob's attic" });
    const inside = await bob.connect();
    expectStatus(await ada.post(`/api/rooms/${attic}/enter`), 200);
    expect(await inside.next("member")).toEqual({
      type: "member",
      roomId: attic,
      user: authorOf(ada),
      role: "owner",
      entered: true,
    });
    await close(inside);
  });

  test("[P2] who is deactivated is gone from rooms, and in again when back", async () => {
    const dan = await signUp(server.url, { username: "Dan", invitedBy: ada });
    const inside = await bob.connect();
    for (const [deactivated, role] of [
      [true, null],
      [false, "member"],
    ] as const) {
      expectStatus(await ada.patch(`/api/users/${dan.user.id}`, { deactivated }), 200);
      // That Dan came is told a moment later, maybe on this socket too.
      await nextOf(inside, dan.user.id, ({ isDeactivated }) => isDeactivated === deactivated);
      expect(await inside.next("member")).toMatchObject({ roomId: lounge, user: { id: dan.user.id }, role });
    }
    await close(inside);
  });
});

describe("rooms", () => {
  test("[W3] [U7] what I set for a room is told to all my tabs and to nobody else", async () => {
    const tabs = [await bob.connect(), await bob.connect()];
    const other = await eve.connect();
    expectStatus(await bob.patch(`/api/rooms/${lounge}/settings`, { starred: true, notify: "nothing" }), 200);
    for (const tab of tabs) {
      expect(await tab.next("room")).toMatchObject({ room: { starred: true, notify: "nothing" } });
    }
    expect(await upToNow(other, "room")).toEqual([]);
    await close(...tabs, other);
  });

  test("[G2] [G5] kind, archived and whose broadcasts count are told to all its members", async () => {
    const attic = await makeRoom(ada, { name: "attic", members: [bob] });
    const inside = await bob.connect();
    for (const [change, room] of [
      [{ kind: "public" }, { kind: "public" }],
      [{ broadcasts: "owners" }, { broadcasts: "owners" }],
      [{ archived: true }, { archivedAt: expect.any(Number) }],
    ] as const) {
      expectStatus(await ada.patch(`/api/rooms/${attic}`, change), 200);
      expect(await inside.next("room")).toMatchObject({ room: { id: attic, ...room } });
    }
    await close(inside);
  });

  test("[G1] a direct room is told to the other after its first message, and nothing of it before", async () => {
    const cleo = await signUp(server.url, { username: "Cleo", invitedBy: ada });
    const inside = await cleo.connect();
    const { room } = expectStatus(await openDirect(ada, cleo), 201);
    // Of the empty room nothing was told: what comes first is what is said.
    await postMessage(ada, room.id, "hello");
    expect(await inside.next("message")).toMatchObject({ roomId: room.id, message: { seq: 1 } });
    expect((await inside.next("room")).room).toMatchObject({ id: room.id, kind: "direct", unread: 1 });
    const types = inside
      .log()
      .flatMap((frame) => ("roomId" in frame || frame.type === "room" ? [frame.type] : []));
    expect(types).toEqual(["message", "room"]);
    await close(inside);
  });
});

describe("people", () => {
  test("[P1] a new name and status are told to everyone, in a room together or not; what is mine to me alone", async () => {
    await eve.post(`/api/rooms/${lounge}/leave`);
    const [stranger, tab, otherTab] = [await eve.connect(), await bob.connect(), await bob.connect()];
    const status = { emoji: "🎉", text: "at the harbour", until: null };
    expectStatus(await bob.patch("/api/me", { displayName: "Robert", status }), 200);
    expect(await nextOf(stranger, bob.user.id)).toMatchObject({ displayName: "Robert", status });
    for (const mine of [tab, otherTab]) {
      expect(await mine.next("me")).toMatchObject({
        user: { displayName: "Robert", status, receipts: true },
      });
    }
    const quietHours = { from: "22:00", to: "07:00", zone: "Europe/Berlin" };
    expectStatus(await bob.patch("/api/me", { quietHours }), 200);
    expect(await tab.next("me")).toMatchObject({ user: { quietHours } });
    expectStatus(await bob.patch("/api/me", { preferences: { theme: "dark" } }), 200);
    expect(await tab.next("me")).toMatchObject({ user: { preferences: { theme: "dark", clock: "system" } } });
    // Only what others may know reaches them.
    expectStatus(await ada.patch("/api/workspace", { name: "Harbour Works" }), 200);
    expect(await stranger.next("workspace")).toEqual({
      type: "workspace",
      workspace: { name: "Harbour Works" },
    });
    const received = JSON.stringify(stranger.log().filter(({ type }) => type !== "hello"));
    expect(received).not.toContain("quietHours");
    expect(received).not.toContain("preferences");
    const people = stranger
      .log()
      .flatMap((frame) => (frame.type === "user" ? [frame.user, ...(frame.others ?? [])] : []));
    expect(people.filter(({ id }) => id === bob.user.id).length).toBe(1);
    await eve.post(`/api/rooms/${lounge}/join`);
    await close(stranger, tab, otherTab);
  });

  test("[P1] a role that was given is told to everyone, and to me as mine", async () => {
    const [stranger, tab] = [await eve.connect(), await bob.connect()];
    for (const role of ["admin", "member"] as const) {
      expectStatus(await ada.patch(`/api/users/${bob.user.id}`, { role }), 200);
      expect(await nextOf(stranger, bob.user.id)).toMatchObject({ role });
      expect(await tab.next("me")).toMatchObject({ user: { role } });
    }
    await close(stranger, tab);
  });

  test("[P1] someone new is told to everyone, and to the rooms that everyone joins", async () => {
    const inside = await bob.connect();
    const fay = await signUp(server.url, { username: "Fay", invitedBy: ada });
    expect(await nextOf(inside, fay.user.id)).toMatchObject({ username: "Fay" });
    expect(await inside.next("member")).toMatchObject({ roomId: lounge, user: { id: fay.user.id } });
    await close(inside);
  });
});

describe("reading", () => {
  test("[U6] the other of a direct room hears how far I have read; it only rises", async () => {
    const { room } = expectStatus(await openDirect(ada, bob), 201);
    for (const body of ["one", "two", "three"]) await postMessage(ada, room.id, body);
    const [hers, mine] = [await ada.connect(), await bob.connect()];
    const receipt = (seq: number) =>
      ({ type: "receipt", roomId: room.id, userId: bob.user.id, seq }) as const;
    await mine.askOk({ type: "read", roomId: room.id, seq: 2 });
    expect(await hers.next("receipt")).toEqual(receipt(2));
    await mine.askOk({ type: "read", roomId: room.id, seq: 1, unread: true });
    await mine.askOk({ type: "read", roomId: room.id, seq: 1 });
    await mine.askOk({ type: "read", roomId: room.id, seq: 3 });
    const received = [];
    for (let seq = 0; seq < 3;) {
      const next = await hers.next("receipt");
      received.push(next.seq);
      ({ seq } = next);
    }
    expect(received.every((seq) => seq >= 2)).toBe(true);
    // Who comes later has it with the room.
    const late = await ada.connect();
    const { receipts } = late.hello.rooms.find(({ id }) => id === room.id) ?? {};
    expect(receipts).toEqual([{ userId: bob.user.id, seq: 3 }]);
    await close(hers, mine, late);
  });

  test("[U6] who switched receipts off neither tells nor is told, from that moment on; switching tells the rooms", async () => {
    const gil = await signUp(server.url, { username: "Gil", invitedBy: ada });
    const { room } = expectStatus(await openDirect(ada, gil), 201);
    await postMessage(ada, room.id, "one");
    const [hers, his] = [await ada.connect(), await gil.connect()];
    await his.askOk({ type: "read", roomId: room.id, seq: 1 });
    expect(await hers.next("receipt")).toMatchObject({ userId: gil.user.id, seq: 1 });
    const roomTold = async (socket: TestSocket) => {
      for (;;) {
        const roomEvent = await socket.next("room");
        if (roomEvent.room.id === room.id) return roomEvent.room.receipts;
      }
    };
    expectStatus(await gil.patch("/api/me", { receipts: false }), 200);
    expect(await roomTold(hers)).toEqual([]);
    expect(await roomTold(his)).toEqual([]);
    await postMessage(ada, room.id, "two");
    await his.askOk({ type: "read", roomId: room.id, seq: 2 });
    await postMessage(gil, room.id, "three");
    await hers.askOk({ type: "read", roomId: room.id, seq: 3 });
    expect(hers.events().filter(({ type }) => type === "receipt")).toEqual([]);
    expectStatus(await gil.patch("/api/me", { receipts: true }), 200);
    expect(await roomTold(hers)).toEqual([{ userId: gil.user.id, seq: 2 }]);
    expect(await roomTold(his)).toEqual([{ userId: ada.user.id, seq: 3 }]);
    // All that was told meanwhile came before this.
    expect(hers.log().filter(({ type }) => type === "receipt").length).toBe(1);
    expect(his.log().filter(({ type }) => type === "receipt").length).toBe(0);
    await close(hers, his);
  });

  test("[U5] marking all read tells each room whose mark moved, in all my tabs", async () => {
    const attic = await makeRoom(ada, { name: "attic", members: [eve] });
    const quiet = await makeRoom(ada, { name: "quiet", members: [eve] });
    await postMessage(ada, attic, "one");
    await postMessage(ada, lounge, "two");
    const tabs = [await eve.connect(), await eve.connect()];
    expectStatus(await eve.post("/api/rooms/read"), 204);
    for (const tab of tabs) {
      const readEvents = [await tab.next("read"), await tab.next("read")];
      expect(new Set(readEvents.map(({ roomId }) => roomId))).toEqual(new Set([lounge, attic]));
      for (const { counts } of readEvents) expect(counts.unread).toBe(0);
    }
    const [first] = tabs;
    if (!first) throw new Error("There is no tab.");
    expect(JSON.stringify(await upToNow(first, "read"))).not.toContain(`"roomId":${quiet}`);
    await close(...tabs);
  });

  test("[N4] what I save is told to all my tabs and to nobody else", async () => {
    const { id } = await postMessage(ada, lounge, "keep this");
    const [tab, otherTab, other] = [await bob.connect(), await bob.connect(), await eve.connect()];
    expectStatus(await bob.put(`/api/messages/${id}/save`), 204);
    for (const mine of [tab, otherTab]) {
      expect(await mine.next("saved")).toEqual({ type: "saved", messageId: id, on: true });
    }
    expect((await bob.connect()).hello.saved).toEqual([id]);
    expect(await upToNow(other, "saved")).toEqual([]);
    await close(tab, otherTab, other);
  });
});
