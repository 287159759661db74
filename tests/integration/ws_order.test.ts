// Order under uneven delays: each read and each outcome takes its own time, as with a database across a network.
import { afterAll, beforeAll, expect, test } from "bun:test";

import { type Loose, type Person, type TestSocket } from "../support/client.ts";
import { startInProcess, type InProcess } from "../support/in_process.ts";
import { createRandom, freshSeed } from "../support/random.ts";
import { unevenStorage } from "../support/uneven.ts";
import { signUpPeople } from "../support/workspace.ts";

const lounge = 1;
const seed = Number(process.env["SEED"] ?? freshSeed());
let server: InProcess;
let ada: Person;
let bob: Person;

beforeAll(async () => {
  console.log(`ws_order: SEED=${seed}`);
  const choices = createRandom(seed);
  const random = () => choices.next();
  server = await startInProcess({ wrap: (storage) => unevenStorage(storage, { random, maxMs: 8 }) });
  ({ ada, bob } = await signUpPeople(server.url));
});
afterAll(() => server.dispose());

/** Sends all frames in one breath and waits for all their replies, which come in an order of their own. */
async function burst(socket: TestSocket, frames: Record<string, unknown>[]): Promise<Loose[]> {
  const before = socket.log().length;
  await Promise.all(frames.map((frame) => socket.ask(frame)));
  return socket
    .log()
    .slice(before)
    .filter((frame) => frame.type === "ok" || frame.type === "error");
}

test("[W1] one person's posts stand in the order of the frames", async () => {
  const a = await ada.connect();
  const ids = Array.from({ length: 60 }, (_, at) => `order-${at}`);
  const replies = await burst(
    a,
    ids.map((clientId) => ({ type: "post", roomId: lounge, clientId, body: clientId })),
  );
  const bySeq = replies.toSorted((one, other) => one.result.message.seq - other.result.message.seq);
  expect(bySeq.map((reply) => reply.result.message.clientId)).toEqual(ids);
  const events = a.log().flatMap((frame) => (frame.type === "message" ? [frame.rev] : []));
  expect(events).toEqual(events.toSorted((one, other) => one - other));
  await a.close();
});

test("[W1] post, edit and delete in one breath take effect in that order", async () => {
  const a = await ada.connect();
  const posted: Loose = await a.askOk({ type: "post", roomId: lounge, clientId: "chain", body: "0" });
  const { id } = posted.result.message;
  const replies = await burst(a, [
    { type: "edit", messageId: id, editedAt: null, body: "1" },
    { type: "delete", messageId: id },
    { type: "edit", messageId: id, editedAt: null, body: "2" },
    { type: "post", roomId: lounge, clientId: "chain-2", body: "after" },
  ]);
  const answers = new Set(replies.map((reply) => reply.code ?? reply.result.message.body));
  expect(answers).toEqual(new Set(["", "1", "after", "message_gone"]));
  const { body } = await ada.get(`/api/rooms/${lounge}/messages?limit=2`);
  expect(body.messages.map((message: Loose) => message.body)).toEqual(["", "after"]);
  await a.close();
});

test("[C1] whoever comes in while others post has every message, in hello or as an event", async () => {
  const a = await ada.connect();
  const task = { isDone: false };
  const posting = (async () => {
    for (let post = 0; !task.isDone; post += 1) {
      await a.askOk({ type: "post", roomId: lounge, clientId: `in-${post}`, body: "x" });
    }
  })();
  for (let coming = 0; coming < 15; coming += 1) {
    const b = await bob.connect();
    const known = b.hello.rooms.find((room) => room.id === lounge)?.rev ?? 0;
    const revs = () =>
      b.log().flatMap((frame) => (frame.type === "message" && frame.rev > known ? [frame.rev] : []));
    while (revs().length < 2) await b.next("message");
    expect(revs()).toEqual(revs().map((_, at) => known + 1 + at));
    await b.close();
  }
  task.isDone = true;
  await posting;
  await a.close();
}, 60_000);

test("[C1] joining and leaving in a hurry, with sockets open and coming in: the last word is true", async () => {
  const made = await ada.post("/api/rooms", { name: "door" });
  const roomId = made.body.room.id;
  for (let round = 0; round < 6; round += 1) {
    const b = await bob.connect();
    const coming = bob.connect();
    // Each goes out before the last is answered; the journal puts them in some order.
    const steps = ["join", "leave", "join", "leave", "join"];
    await Promise.all(steps.map((step) => bob.post(`/api/rooms/${roomId}/${step}`)));
    const isIn: boolean = (await bob.get(`/api/rooms/${roomId}`)).body.room.joined;
    const late = await coming;
    await ada.post("/api/rooms", { name: `mark ${round}` });
    // A rename of a room Bob is surely in passes through his turn after all that was decided before.
    await ada.patch(`/api/rooms/${lounge}`, { topic: `round ${round}` });
    for (const socket of [b, late]) {
      for (;;) {
        const { room } = await socket.next("room");
        if (room.id === lounge && room.topic === `round ${round}`) break;
      }
      let believes = false;
      for (const frame of heardAfterHello(socket)) {
        if (frame.type === "hello") believes = frame.rooms.some((room: Loose) => room.id === roomId);
        if (frame.type === "room" && frame.room.id === roomId) believes = true;
        if (frame.type === "left" && frame.roomId === roomId) believes = false;
      }
      expect(believes).toBe(isIn);
      await socket.close();
    }
    await bob.post(`/api/rooms/${roomId}/leave`);
  }
}, 30_000);

/** As a client folds it (C1): what came before `hello` is kept and comes after it. */
function heardAfterHello(socket: TestSocket): Loose[] {
  const log = [...socket.log()];
  const at = log.findIndex((frame) => frame.type === "hello");
  return [...log.splice(at, 1), ...log];
}

test("[U2] marks in a hurry from two tabs: both end with the highest", async () => {
  const tabs = [await bob.connect(), await bob.connect()] as const;
  const last = tabs[0].hello.rooms[0]?.lastSeq ?? 0;
  const seqs = Array.from({ length: 30 }, (_, at) => last - 30 + at + 1);
  await Promise.all(
    seqs.map((seq, at) => tabs[at % 2 === 0 ? 0 : 1].askOk({ type: "read", roomId: lounge, seq })),
  );
  await ada.patch(`/api/rooms/${lounge}`, { topic: "marked" });
  for (const tab of tabs) {
    for (;;) {
      const { room } = await tab.next("room");
      if (room.topic === "marked") break;
    }
    const marks = tab.log().flatMap((frame) => (frame.type === "read" ? [frame.counts.readSeq] : []));
    expect(marks.at(-1)).toBe(last);
    expect(marks).toEqual(marks.toSorted((one, other) => one - other));
    await tab.close();
  }
});
