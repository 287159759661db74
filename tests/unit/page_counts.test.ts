// What a client counts of a room (C5), when what was read early comes late: the server reads counts first and sends them
// later, and events, syncs, `hello` and answers of REST pass each other in between.
import { expect, test } from "bun:test";
import { join } from "node:path";

import * as fc from "fast-check";

import type { Counts, HistoryPage, Message, Room, ServerFrame } from "../../src/protocol/shapes.ts";
import {
  applyFrame,
  applyOwn,
  applyPage,
  askedSync,
  failedSync,
  lostConnection,
  nextSync,
  startState,
  takeRoom,
  type ClientState,
} from "../../web/client/client_state.ts";

import { ada, bob, createModelRoom, helloOf } from "./page_model.ts";

const roomId = 7;

/** A server with one room, and Ada's client; each step is one thing that may happen next. */
function createRace() {
  const room = createModelRoom();
  let state: ClientState = startState();
  /** Of one connection, in order. */
  let line: (ServerFrame | { own: Message })[] = [];
  let isSubscribed = false;
  let hello: ServerFrame | null = null;
  /** Marks whose news wait for their turn; the first may have been read already. */
  let turn: { lower: boolean; counts: Counts | null }[] = [];
  let sync: { roomId: number; rev: number; answer: ServerFrame | null } | null = null;
  /** REST has no order with the line. */
  let page: HistoryPage | null = null;
  let answer: Room | null = null;

  const broadcast = (...frames: (ServerFrame | { own: Message })[]) =>
    void (isSubscribed && line.push(...frames));
  const at = (chance: number) => Math.floor((chance / 100) * room.messages().length) + 1;

  function mark(seq: number, lower: boolean): void {
    const was = room.counts(ada.id).readSeq;
    room.mark(ada.id, lower ? seq - 1 : Math.max(was, seq));
    if (room.counts(ada.id).readSeq !== was) turn.push({ lower, counts: null });
  }

  function remove(seq: number): void {
    const message = room.messages()[seq - 1];
    if (!message || message.deletedAt !== null) return;
    const event = room.remove(seq);
    broadcast(event);
    // Ada removes all she sees as an admin: the answer follows its event.
    broadcast({ own: event.message });
    const original = room.messages().find(({ id }) => id === message.replyTo);
    if (original) broadcast(room.touch(original.seq));
  }

  const steps = {
    post: () => broadcast(room.post(bob, "a")),
    postMine: () => broadcast(room.post(ada, "b")),
    reply(chance: number) {
      if (at(chance) > room.messages().length) return;
      broadcast(...room.reply(chance % 2 === 0 ? bob : ada, at(chance), "c"));
    },
    remove: (chance: number) => remove(at(chance)),
    /** W12: a hole that only a sync can tell of. */
    erase: () => broadcast(room.erase(bob)),
    read: (chance: number) => mark(Math.min(at(chance), room.messages().length), false),
    unread: (chance: number) => mark(at(chance), true),
    readTurn: () => void (turn[0] && (turn[0].counts ??= room.counts(ada.id))),
    sendTurn() {
      const [first] = turn;
      if (!first?.counts) return;
      turn = turn.slice(1);
      broadcast({ type: "read", roomId, counts: first.counts, ...(first.lower ? { unread: true } : {}) });
    },
    askSync() {
      const due = sync ? null : nextSync(state, roomId);
      if (!due) return;
      state = askedSync(state, due.roomId);
      sync = { ...due, answer: null };
    },
    readSync: () => void (sync && (sync.answer ??= room.sync(ada.id, sync.rev))),
    sendSync: () => void (sync?.answer && !line.includes(sync.answer) && line.push(sync.answer)),
    deliver() {
      const frame = line.shift();
      if (!frame) return;
      if (frame === sync?.answer) sync = null;
      state = "own" in frame ? applyOwn(state, frame.own) : applyFrame(state, frame);
    },
    drop() {
      line = [];
      hello = null;
      isSubscribed = false;
      state = lostConnection(state);
      if (sync) state = failedSync(state, sync);
      sync = null;
    },
    subscribe() {
      isSubscribed = true;
    },
    readHello: () =>
      void (isSubscribed && !state.isReady && (hello ??= helloOf([room], ada, { line: "same" }))),
    sendHello() {
      if (hello && !state.isReady && !line.includes(hello)) line.push(hello);
    },
    askPage: () => void (page ??= room.page({ limit: 4 })),
    takePage() {
      if (page && state.isReady) state = applyPage(state, { roomId, page, side: "fresh" });
      page = null;
    },
    askRoom: () => void (answer ??= room.room(ada.id)),
    takeRoom() {
      if (answer && state.isReady) state = takeRoom(state, answer);
      answer = null;
    },
  };

  /** Everything comes that is on its way. */
  function settle(): void {
    for (let round = 0; round < 100; round += 1) {
      steps.subscribe();
      steps.readHello();
      steps.sendHello();
      for (let length = turn.length; length > 0; length -= 1) {
        steps.readTurn();
        steps.sendTurn();
      }
      steps.takePage();
      steps.takeRoom();
      while (line.length > 0) steps.deliver();
      steps.askSync();
      steps.readSync();
      steps.sendSync();
    }
    expect([line.length, turn.length, sync]).toEqual([0, 0, null]);
  }

  return { room, steps, settle, held: () => state.rooms.get(roomId) };
}

type Step = keyof ReturnType<typeof createRace>["steps"];
type Walk = (readonly [Step, number])[];

const names = Object.keys(createRace().steps) as Step[];
const walks: fc.Arbitrary<Walk> = fc.array(
  fc.tuple(fc.constantFrom(...names, "deliver" as const), fc.nat(99)),
  { maxLength: 60, size: "max" },
);

function follow(walk: Walk) {
  const race = createRace();
  race.steps.post();
  race.steps.post();
  race.settle();
  for (const [name, chance] of walk) race.steps[name](chance);
  race.settle();
  return race;
}

/** Kept: what once ended in other counts, or without a message. */
const regressions: Record<string, string> = {
  "a mark's counts, read before hello and told behind it, when a post came between":
    "read readTurn drop post",
  "the same, unread from there": "unread:50 drop readTurn post",
  "marks that moved there and back around hello":
    "read drop subscribe readTurn sendTurn unread readTurn post",
  "an answer of REST, read before a mark that it comes behind": "askRoom read readTurn sendTurn deliver",
  "a sync, read before the room was marked unread": "read post askPage takePage askSync readSync unread",
  "a deletion whose message is known as deleted already, from a page": "remove askPage",
  "a tombstone that comes again, heard of as a post":
    "reply:50 askPage takePage askSync erase readSync reply:36",
  "an erasure while a sync is under way": "post askPage takePage askSync readSync erase",
  "two, and all of it lost": "erase deliver askSync readSync erase",
};

function read(steps: string): Walk {
  return steps.split(" ").map((step) => {
    const [name, chance = "0"] = step.split(":");
    return [names.find((one) => one === name) ?? "deliver", Number(chance)];
  });
}

function expectSame({ room, held }: ReturnType<typeof follow>): void {
  const state = held();
  expect(state?.counter.counts).toEqual(room.counts(ada.id));
  expect(state?.rev).toBe(room.rev());
  const shown = state?.window?.messages ?? [];
  expect(shown).toEqual(shown.flatMap(({ seq }) => room.messages()[seq - 1] ?? []));
}

for (const [what, steps] of Object.entries(regressions)) {
  test(`[C5] ${what}: in the end a client counts as the server does`, () => expectSame(follow(read(steps))));
}

test("[C2] [C5] [U2] whatever passes whatever, in the end a client counts as the server does", () => {
  fc.assert(
    fc.property(walks, (walk) => expectSame(follow(walk))),
    { numRuns: 1500 },
  );
});

test("[C5] what a view has of REST is taken as such: none of them folds it like an event of the line", async () => {
  const page = join(import.meta.dir, "../../web");
  const folding: string[] = [];
  let taking = 0;
  for await (const path of new Bun.Glob("**/*.{ts,tsx}").scan(page)) {
    // The socket is wired to the core in app/chat_frames.ts.
    if (path.startsWith("client/") || path === "app/chat_frames.ts") continue;
    const source = await Bun.file(join(page, path)).text();
    if (source.includes("core.receive(")) folding.push(path);
    if (source.includes("core.takeRoom(")) taking += 1;
  }
  expect(folding).toEqual([]);
  expect(taking).toBeGreaterThan(5);
});
