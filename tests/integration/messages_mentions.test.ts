// Whom the words of a message call, over REST and the socket. What follows is in contract/mention_suite.ts and broadcast_suite.ts.
import { afterAll, beforeAll, expect, test } from "bun:test";

import { setUpWorkspace, signUp, type Loose, type Person } from "../support/client.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { makeRoom, postMessage } from "../support/message_rooms.ts";

let server: TestServer;
let ada: Person;
let bob: Person;
let eve: Person;

beforeAll(async () => {
  server = await startTestServer();
  ada = await setUpWorkspace(server.url);
  [bob, eve] = await Promise.all([newcomer("Bob"), newcomer("Eve")]);
});
afterAll(() => server.dispose());

const lounge = 1;
const newcomer = (username: string) => signUp(server.url, { username, invitedBy: ada });
const namesOf = ({ mentions }: Loose) => mentions.map(({ name, user }: Loose) => `${name} ${user.username}`);
const mentionsIn = async (one: Person, roomId: number): Promise<number> =>
  (await one.get(`/api/rooms/${roomId}`)).body.room.mentions;
const inboxOf = async (one: Person): Promise<string[]> =>
  (await one.get("/api/mentions")).body.messages.map(({ body }: Loose) => body);

test("[M1] a member is named in any case or form, by the whole word, and counted once", async () => {
  const luck = await newcomer("luck");
  const short = await newcomer("a");
  const josé = await newcomer("Jos\u00e9");
  const before = await mentionsIn(bob, lounge);
  const cases: [body: string, names: string[]][] = [
    ["@bob and @BOB", ["bob Bob"]],
    ["(@Bob's) @Bob-like @bob.", ["Bob Bob"]],
    ["you're very unlucky, luck", []],
    ["aaa aa abc a", []],
    ["@unlucky @lucky @aaa @abc", []],
    ["@luck, @a!", ["luck luck", "a a"]],
    ["@JOSE\u0301 @jose\u0301", ["JOSE\u0301 Jos\u00e9"]],
    ["@bоb with a Cyrillic о", ["bоb Bob"]],
    ["@nobody @bob_smith mail@bob", []],
    ["`@bob` \\@bob", []],
    ["```\n@bob\n```", []],
    ["> @bob", []],
  ];
  for (const [body, names] of cases) {
    expect([body, namesOf(await postMessage(ada, lounge, body))]).toEqual([body, names]);
  }
  expect(await mentionsIn(bob, lounge)).toBe(before + 3);
  expect([await inboxOf(luck), await inboxOf(short), await inboxOf(josé)]).toEqual([
    ["@luck, @a!"],
    ["@luck, @a!"],
    ["@JOSE\u0301 @jose\u0301"],
  ]);
});

test("[M1] fifty names count; the rest is text", async () => {
  const names = Array.from({ length: 50 }, (_, index) => `@nobody${index}`).join(" ");
  expect(namesOf(await postMessage(ada, lounge, `@Bob ${names}`))).toEqual(["Bob Bob"]);
  expect(namesOf(await postMessage(ada, lounge, `${names} @Bob`))).toEqual([]);
});

test("[A1] who is not in the room is not mentioned there, and nobody learns that they exist", async () => {
  const roomId = await makeRoom(ada, { name: "cellar", members: [bob] });
  const before = await inboxOf(eve);
  const socket = await eve.connect();
  const message = await postMessage(ada, roomId, "@Eve @everyone @here");
  expect(message.mentions).toEqual([]);
  expect(await inboxOf(eve)).toEqual(before);
  await postMessage(ada, lounge, "after");
  expect((await socket.next("message")).message).toMatchObject({ body: "after" });
  await socket.close();
});

test("[M2] everyone are all members; here are those with a socket; in code and quotes they are text", async () => {
  const away = await newcomer("Away");
  const roomId = await makeRoom(ada, { name: "hall", members: [bob, away] });
  const socket = await bob.connect();
  const atHere = await postMessage(ada, roomId, "@here, look");
  expect(atHere.broadcast).toMatchObject({ to: "here" });
  expect([await mentionsIn(bob, roomId), await mentionsIn(away, roomId)]).toEqual([1, 0]);
  expect((await socket.next("message")).message).toEqual(atHere);
  const everyone = await postMessage(ada, roomId, "@Everyone @here");
  expect(everyone.broadcast).toEqual({ to: "everyone" });
  expect([await mentionsIn(bob, roomId), await mentionsIn(away, roomId)]).toEqual([2, 1]);
  expect(await mentionsIn(ada, roomId)).toBe(0);
  for (const body of ["`@everyone`", "```\n@here\n```", "> @everyone", "x@everyone", "@everyones"]) {
    expect([body, (await postMessage(ada, roomId, body)).broadcast]).toEqual([body, null]);
  }
  await socket.close();
});
