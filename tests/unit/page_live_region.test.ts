// What a screen reader hears of the open room.
import { beforeEach, describe, expect, test } from "bun:test";

import type { Author, Message, ServerFrame } from "../../src/protocol/shapes.ts";
import { createLiveRegion } from "../../web/conversation/live_region.ts";
import { wordsOf } from "../../web/message/message_preview.ts";
import { createHandClock, type HandClock } from "../support/hand_clock.ts";
import { plainMessage } from "../support/plain_values.ts";

const ada: Author = { id: 1, username: "ada", displayName: "Ada", avatar: null };
const bob: Author = { id: 2, username: "bob", displayName: "Bob", avatar: null };
const open = { id: 7, lastSeq: 30 };

const message = (seq: number, { author = bob, body = `number ${seq}`, roomId = 7 } = {}): Message =>
  plainMessage(roomId * 1000 + seq, { roomId, seq, rev: seq, author, body });

const messageFrame = (one: Message): ServerFrame => ({
  type: "message",
  roomId: one.roomId,
  rev: one.rev,
  message: one,
});

const synced = (messages: Message[], { more = false, complete = true, lastSeq = 0 } = {}): ServerFrame => ({
  type: "synced",
  epoch: "e",
  ref: "r",
  roomId: 7,
  rev: 99,
  complete,
  more,
  messages,
  mine: [],
  counts: { rev: 99, lastSeq, readSeq: 0, unread: 0, mentions: 0 },
});

let clock: HandClock;
let announced: string[];
let hear: (frame: ServerFrame, room?: typeof open | null) => void;

/** What was to be said by then has been said: its words are fetched in microtasks. */
async function pass(ms: number): Promise<void> {
  clock.pass(ms);
  await new Promise(setImmediate);
}

beforeEach(() => {
  clock = createHandClock();
  announced = [];
  const liveRegion = createLiveRegion({
    announce: (text) => announced.push(text),
    after: clock.after,
    now: clock.now,
    myId: ada.id,
    fetchWords: async (message) => wordsOf(message),
  });
  hear = (frame, room = open) => liveRegion.hear(frame, room);
});

describe("[N6] each new message of others is said once", () => {
  test("as it is by then: what was edited meanwhile in its new words, what was deleted not at all", async () => {
    hear(messageFrame(message(31)));
    hear(messageFrame(message(32)));
    hear(messageFrame({ ...message(31), rev: 33, body: "mended", editedAt: 1 }));
    hear(messageFrame({ ...message(32), rev: 34, body: "", deletedAt: 1 }));
    hear(synced([{ ...message(33), body: "", deletedAt: 1 }], { lastSeq: 33 }));
    await pass(10_000);
    expect(announced).toEqual(["Bob: mended"]);
  });

  test("with who said it, and not again when it is edited or told twice", async () => {
    hear(messageFrame(message(31)));
    await pass(1000);
    expect(announced).toEqual(["Bob: number 31"]);
    hear(messageFrame({ ...message(31), rev: 40, body: "edited", editedAt: 1 }));
    hear(messageFrame(message(31)));
    hear(messageFrame({ ...message(4), rev: 41, body: "an old one, edited", editedAt: 1 }));
    await pass(10_000);
    expect(announced).toEqual(["Bob: number 31"]);
  });

  test("not what I said myself, what was deleted at once, or what is said in another room", async () => {
    hear(messageFrame(message(31, { author: ada })));
    hear(messageFrame({ ...message(32), deletedAt: 1, body: "" }));
    hear(messageFrame(message(900, { roomId: 8 })));
    hear(messageFrame(message(901)), null);
    await pass(10_000);
    expect(announced).toEqual([]);
  });

  test("not what was there when the room was opened, nor what another room left to be said", async () => {
    hear(messageFrame(message(31)));
    hear(messageFrame(message(12, { roomId: 8 })), { id: 8, lastSeq: 12 });
    await pass(10_000);
    expect(announced).toEqual([]);
  });

  test("a long one by its beginning, no character cut", async () => {
    hear(messageFrame(message(31, { body: "🦀".repeat(400) })));
    await pass(1000);
    expect(announced).toEqual([`Bob: ${"🦀".repeat(240)}…`]);
  });
});

describe("[N6] many at once are said as a number", () => {
  test("three that come together each, four as four", async () => {
    for (const seq of [31, 32, 33]) hear(messageFrame(message(seq)));
    await pass(1000);
    expect(announced).toEqual(["Bob: number 31", "Bob: number 32", "Bob: number 33"]);
    for (const seq of [34, 35, 36, 37]) hear(messageFrame(message(seq)));
    await pass(10_000);
    expect(announced.slice(3)).toEqual(["4 new messages"]);
  });

  test("fifty a second: something every two seconds, all of them counted", async () => {
    for (let at = 0; at < 500; at += 1) {
      hear(messageFrame(message(31 + at)));
      await pass(20);
    }
    await pass(10_000);
    expect(announced.length).toBeLessThan(8);
    const counts = announced.map((line) => Number(/^\d+/u.exec(line)?.[0]));
    expect(counts.reduce((sum, count) => sum + count)).toBe(500);
  });

  test("what was missed while there was no line, once, whatever pages it came in", async () => {
    hear(messageFrame(message(31)));
    await pass(10_000);
    hear(synced([message(32), message(33), { ...message(5), rev: 60 }], { more: true }));
    await pass(10_000);
    hear(synced([...Array.from({ length: 10 }, (_, at) => message(34 + at)), message(44, { author: ada })]));
    await pass(10_000);
    hear(synced([]));
    await pass(10_000);
    expect(announced).toEqual(["Bob: number 31", "12 new messages"]);
  });

  test("too much to be told one by one: how far the room has come", async () => {
    hear(synced([], { complete: false, lastSeq: 4030 }));
    await pass(10_000);
    hear(messageFrame(message(4030)));
    await pass(10_000);
    expect(announced).toEqual(["4,000 new messages"]);
  });
});
