// W15 on a real server: a room with so many sockets that its events are gathered.
import { afterAll, beforeAll, expect, test } from "bun:test";

import { largeRoom } from "../../src/transport/ws/held_events.ts";
import { signUp, type Loose, type Person, type TestSocket } from "../support/client.ts";
import { expectStatus, makeRoom, postMessage } from "../support/message_rooms.ts";
import type { TestServer } from "../support/server.ts";
import { startWorkspace } from "../support/workspace.ts";

const lounge = 1;
const socketsEach = 70;
let server: TestServer;
let people: Person[];
let sockets: TestSocket[];

beforeAll(async () => {
  const { server: started, ada, bob } = await startWorkspace();
  server = started;
  people = [ada, bob, await signUp(server.url, { username: "Eve", invitedBy: ada })];
  sockets = await Promise.all(
    people.flatMap((person) => Array.from({ length: socketsEach }, () => person.connect())),
  );
  expect(sockets.length).toBeGreaterThanOrEqual(largeRoom);
});
afterAll(() => server.dispose());

const revs = (socket: TestSocket) =>
  socket.log().flatMap((frame) => (frame.type === "message" && frame.roomId === lounge ? [frame.rev] : []));

test("[W15] [D3] everyone hears every event once, in order, and authors hear theirs before its `ok`", async () => {
  const authors = people.flatMap((_, at) => sockets[at * socketsEach] ?? []);
  let lastRev = 0;
  for (let round = 0; round < 8; round += 1) {
    const replies = await Promise.all(
      authors.flatMap((socket, author) =>
        Array.from({ length: 10 }, async (_, index) => {
          const clientId = `${author}-${round}-${index}`;
          const posted: Loose = await socket.askOk({ type: "post", roomId: lounge, clientId, body: "hello" });
          const { id: messageId, editedAt, rev } = posted.result.message;
          if (index % 5 > 0) return rev;
          const edited: Loose = await socket.askOk({ type: "edit", messageId, editedAt, body: "better" });
          return edited.result.message.rev;
        }),
      ),
    );
    lastRev = Math.max(...replies);
  }
  for (const socket of authors) {
    const events = new Set<string>();
    let replies = 0;
    for (const frame of socket.log() as Loose[]) {
      if (frame.type === "message") events.add(`${frame.message.id} ${frame.rev}`);
      if (frame.type !== "ok") continue;
      const { id, rev } = frame.result.message;
      expect(events).toContain(`${id} ${rev}`);
      replies += 1;
    }
    expect(replies).toBe(8 * 12);
  }
  // What is sent to a socket after an event comes after it.
  await Promise.all(sockets.map((socket) => socket.ask({ type: "ping" })));
  const [first = 0] = sockets[0] ? revs(sockets[0]) : [];
  const all = Array.from({ length: lastRev - first + 1 }, (_, index) => first + index);
  for (const socket of sockets) expect(revs(socket)).toEqual(all);
});

test("[W15] [A2] who is removed hears what was said before, and nothing that is said after", async () => {
  const [ada, bob, eve] = people;
  if (!ada || !bob || !eve) throw new Error("There are three.");
  const garden = await makeRoom(ada, { name: "Garden", members: [bob, eve] });
  const bobs = sockets.slice(socketsEach, 2 * socketsEach);
  const bodiesOf = (socket: TestSocket) =>
    socket
      .log()
      .flatMap((frame) =>
        frame.type === "message" && frame.roomId === garden ? [frame.message?.body ?? ""] : [],
      );
  const expected: string[] = [];
  for (let round = 0; round < 6; round += 1) {
    const before = Array.from({ length: 6 }, (_, index) => `${round} before ${index}`);
    // Over REST, whose answers do not wait for events.
    await Promise.all(before.map((body) => postMessage(ada, garden, body)));
    expectStatus(await ada.delete(`/api/rooms/${garden}/members/${bob.user.id}`), 204);
    await postMessage(ada, garden, `${round} after`);
    expected.push(...before);
    await Promise.all(bobs.map((socket) => socket.next("left")));
    await Promise.all(bobs.map((socket) => socket.ask({ type: "ping" })));
    for (const socket of bobs) expect(new Set(bodiesOf(socket))).toEqual(new Set(expected));
    expectStatus(await ada.post(`/api/rooms/${garden}/members`, { userIds: [bob.user.id] }), 200);
  }
});
