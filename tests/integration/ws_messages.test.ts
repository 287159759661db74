import { afterAll, beforeAll, expect, test } from "bun:test";

import { openSocket, type Loose, type Person, type TestSocket } from "../support/client.ts";
import { startWorkspace } from "../support/workspace.ts";
import type { TestServer } from "../support/server.ts";

const lounge = 1;
let server: TestServer;
let ada: Person;
let bob: Person;

beforeAll(async () => {
  ({ server, ada, bob } = await startWorkspace());
});
afterAll(() => server.dispose());

function ask(socket: TestSocket, frame: Record<string, unknown>): Promise<Loose> {
  return socket.ask(frame);
}

test("[W14] hello names the workspace for pages of the version before as well", async () => {
  const { hello } = await ada.connect();
  expect(hello).toMatchObject({
    protocol: 2,
    workspace: { name: "The tests" },
    place: { name: "The tests" },
  });
});

test("[W4] post, edit, delete, sync, read and ping, for two people", async () => {
  const a = await ada.connect();
  const b = await bob.connect();
  const from = a.hello.rooms[0]?.rev ?? -1;
  expect(a.hello).toMatchObject({
    protocol: 2,
    workspace: { name: "The tests" },
    user: { username: "Ada" },
  });

  const posted = await ask(a, { type: "post", roomId: lounge, clientId: "talk-1", body: "a\r\nb\rc" });
  const message = posted.result.message;
  expect(message).toMatchObject({
    roomId: lounge,
    rev: from + 1,
    body: "a\nb\nc",
    clientId: "talk-1",
    author: { username: "Ada" },
    replyTo: null,
    editedAt: null,
    deletedAt: null,
  });
  expect(await a.next("message")).toEqual({ type: "message", roomId: lounge, rev: from + 1, message });
  expect(await b.next("message")).toEqual({ type: "message", roomId: lounge, rev: from + 1, message });

  const edited = await ask(a, { type: "edit", messageId: message.id, editedAt: null, body: "better" });
  expect(edited.result.message).toMatchObject({ seq: message.seq, rev: from + 2, body: "better" });
  expect((await b.next("message")).message?.body).toBe("better");

  const stale = await ask(a, { type: "edit", messageId: message.id, editedAt: null, body: "older" });
  expect(stale).toMatchObject({ type: "error", code: "conflict", current: { body: "better" } });
  expect(await ask(b, { type: "edit", messageId: message.id, editedAt: null, body: "mine" })).toMatchObject({
    type: "error",
    code: "not_allowed",
  });

  const read = await ask(b, { type: "read", roomId: lounge, seq: message.seq });
  expect(read.result.counts).toMatchObject({ readSeq: message.seq, unread: 0, rev: from + 2 });
  expect(await b.next("read")).toMatchObject({ roomId: lounge, counts: { readSeq: message.seq } });

  const deleted = await ask(a, { type: "delete", messageId: message.id });
  expect(deleted.result.message).toMatchObject({ body: "", rev: from + 3 });
  expect((await b.next("message")).message?.deletedAt).toBeGreaterThan(0);
  const late = await ask(a, { type: "edit", messageId: message.id, editedAt: null, body: "late" });
  expect(late).toMatchObject({ type: "error", code: "message_gone" });

  const synced = await ask(b, { type: "sync", roomId: lounge, rev: from });
  expect(synced).toMatchObject({
    type: "synced",
    roomId: lounge,
    rev: from + 3,
    complete: true,
    more: false,
  });
  expect(synced.messages.map((one: Loose) => one.rev)).toEqual([from + 3]);
  expect(await ask(b, { type: "ping" })).toMatchObject({ type: "pong" });
  await Promise.all([a.close(), b.close()]);
});

test("[W5] what alters nothing has no event", async () => {
  const a = await ada.connect();
  const { result }: Loose = await a.askOk({ type: "post", roomId: lounge, clientId: "same-1", body: "x" });
  const { id, rev } = result.message;
  await a.next("message");
  const again: Loose = await a.askOk({ type: "post", roomId: lounge, clientId: "same-1", body: "x" });
  expect(again.result.message.rev).toBe(rev);
  await a.askOk({ type: "edit", messageId: id, editedAt: null, body: "x" });
  await a.askOk({ type: "post", roomId: lounge, clientId: "same-2", body: "y" });
  expect((await a.next("message")).rev).toBe(rev + 1);
  await a.close();
});

test("[U2] a mark reaches all my tabs, and unread says so", async () => {
  const tabs = [await bob.connect(), await bob.connect()];
  const a = await ada.connect();
  const { result }: Loose = await a.askOk({ type: "post", roomId: lounge, clientId: "mark-1", body: "x" });
  const seq: number = result.message.seq;
  await tabs[0]?.askOk({ type: "read", roomId: lounge, seq: seq + 100 });
  for (const tab of tabs) {
    expect(await tab.next("read")).toMatchObject({ counts: { readSeq: seq, unread: 0 } });
  }
  await tabs[0]?.askOk({ type: "read", roomId: lounge, seq, unread: true });
  for (const tab of tabs) {
    expect(await tab.next("read")).toMatchObject({ counts: { readSeq: seq - 1, unread: 1 }, unread: true });
  }
  await Promise.all([a, ...tabs].map((tab) => tab.close()));
});

test("[W3] rooms: made, renamed, joined and left, told to those who are in", async () => {
  const a = await ada.connect();
  const b = await bob.connect();
  const made = await ada.post("/api/rooms", { name: "  garden  ", topic: "plants" });
  expect(made).toMatchObject({
    status: 201,
    body: { room: { name: "garden", topic: "plants", joined: true } },
  });
  const roomId = made.body.room.id;
  expect(await a.next("room")).toMatchObject({ room: { id: roomId, joined: true } });

  expect(await b.ask({ type: "post", roomId, clientId: "g-1", body: "hi" })).toMatchObject({
    code: "not_found",
  });
  expect((await bob.get(`/api/rooms/${roomId}`)).body.room).toMatchObject({ joined: false });
  expect((await bob.get(`/api/rooms/${roomId}/members`)).status).toBe(404);
  expect((await bob.get("/api/rooms?joined=false")).body.rooms.map((one: Loose) => one.id)).toEqual([roomId]);

  expect((await bob.post(`/api/rooms/${roomId}/join`)).body.room).toMatchObject({ joined: true });
  expect(await b.next("room")).toMatchObject({ room: { id: roomId, unread: 0 } });
  await a.askOk({ type: "post", roomId, clientId: "g-2", body: "welcome" });
  expect(await b.next("message")).toMatchObject({ roomId, message: { body: "welcome" } });

  expect((await bob.patch(`/api/rooms/${roomId}`, { name: "orchard" })).body.room.name).toBe("orchard");
  expect(await a.next("room")).toMatchObject({ room: { name: "orchard", unread: 0 } });
  expect(await b.next("room")).toMatchObject({ room: { name: "orchard", unread: 1 } });
  const members = await ada.get(`/api/rooms/${roomId}/members`);
  expect(members.body.members.map((one: Loose) => one.user.username)).toEqual(["Ada", "Bob"]);

  expect((await bob.post(`/api/rooms/${roomId}/leave`)).status).toBe(204);
  expect((await bob.post(`/api/rooms/${roomId}/leave`)).status).toBe(204);
  expect(await b.next("left")).toEqual({ type: "left", roomId });
  await Promise.all([a.close(), b.close()]);
});

test("[R3] the same history over REST, and the same posting", async () => {
  const made = await ada.post("/api/rooms", { name: "archive" });
  const path = `/api/rooms/${made.body.room.id}/messages`;
  for (let post = 1; post <= 5; post += 1) {
    expect((await ada.post(path, { clientId: `h-${post}`, body: `${post}` })).status).toBe(201);
  }
  expect((await ada.post(path, { clientId: "h-5", body: "5" })).status).toBe(200);
  const bodies = async (query: string) => {
    const { body } = await ada.get(`${path}${query}`);
    return [body.messages.map((one: Loose) => one.body).join(""), body.hasBefore, body.hasAfter, body.rev];
  };
  expect(await bodies("")).toEqual(["12345", false, false, 5]);
  expect(await bodies("?limit=2")).toEqual(["45", true, false, 5]);
  expect(await bodies("?before=4&limit=2")).toEqual(["23", true, true, 5]);
  expect(await bodies("?after=2&limit=2")).toEqual(["34", true, true, 5]);
  expect(await bodies("?around=3&limit=3")).toEqual(["234", true, true, 5]);
  expect(await bodies("?at=0&limit=2")).toEqual(["1", false, true, 5]);
  expect(await bodies(`?at=${Date.now() + 60_000}&limit=2`)).toEqual(["45", true, false, 5]);
  for (const [query, field] of [
    ["before=1&after=2", "after"],
    ["around=1&at=2", "at"],
  ]) {
    expect(await ada.get(`${path}?${query}`)).toMatchObject({
      status: 400,
      body: { error: { code: "bad_request", field } },
    });
  }
  for (const at of ["-1", "1.5", "today", "99999999999999999"]) {
    expect(await ada.get(`${path}?at=${at}`)).toMatchObject({
      status: 400,
      body: { error: { field: "at" } },
    });
  }
  expect(await ada.get(`${path}?limit=101`)).toMatchObject({
    status: 400,
    body: { error: { field: "limit" } },
  });
  expect(await ada.get(`${path}?befor=1`)).toMatchObject({
    status: 400,
    body: { error: { field: "befor" } },
  });
});

test("[D4] the same client id over REST and two sockets at once makes one message", async () => {
  const sockets = [await ada.connect(), await ada.connect()];
  const post = { clientId: "once", body: "only once" };
  const replies = await Promise.all([
    ...sockets.map(
      async (socket) => (await ask(socket, { type: "post", roomId: lounge, ...post })).result.message,
    ),
    ...[1, 2].map(async () => (await ada.post(`/api/rooms/${lounge}/messages`, post)).body.message),
  ]);
  expect(new Set(replies.map((message) => message.id)).size).toBe(1);
  const other = await ask(sockets[0] as TestSocket, {
    type: "post",
    roomId: lounge,
    clientId: "once",
    body: "another",
  });
  expect(other).toMatchObject({ type: "error", code: "client_id_reused" });
  const first = await sockets[0]?.next("message");
  await sockets[0]?.askOk({ type: "post", roomId: lounge, clientId: "after", body: "after" });
  const second = await sockets[0]?.next("message");
  expect([first?.message?.clientId, second?.message?.clientId]).toEqual(["once", "after"]);
  await Promise.all(sockets.map((socket) => socket.close()));
});

test("[D7] too long is refused with the limit and the length, exactly the limit is kept", async () => {
  const a = await ada.connect();
  const exact = "👩‍🚀".repeat(2000);
  expect(exact.length).toBe(10_000);
  const accepted: Loose = await a.askOk({ type: "post", roomId: lounge, clientId: "len-1", body: exact });
  expect(accepted.result.message.body).toBe(exact);
  const long = await ask(a, { type: "post", roomId: lounge, clientId: "len-2", body: "x".repeat(10_001) });
  expect(long).toMatchObject({ type: "error", code: "too_long", field: "body" });
  expect(long.message).toContain("10000");
  expect(long.message).toContain("10001");
  await a.close();
});

test("[X2] a message that nobody can see is refused", async () => {
  const a = await ada.connect();
  for (const body of ["", "   ", "\n\t", "\u2800", "\u200b\ufeff", "\u3164"]) {
    const reply = await ask(a, { type: "post", roomId: lounge, clientId: "empty", body });
    expect(reply).toMatchObject({ type: "error", code: "empty_message" });
  }
  await a.close();
});

test("[L1] a frame of exactly the limit is read, one byte more closes with 1009", async () => {
  const a = await openSocket(server.url, { cookie: ada.cookie });
  await a.next("hello");
  const frame = (bytes: number) => {
    const empty = JSON.stringify({ type: "ping", ref: "x", pad: "" });
    return JSON.stringify({ type: "ping", ref: "x", pad: "y".repeat(bytes - empty.length) });
  };
  a.send(frame(64_096));
  expect(await a.next("error")).toMatchObject({ code: "bad_frame", field: "pad" });
  a.send(frame(64_097));
  expect((await a.closed).code).toBe(1009);
  const whole = JSON.stringify({ clientId: "x".repeat(70_000), body: "" });
  expect((await ada.post(`/api/rooms/${lounge}/messages`, JSON.parse(whole))).status).toBe(413);
});
