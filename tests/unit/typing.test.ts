// Who types (SPEC T1), with a clock that is moved by hand.
import { expect, test } from "bun:test";

import { notFound } from "../../src/domain/chat_error.ts";
import { createTyping } from "../../src/domain/typing.ts";
import type { RoomKind, ServerFrame } from "../../src/protocol/shapes.ts";
import { createHandClock } from "../support/hand_clock.ts";
import { plainRoom } from "../support/plain_values.ts";

const room = 7;
const ada = { userId: 1, socketId: 11 };
const adasOtherTab = { userId: 1, socketId: 12 };

function start({ members = 2, kind = "public" }: { members?: number; kind?: RoomKind } = {}) {
  const clock = createHandClock();
  const sent: string[] = [];
  const isIn = new Set([1, 2]);
  /** Holds the question how large the room is until the test lets it go. */
  let asked: (() => void)[] | null = null;
  const typing = createTyping({
    access: {
      async accessRoom(userId) {
        if (!isIn.has(userId)) throw notFound("The room");
        return { role: "member", room: plainRoom(room, { kind }) };
      },
    },
    rooms: {
      async hasMoreMembers(_roomId, than) {
        if (asked) await new Promise<void>((resolve) => asked?.push(resolve));
        return members > than;
      },
    },
    audience: {
      publishToRoom: (roomId, frame) => void sent.push(`${roomId} ${spell(frame)}`),
      isIn: (userId) => kind !== "direct" && isIn.has(userId),
      isOnline: (userId) => isIn.has(userId),
    },
    monotonicMs: clock.now,
  });
  return {
    clock,
    typing,
    isIn,
    sent: () => sent.splice(0),
    on: (who = ada) => typing.setTyping(who, { roomId: room, on: true }),
    off: (who = ada) => typing.setTyping(who, { roomId: room, on: false }),
    hold: () => (asked = []),
    letGo: () => asked?.splice(0).forEach((go) => go()),
  };
}

function spell(frame: ServerFrame): string {
  return frame.type === "typing" ? `${frame.userId} ${frame.on ? "on" : "off"}` : frame.type;
}

test("[T1] typing is passed on at most every 3 s, whatever a client sends, from all tabs together", async () => {
  const { clock, on, sent } = start();
  for (let at = 0; at < 10; at += 1) {
    await on(at % 2 === 0 ? ada : adasOtherTab);
    clock.pass(500);
  }
  expect(sent()).toEqual(["7 1 on", "7 1 on"]);
});

test("[T1] text that is gone is told at once, and only if typing was", async () => {
  const { clock, on, off, sent } = start();
  await off();
  expect(sent()).toEqual([]);
  await on();
  await off();
  await off();
  // Too soon: one who types and clears all the time is not heard more often.
  await on();
  expect(sent()).toEqual(["7 1 on", "7 1 off"]);
  clock.pass(3000);
  await on();
  expect(sent()).toEqual(["7 1 on"]);
});

test("[T1] a message ends it by itself; typing on is told at once after it", async () => {
  const { typing, on, sent } = start();
  await on();
  typing.posted(1, room);
  await on();
  expect(sent()).toEqual(["7 1 on", "7 1 on"]);
});

test("[T1] it ends when its socket closes, not when another of the same person does", async () => {
  const { clock, typing, on, sent } = start();
  await on();
  typing.closed(1, adasOtherTab.socketId);
  expect(sent()).toEqual(["7 1 on"]);
  clock.pass(1000);
  // The other tab goes on typing in the same room: now it ends with that one.
  await on(adasOtherTab);
  typing.closed(1, ada.socketId);
  expect(sent()).toEqual([]);
  typing.closed(1, adasOtherTab.socketId);
  expect(sent()).toEqual(["7 1 off"]);
});

test("[T1] it ends on leaving", async () => {
  const { typing, on, sent } = start();
  await on();
  typing.left(1, room);
  typing.left(1, room);
  expect(sent()).toEqual(["7 1 on", "7 1 off"]);
});

test("[T1] in a room of more than 100 nobody is told, neither that it began nor that it ended", async () => {
  const { typing, on, off, sent } = start({ members: 101 });
  await on();
  await off();
  typing.closed(1, ada.socketId);
  expect(sent()).toEqual([]);
  const small = start({ members: 100 });
  await small.on();
  expect(small.sent()).toEqual(["7 1 on"]);
});

test("[A3] typing in a room that is not mine is not found, and told to nobody", async () => {
  const { on, sent } = start();
  const refusal: unknown = await on({ userId: 3, socketId: 31 }).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: "not_found" });
  expect(sent()).toEqual([]);
});

for (const [name, happens] of [
  ["leaves", ({ typing }) => typing.left(1, room)],
  ["closes the tab", ({ typing }) => typing.closed(1, ada.socketId)],
  ["posts", ({ typing }) => typing.posted(1, room)],
  ["is removed", ({ isIn }) => void isIn.delete(1)],
] satisfies [string, (parts: ReturnType<typeof start>) => void][]) {
  test(`[T1] [A2] who ${name} while the room is looked at is not told to type`, async () => {
    const parts = start();
    parts.hold();
    const setting = parts.on();
    await Bun.sleep(0);
    happens(parts);
    parts.letGo();
    await setting;
    expect(parts.sent()).toEqual([]);
  });
}

test("[T1] in a direct room, which has no topic, typing is told while its person has a socket", async () => {
  const { on, sent, isIn, hold, letGo, clock } = start({ kind: "direct" });
  await on();
  expect(sent()).toEqual(["7 1 on"]);
  clock.pass(5000);
  hold();
  const asked = on();
  await Bun.sleep(0);
  isIn.delete(1);
  letGo();
  await asked;
  expect(sent()).toEqual([]);
});
