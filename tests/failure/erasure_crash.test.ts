// P3 in the middle of everything: someone is erased while others talk, and the server is killed between the steps.
import { afterEach, expect, test } from "bun:test";
import { setTimeout as wait } from "node:timers/promises";

import type { Message } from "../../src/protocol/shapes.ts";
import { signUp, type Loose, type TestSocket } from "../support/client.ts";
import { startCoreClient, type CoreClient } from "../support/core_client.ts";
import { portray, type Portrait } from "../support/portrait.ts";
import { startWire } from "../support/proxy.ts";
import { startTestServer } from "../support/server.ts";
import { expectStatus, makeRoom } from "../support/message_rooms.ts";
import { signUpPeople } from "../support/workspace.ts";

const lounge = 1;
/** More than one step takes (`erasures.ts`). */
const count = 5200;
const batchSize = 200;

const disposals: (() => unknown)[] = [];
afterEach(async () => {
  for (const dispose of disposals.splice(0).reverse()) await dispose();
});

async function until(isTrue: () => boolean, what: () => string): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!isTrue()) {
    if (performance.now() > deadline) throw new Error(what());
    await wait(20);
  }
}

async function allSettled(clients: CoreClient[]): Promise<void> {
  await until(
    () => clients.every((client) => client.isSettled()),
    () => `Not settled: ${clients.map((client) => client.isOpen()).join()}`,
  );
}

/** Each of them once: in turn into the two rooms; every tenth by the other, and some of those name who will be erased. */
async function fill(cy: TestSocket, bob: TestSocket, rooms: number[]): Promise<Message[]> {
  const postedMessages: Message[] = [];
  for (let from = 0; from < count; from += batchSize) {
    const replies = await Promise.all(
      Array.from({ length: batchSize }, (_, index) => {
        const n = from + index;
        const body = n % 20 === 0 ? `@Cy ${n}` : `words ${n}`;
        const post = { type: "post", roomId: rooms[n % 2], clientId: `fill ${n}`, body };
        return (n % 10 === 0 ? bob : cy).askOk(post);
      }),
    );
    postedMessages.push(...replies.map(({ result }: Loose) => result.message));
  }
  return postedMessages;
}

/** What both did to some messages of each stretch. */
async function touch(sockets: TestSocket[], postedMessages: Message[]): Promise<void> {
  const some = postedMessages.filter((_, index) => index % 130 === 0);
  for (const { id, roomId } of some) {
    await Promise.all(
      sockets.flatMap((socket, index) => [
        socket.askOk({ type: "react", messageId: id, emoji: "👍", on: true }),
        socket.askOk({
          type: "post",
          roomId,
          clientId: `answer ${index} ${id}`,
          body: "an answer",
          replyTo: id,
        }),
      ]),
    );
  }
}

/** What is told of each message agrees with the rest, and nothing of this person is left. */
function expectClean({ rooms }: Portrait, userId: number): void {
  for (const { messages } of Object.values(rooms)) {
    expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, index) => index + 1));
    const replies = new Map<number, number>();
    for (const { replyTo, deletedAt } of messages) {
      if (replyTo !== null && deletedAt === null) replies.set(replyTo, (replies.get(replyTo) ?? 0) + 1);
    }
    const left = messages.filter(
      ({ author, deletedAt, reactions, mentions }) =>
        (author.id === userId && deletedAt === null) ||
        reactions.some(({ userIds }) => userIds.includes(userId)) ||
        mentions.some(({ user }) => user.id === userId),
    );
    expect(left).toEqual([]);
    expect(messages.filter((one) => one.replies !== (replies.get(one.id) ?? 0))).toEqual([]);
  }
}

test("[P3] [D1] [D5] erased while others post, killed between the steps: it ends, nobody else loses a word, and every client heals", async () => {
  let server = await startTestServer();
  const first = server;
  const { dataDir, port } = first;
  disposals.push(() => first.dispose());
  const { ada, bob } = await signUpPeople(server.url);
  const cy = await signUp(server.url, { username: "Cy", invitedBy: ada });
  const roomId = await makeRoom(cy, { name: "attic", members: [ada, bob] });
  const rooms = [lounge, roomId];
  const sockets = [await cy.connect(), await bob.connect()] as const;
  const postedMessages = await fill(...sockets, rooms);
  await touch([...sockets], postedMessages);
  for (const socket of sockets) await socket.close();

  async function come(person: typeof ada): Promise<CoreClient> {
    const wire = await startWire(port);
    const client = startCoreClient({ person, wire, random: Math.random, haste: 5 });
    disposals.push(
      () => wire.close(),
      () => client.stop(),
    );
    await allSettled([client]);
    return client;
  }
  const clientOfBob = await come(bob);
  const clients = [await come(ada), clientOfBob];
  // They hold all of both rooms, and one of them stays open: only events and syncs tell what becomes of it.
  for (const client of clients) await portray(client, new Map());

  const posted: string[] = [];
  const stop = new AbortController();
  const posting = (async () => {
    while (!stop.signal.aborted) {
      for (const [index, { core }] of clients.entries()) {
        const body = `meanwhile ${posted.length}`;
        core.post(rooms[(posted.length + index) % 2] ?? lounge, body);
        posted.push(body);
      }
      await wait(5);
    }
  })();
  expectStatus(await ada.post(`/api/users/${cy.user.id}/erase`, { username: "Cy" }), 200);
  for (let kills = 0; kills < 3; kills += 1) {
    await server.kill();
    const again = await startTestServer({ dataDir, port });
    disposals.push(() => again.dispose());
    server = again;
  }
  await until(
    () => clients.every((client) => client.isOpen()),
    () => "They do not come back.",
  );
  stop.abort();
  await posting;

  // Each step tells its rooms. The last one empties what was said last.
  const holdsWords = ({ core }: CoreClient) =>
    core
      .state()
      .rooms.get(roomId)
      ?.window?.messages.some(({ author, deletedAt }) => author.id === cy.user.id && deletedAt === null);
  await until(
    () => clients.every((client) => client.isSettled() && holdsWords(client) === false),
    () => `Words of theirs stay: ${clients.map((client) => [client.isSettled(), holdsWords(client)]).join()}`,
  );
  const veteran = await portray(clientOfBob, new Map());
  const anew = await portray(await come(bob), new Map());
  expect(veteran.rooms).toEqual(anew.rooms);
  expectClean(anew, cy.user.id);
  const bodies = Object.values(anew.rooms).flatMap(({ messages }) => messages.map(({ body }) => body));
  expect(bodies.filter((body) => body.startsWith("meanwhile")).toSorted()).toEqual(posted.toSorted());
}, 180_000);
