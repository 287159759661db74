// Replies, pins, saves and moderation over REST and the socket: N1 to N4, W8.
import { afterAll, beforeAll, expect, test } from "bun:test";

import { signIn, signUp, type Loose, type Person } from "../support/client.ts";
import { startWorkspace } from "../support/workspace.ts";
import type { TestServer } from "../support/server.ts";
import { expectStatus, makeRoom, openDirect, refusalOf, postMessage } from "../support/message_rooms.ts";

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

test("[N1] a reply to another room, or to nothing, is not found", async () => {
  const roomId = await makeRoom(ada, { name: "cellar" });
  const there = await postMessage(ada, roomId, "there");
  for (const replyTo of [there.id, 999_999]) {
    const post = { clientId: `stray-${replyTo}`, body: "two", replyTo };
    const answer = await ada.post(`/api/rooms/${lounge}/messages`, post);
    expect(refusalOf(answer)).toEqual([404, "not_found"]);
  }
  expect((await ada.get(`/api/messages/${there.id}`)).body.message.replies).toBe(0);
});

test("[N2] the original follows its author: edited, deleted, and to be had by id and with a page", async () => {
  const original = await postMessage(ada, lounge, "as it was");
  await postMessage(ada, lounge, "between");
  const reply = await postMessage(bob, lounge, "answer", { replyTo: original.id });
  expectStatus(await ada.patch(`/api/messages/${original.id}`, { editedAt: null, body: "as it is" }), 200);
  const page = async () => (await bob.get(`/api/rooms/${lounge}/messages?limit=1`)).body;
  expect(ids((await page()).messages)).toEqual([reply.id]);
  expect((await page()).quoted).toMatchObject([{ id: original.id, body: "as it is", replies: 1 }]);
  expectStatus(await ada.delete(`/api/messages/${original.id}`), 200);
  expect((await page()).quoted).toMatchObject([{ id: original.id, body: "", replies: 1 }]);
  const { messages, message, next } = (await bob.get(`/api/messages/${original.id}/replies`)).body;
  expect([message.id, ids(messages), next]).toEqual([original.id, [reply.id], null]);
  const found = (await bob.get(`/api/rooms/${lounge}/messages?ids=${reply.id},999999,${original.id}`)).body;
  expect(ids(found.messages)).toEqual([original.id, reply.id]);
  expect(found.rev).toBeGreaterThan(0);
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

test("[N3] any member pins; the room is told, lists them, and refuses the hundred-and-first in words", async () => {
  const roomId = await makeRoom(ada, { name: "board", members: [bob] });
  const watcher = await ada.connect();
  const first = await postMessage(ada, roomId, "first");
  await watcher.next("message");
  const { message } = expectStatus(await bob.put(`/api/messages/${first.id}/pin`), 200);
  expect(message).toEqual({ ...first, rev: first.rev + 1, pinnedAt: expect.any(Number) });
  expect((await watcher.next("message")).message).toEqual(message);
  expectStatus(await ada.put(`/api/messages/${first.id}/pin`), 200);
  const pinned = [first.id];
  for (let number = 2; number <= 100; number += 1) {
    const { id } = await postMessage(ada, roomId, `${number}`);
    expectStatus(await bob.put(`/api/messages/${id}/pin`), 200);
    pinned.unshift(id);
  }
  const { messages, rev } = expectStatus(await bob.get(`/api/rooms/${roomId}/pins`), 200);
  expect([ids(messages), rev]).toEqual([pinned, 200]);
  const last = await postMessage(ada, roomId, "last");
  const refused = await bob.put(`/api/messages/${last.id}/pin`);
  expect(refusalOf(refused)).toEqual([409, "too_many"]);
  expect(refused.body.error.message).toContain("100");
  expectStatus(await bob.delete(`/api/messages/${first.id}/pin`), 200);
  expectStatus(await ada.delete(`/api/messages/${pinned[0]}`), 200);
  expect(ids((await bob.get(`/api/rooms/${roomId}/pins`)).body.messages)).toEqual(pinned.slice(1, -1));
  expect(refusalOf(await bob.put(`/api/messages/${pinned[0]}/pin`))).toEqual([409, "message_gone"]);
  expect(refusalOf(await eve.get(`/api/rooms/${roomId}/pins`))).toEqual([404, "not_found"]);
  expect(refusalOf(await eve.delete(`/api/messages/${last.id}/pin`))).toEqual([404, "not_found"]);
  await watcher.close();
});

test("[N4] what someone saves, all their tabs hear and nobody else; hello tells it again", async () => {
  const one = await postMessage(ada, lounge, "one");
  const two = await postMessage(ada, lounge, "two");
  const laptop = await bob.connect();
  const phone = await (await signIn(server.url, { username: "Bob" })).connect();
  const other = await eve.connect();
  expect((await bob.put(`/api/messages/${two.id}/save`)).status).toBe(204);
  for (const tab of [laptop, phone])
    expect(await tab.next("saved")).toEqual({ type: "saved", messageId: two.id, on: true });
  expect((await bob.put(`/api/messages/${two.id}/save`)).status).toBe(204);
  expect((await bob.put(`/api/messages/${one.id}/save`)).status).toBe(204);
  expect(await laptop.next("saved")).toEqual({ type: "saved", messageId: one.id, on: true });
  const saved = async (query = "") => (await bob.get(`/api/saved${query}`)).body;
  expect(ids((await saved()).messages)).toEqual([one.id, two.id]);
  const first = await saved("?limit=1");
  expect(ids((await saved(`?limit=1&before=${first.next}`)).messages)).toEqual([two.id]);
  const again = await bob.connect();
  expect(again.hello.saved.toSorted((a, b) => a - b)).toEqual([one.id, two.id]);
  expect((await bob.delete(`/api/messages/${two.id}/save`)).status).toBe(204);
  expect(await again.next("saved")).toEqual({ type: "saved", messageId: two.id, on: false });
  expect((await eve.get("/api/saved")).body.messages).toEqual([]);
  await postMessage(ada, lounge, "after");
  await other.next("message");
  expect(other.log().filter(({ type }) => type === "saved")).toEqual([]);
  for (const socket of [laptop, phone, other, again]) await socket.close();
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

test("[W8] an owner deletes another's message, and the tombstone and the room's log say so; who may not is told in words", async () => {
  const roomId = await makeRoom(bob, { name: "garden", members: [eve, ada] });
  const hers = await postMessage(eve, roomId, "hers");
  const his = await postMessage(bob, roomId, "his");
  const refused = await eve.delete(`/api/messages/${his.id}`);
  expect(refusalOf(refused)).toEqual([403, "not_allowed"]);
  const socket = await eve.connect();
  expectStatus(await bob.delete(`/api/messages/${hers.id}`), 200);
  const deletedBy = { id: bob.user.id, username: "Bob", displayName: "Bob", avatar: null };
  expect((await socket.next("message")).message).toMatchObject({
    body: "",
    deletedBy,
    author: { username: "Eve" },
  });
  const { message: byAdmin } = expectStatus(await ada.delete(`/api/messages/${his.id}`), 200);
  expect(byAdmin.deletedBy.username).toBe("Ada");
  const { entries } = expectStatus(await eve.get(`/api/rooms/${roomId}/log`), 200);
  const deletions = entries.filter(({ action }: Loose) => action === "message_deleted");
  expect(deletions.map(({ actor, user }: Loose) => [actor.username, user.username])).toEqual([
    ["Ada", "Bob"],
    ["Bob", "Eve"],
  ]);
  await socket.close();
});

test("[W8] in a direct room nobody deletes what the other wrote, an admin neither", async () => {
  const { room } = expectStatus(await openDirect(ada, bob), 201);
  const his = await postMessage(bob, room.id, "his");
  expect(refusalOf(await ada.delete(`/api/messages/${his.id}`))).toEqual([403, "not_allowed"]);
  const { message } = expectStatus(await bob.delete(`/api/messages/${his.id}`), 200);
  expect(message).toMatchObject({ body: "", deletedBy: null });
});

test("[G5] in an archived room nothing is posted, edited, reacted to or pinned; deleting, saving and reading go on", async () => {
  const roomId = await makeRoom(ada, { name: "attic" });
  const message = await postMessage(ada, roomId, "one");
  expectStatus(await ada.patch(`/api/rooms/${roomId}`, { archived: true }), 200);
  const refusals = [
    await ada.post(`/api/rooms/${roomId}/messages`, { clientId: "late", body: "two" }),
    await ada.patch(`/api/messages/${message.id}`, { editedAt: null, body: "better" }),
    await ada.put(`/api/messages/${message.id}/reactions/${encodeURIComponent("👍")}`),
    await ada.put(`/api/messages/${message.id}/pin`),
  ];
  expect(refusals.map(refusalOf)).toEqual(refusals.map(() => [409, "archived"]));
  expect((await ada.put(`/api/messages/${message.id}/save`)).status).toBe(204);
  expect((await ada.get(`/api/messages/${message.id}`)).body.message).toEqual(message);
  expectStatus(await ada.delete(`/api/messages/${message.id}`), 200);
});
