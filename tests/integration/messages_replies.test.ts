// What is told of replies, pins and saves over REST and the socket. Their rules are in contract/reply_suite.ts and saved_suite.ts.
import { afterAll, beforeAll, expect, test } from "bun:test";

import { signUp, type Loose, type Person } from "../support/client.ts";
import { startWorkspace } from "../support/workspace.ts";
import type { TestServer } from "../support/server.ts";
import { expectStatus, makeRoom, refusalOf, postMessage } from "../support/message_rooms.ts";

let server: TestServer;
let ada: Person;
let bob: Person;
let eve: Person;

beforeAll(async () => {
  ({ server, ada, bob } = await startWorkspace());
  eve = await signUp(server.url, { username: "Eve", invitedBy: ada });
});
afterAll(() => server.dispose());

const lounge = 1;
const ids = (messages: Loose[]) => messages.map(({ id }) => id);

test("[N1] a reply, then its original with the count, are told with one rev each; deleting tells both again", async () => {
  const original = await postMessage(ada, lounge, "one");
  const watcher = await ada.connect();
  const socket = await bob.connect();
  const post = { type: "post", roomId: lounge, clientId: "reply", body: "two", replyTo: original.id };
  const { message: reply } = ((await socket.askOk(post)) as Loose).result;
  expect(reply).toMatchObject({ replyTo: original.id, rev: original.rev + 1 });
  expect(await watcher.next("message")).toMatchObject({ rev: original.rev + 1, message: reply });
  const raised = { ...original, rev: original.rev + 2, replies: 1 };
  expect(await watcher.next("message")).toEqual({
    type: "message",
    roomId: lounge,
    rev: original.rev + 2,
    message: raised,
  });
  await socket.askOk({ type: "delete", messageId: reply.id });
  expect(await watcher.next("message")).toMatchObject({ rev: original.rev + 3, message: { id: reply.id } });
  expect(await watcher.next("message")).toMatchObject({
    rev: original.rev + 4,
    message: { id: original.id, replies: 0 },
  });
  for (const one of [watcher, socket]) await one.close();
});

test("[N2] ids go with nothing else and are at most 100; messages of other rooms are not among them", async () => {
  const roomId = await makeRoom(ada, { name: "cellar" });
  const there = await postMessage(ada, roomId, "there");
  const getPage = (query: string) => bob.get(`/api/rooms/${lounge}/messages?${query}`);
  expect((await getPage(`ids=${there.id}`)).body.messages).toEqual([]);
  expect(refusalOf(await bob.get(`/api/rooms/${roomId}/messages?ids=${there.id}`))).toEqual([
    404,
    "not_found",
  ]);
  for (const other of ["before", "after", "around", "at", "limit"]) {
    const answer = await getPage(`ids=1&${other}=1`);
    expect(refusalOf(answer)).toEqual([400, "bad_request"]);
    expect(answer.body.error.field).toBe(other);
  }
  const many = (count: number) =>
    getPage(`ids=${Array.from({ length: count }, (_, at) => at + 1).join(",")}`);
  expect([(await many(100)).status, (await many(101)).status]).toEqual([200, 400]);
});

test("[N3] a pin is told to the room, and whoever is not in it finds none to list or to take away", async () => {
  const roomId = await makeRoom(ada, { name: "board", members: [bob] });
  const watcher = await ada.connect();
  const first = await postMessage(ada, roomId, "first");
  await watcher.next("message");
  const { message } = expectStatus(await bob.put(`/api/messages/${first.id}/pin`), 200);
  expect(message).toEqual({ ...first, rev: first.rev + 1, pinnedAt: expect.any(Number) });
  expect((await watcher.next("message")).message).toEqual(message);
  const { messages, rev } = expectStatus(await bob.get(`/api/rooms/${roomId}/pins`), 200);
  expect([ids(messages), rev]).toEqual([[first.id], message.rev]);
  expect(refusalOf(await eve.get(`/api/rooms/${roomId}/pins`))).toEqual([404, "not_found"]);
  expect(refusalOf(await eve.delete(`/api/messages/${first.id}/pin`))).toEqual([404, "not_found"]);
  await watcher.close();
});

test("[N4] what someone saved in a room they left is neither listed nor in hello", async () => {
  const roomId = await makeRoom(ada, { name: "cellar", members: [eve] });
  const secret = await postMessage(ada, roomId, "secret");
  expect((await eve.put(`/api/messages/${secret.id}/save`)).status).toBe(204);
  expect((await ada.delete(`/api/rooms/${roomId}/members/${eve.user.id}`)).status).toBe(204);
  expect((await eve.get("/api/saved")).body.messages).toEqual([]);
  const socket = await eve.connect();
  expect(socket.hello.saved).toEqual([]);
  await socket.close();
  expect(refusalOf(await eve.put(`/api/messages/${secret.id}/save`))).toEqual([404, "not_found"]);
});
