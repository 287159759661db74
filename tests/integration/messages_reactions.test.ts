// Which emoji come in over REST and the socket, and whose they are. The rules of reactions are in contract/reaction_suite.ts.
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
const path = (messageId: number, emoji: string) =>
  `/api/messages/${messageId}/reactions/${encodeURIComponent(emoji)}`;
const codeOf = (reply: Loose) => reply.code;

test("[E1] one look is one reaction, over REST and the socket, and comes fully qualified", async () => {
  const message = await postMessage(ada, lounge, "one");
  const socket = await bob.connect();
  const react = (emoji: string, on = true): Promise<Loose> =>
    socket.ask({ type: "react", messageId: message.id, emoji, on });
  expect((await react("❤")).result.message.reactions).toEqual([
    { emoji: "❤️", count: 1, userIds: [bob.user.id] },
  ]);
  expectStatus(await ada.put(path(message.id, "❤️")), 200);
  expectStatus(await ada.put(path(message.id, "❤")), 200);
  const { message: both } = (await react("❤️")).result;
  expect(both.reactions).toEqual([{ emoji: "❤️", count: 2, userIds: [bob.user.id, ada.user.id] }]);
  const { message: off } = expectStatus(await bob.delete(path(message.id, "❤")), 200);
  expect(off.reactions).toEqual([{ emoji: "❤️", count: 1, userIds: [ada.user.id] }]);
  const { users, next } = expectStatus(
    await bob.get(`/api/messages/${message.id}/reactions?emoji=${encodeURIComponent("❤")}`),
    200,
  );
  expect([users.map(({ username }: Loose) => username), next]).toEqual([["Ada"], null]);
  await socket.close();
});

test("[E1] what is not one emoji is refused by name", async () => {
  const message = await postMessage(ada, lounge, "one");
  const socket = await bob.connect();
  for (const emoji of ["a", ":)", "👍👍", "1", "\u{1f3fb}x", "\u{200d}", "\u{e000}"]) {
    const refused = await socket.ask({ type: "react", messageId: message.id, emoji, on: true });
    expect(refused).toMatchObject({ type: "error", code: "bad_emoji", field: "emoji" });
    expect(refusalOf(await bob.put(path(message.id, emoji)))).toEqual([400, "bad_emoji"]);
  }
  const broken = await socket.ask({ type: "react", messageId: message.id, emoji: "\ud83d", on: true });
  expect(codeOf(broken)).toBe("bad_text");
  const long = await socket.ask({ type: "react", messageId: message.id, emoji: "👍".repeat(40), on: true });
  expect(codeOf(long)).toBe("bad_frame");
  expect((await bob.get(`/api/messages/${message.id}`)).body.message).toEqual(message);
  await socket.close();
});

test("[A1] who is not in the room reacts to nothing there and is told nothing of who did", async () => {
  const roomId = await makeRoom(ada, { name: "cellar" });
  const message = await postMessage(ada, roomId, "secret");
  expect(refusalOf(await eve.put(path(message.id, "👍")))).toEqual([404, "not_found"]);
  expect(refusalOf(await eve.delete(path(message.id, "👍")))).toEqual([404, "not_found"]);
  const reactors = (id: number) => eve.get(`/api/messages/${id}/reactions?emoji=${encodeURIComponent("👍")}`);
  const [there, ofMissing] = [await reactors(message.id), await reactors(999_999)];
  expect(refusalOf(there)).toEqual([404, "not_found"]);
  expect(there.body).toEqual(ofMissing.body);
});

test("[E3] mine names my reaction beyond the first twenty, in a page, a sync and a list of replies", async () => {
  const message = await postMessage(ada, lounge, "one");
  for (let number = 1; number <= 20; number += 1) {
    const guest = await signUp(server.url, { username: `Guest${number}`, invitedBy: ada });
    expectStatus(await guest.put(path(message.id, "👍")), 200);
  }
  const { message: now } = expectStatus(await bob.put(path(message.id, "👍")), 200);
  expect(now.reactions).toMatchObject([{ count: 21 }]);
  expect(now.reactions[0].userIds).not.toContain(bob.user.id);
  const mine = [{ messageId: message.id, emoji: "👍" }];
  const page = (who: Person) => who.get(`/api/rooms/${lounge}/messages?around=${message.seq}&limit=2`);
  expect((await page(bob)).body.mine).toEqual(mine);
  expect((await page(ada)).body.mine).toEqual([]);
  expect((await bob.get(`/api/rooms/${lounge}/sync?rev=${now.rev - 1}`)).body.mine).toEqual(mine);
  expect((await bob.get(`/api/messages/${message.id}/replies`)).body.mine).toEqual(mine);
  const socket = await bob.connect();
  const synced: Loose = await socket.ask({ type: "sync", roomId: lounge, rev: now.rev - 1 });
  expect(synced.mine).toEqual(mine);
  await socket.close();
  const emoji = encodeURIComponent("👍");
  const reactors = (query: string) =>
    bob.get(`/api/messages/${message.id}/reactions?emoji=${emoji}&${query}`);
  expect((await reactors("limit=20")).body.next).toBe(20);
  const last = (await reactors("after=20&limit=20")).body;
  expect([last.users.map(({ username }: Loose) => username), last.next]).toEqual([["Bob"], null]);
});
