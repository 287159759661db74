// Who is here (SPEC T2), with a clock that is moved by hand.
import { expect, test } from "bun:test";

import { createPresence } from "../../src/domain/presence.ts";
import type { Presence, ServerFrame } from "../../src/protocol/shapes.ts";
import { createHandClock } from "../support/hand_clock.ts";

const ada = 1;
const bob = 2;
/** Longer than changes are gathered, shorter than the grace. */
const moment = 1000;

function start() {
  const clock = createHandClock();
  const frames: ServerFrame[] = [];
  const presence = createPresence({
    audience: { publishToAll: (frame) => void frames.push(frame) },
    after: clock.after,
  });
  /** What was told since the last time it was asked, frame by frame. */
  const told = () => frames.splice(0).map((frame) => (frame.type === "presence" ? listOf(frame) : []));
  return { clock, presence, told };
}

function listOf({ userId, state, others = [] }: Presence & { others?: Presence[] }): string[] {
  return [{ userId, state }, ...others].map((one) => `${one.userId} ${one.state}`);
}

test("[T2] who opens a socket is online, told once, however many tabs", () => {
  const { clock, presence, told } = start();
  for (const socketId of [1, 2, 3]) presence.opened(ada, socketId);
  clock.pass(moment);
  expect(told()).toEqual([["1 online"]]);
  expect(presence.here()).toEqual([ada]);
  expect(presence.list()).toEqual([{ userId: ada, state: "online" }]);
});

test("[T2] what changes within a moment is told in one frame", () => {
  const { clock, presence, told } = start();
  for (let userId = 1; userId <= 1000; userId += 1) presence.opened(userId, userId);
  clock.pass(moment);
  const frames = told();
  expect(frames.length).toBe(1);
  expect(frames[0]?.length).toBe(1000);
});

test("[T2] away when every socket says so, online as soon as one is not", () => {
  const { clock, presence, told } = start();
  presence.opened(ada, 1);
  presence.opened(ada, 2);
  presence.said(ada, 1, "away");
  clock.pass(moment);
  expect(told()).toEqual([["1 online"]]);
  presence.said(ada, 2, "away");
  clock.pass(moment);
  expect(told()).toEqual([["1 away"]]);
  expect(presence.here()).toEqual([ada]);
  presence.said(ada, 1, "online");
  clock.pass(moment);
  expect(told()).toEqual([["1 online"]]);
  presence.closed(ada, 1);
  clock.pass(moment);
  expect(told()).toEqual([["1 away"]]);
});

test("[T2] offline is told 5 s after the last socket closed, not before", () => {
  const { clock, presence, told } = start();
  presence.opened(ada, 1);
  presence.opened(bob, 2);
  clock.pass(moment);
  told();
  presence.closed(ada, 1);
  clock.pass(4900);
  // Bob's change shows that news are told meanwhile.
  presence.said(bob, 2, "away");
  clock.pass(90);
  expect(presence.here()).toEqual([ada, bob]);
  clock.pass(moment);
  expect(told().flat().sort()).toEqual(["1 offline", "2 away"]);
  expect(presence.here()).toEqual([bob]);
  expect(presence.list()).toEqual([{ userId: bob, state: "away" }]);
});

test("[T2] ten quick reloads are not seen; then the tab closes, and offline is", () => {
  const { clock, presence, told } = start();
  presence.opened(ada, 1);
  clock.pass(moment);
  told();
  for (let socketId = 2; socketId <= 11; socketId += 1) {
    presence.closed(ada, socketId - 1);
    clock.pass(300);
    presence.opened(ada, socketId);
    clock.pass(moment);
  }
  expect(told()).toEqual([]);
  presence.closed(ada, 11);
  clock.pass(5000 + moment);
  expect(told()).toEqual([["1 offline"]]);
  expect(presence.here()).toEqual([]);
});

test("[T2] the 5 s count from the last close, not from an earlier one", () => {
  const { clock, presence, told } = start();
  presence.opened(ada, 1);
  clock.pass(moment);
  told();
  presence.closed(ada, 1);
  clock.pass(1000);
  presence.opened(ada, 2);
  clock.pass(3000);
  presence.closed(ada, 2);
  clock.pass(3000);
  expect(told()).toEqual([]);
  clock.pass(2000 + moment);
  expect(told()).toEqual([["1 offline"]]);
});

test("[T2] a socket that closed, or never came in, says nothing more", () => {
  const { clock, presence, told } = start();
  presence.opened(ada, 1);
  clock.pass(moment);
  presence.closed(ada, 1);
  presence.said(ada, 1, "online");
  clock.pass(5000 + moment);
  expect(told()).toEqual([["1 online"], ["1 offline"]]);
  presence.said(ada, 1, "away");
  presence.closed(ada, 1);
  presence.closed(bob, 7);
  clock.pass(5000 + moment);
  expect(told()).toEqual([]);
});

test("[T2] the list is what was told: who has just come is told after it", () => {
  const { clock, presence, told } = start();
  presence.opened(ada, 1);
  clock.pass(moment);
  told();
  presence.opened(bob, 2);
  expect(presence.list()).toEqual([{ userId: ada, state: "online" }]);
  clock.pass(moment);
  expect(told()).toEqual([["2 online"]]);
});

test("[T2] the list holds at most 5,000", () => {
  const { clock, presence } = start();
  for (let userId = 1; userId <= 5001; userId += 1) presence.opened(userId, userId);
  clock.pass(moment);
  expect(presence.list().length).toBe(5000);
  expect(presence.here().length).toBe(5001);
});
