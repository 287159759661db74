// Who is here (SPEC T2), with a clock that is moved by hand.
import { expect, test } from "bun:test";

import { createPresence } from "../../src/domain/presence.ts";
import { createPresenceWatchers } from "../../src/domain/presence_watchers.ts";
import type { Presence, ServerFrame } from "../../src/protocol/shapes.ts";
import { createHandClock } from "../support/hand_clock.ts";
import { createRandom } from "../support/random.ts";

const ada = 1;
const bob = 2;
const eve = 3;
const eveSocket = 100;
/** Longer than changes are gathered, shorter than the grace. */
const moment = 1000;

function start() {
  const clock = createHandClock();
  const frames: { socketId: number; frame: ServerFrame }[] = [];
  const presence = createPresence({
    audience: { sendToSocket: (socketId, frame) => void frames.push({ socketId, frame }) },
    after: clock.after,
  });
  // Someone who watches the two; when they came is told to nobody.
  presence.opened(eve, eveSocket);
  clock.pass(moment);
  presence.watch(eve, eveSocket, [ada, bob]);
  /** What was told to a socket since the last time anyone was asked for, frame by frame. */
  const takeSent = (socketId = eveSocket) =>
    frames
      .splice(0)
      .flatMap(({ socketId: to, frame }) =>
        to === socketId && frame.type === "presence" ? [listOf(frame)] : [],
      );
  /** Who is not offline, but the watcher. */
  const onlineIds = () => presence.onlineUserIds().filter((userId) => userId !== eve);
  return { clock, presence, takeSent, onlineIds };
}

function listOf({ userId, state, others = [] }: Presence & { others?: Presence[] }): string[] {
  return [{ userId, state }, ...others].map((one) => `${one.userId} ${one.state}`);
}

test("[T2] who opens a socket is online, told once, however many tabs", () => {
  const { clock, presence, takeSent, onlineIds } = start();
  for (const socketId of [1, 2, 3]) presence.opened(ada, socketId);
  clock.pass(moment);
  expect(takeSent()).toEqual([["1 online"]]);
  expect(onlineIds()).toEqual([ada]);
  expect(presence.stateOf([ada, bob])).toEqual([
    { userId: ada, state: "online" },
    { userId: bob, state: "offline" },
  ]);
});

test("[T2] what changes within a moment is told in one frame", () => {
  const { clock, presence, takeSent } = start();
  const people = Array.from({ length: 200 }, (_, at) => 1001 + at);
  presence.watch(eve, eveSocket, people);
  for (const userId of people) presence.opened(userId, userId);
  clock.pass(moment);
  const frames = takeSent();
  expect(frames.length).toBe(1);
  expect(frames[0]?.length).toBe(200);
});

test("[T2] [A5] ten thousand who come at once are told in portions, to each socket in one frame still", () => {
  const { clock, presence, takeSent } = start();
  const peopleCount = 10_000;
  for (let at = 1; at <= peopleCount; at += 1) presence.opened(1000 + at, 1000 + at);
  // Each watches ten; the first is watched by all.
  for (let at = 1; at <= peopleCount; at += 1) {
    const others = Array.from({ length: 9 }, (_, other) => 1000 + ((at + other) % peopleCount) + 1);
    presence.watch(1000 + at, 1000 + at, [1001, ...others]);
  }
  let turnCount = 0;
  const done = () => takeSent(1000 + peopleCount).length > 0;
  clock.pass(499);
  expect(done()).toBe(false);
  for (; turnCount < 1000 && !done(); turnCount += 1) clock.step();
  // The last of them hears when all others have been told: not in the first turn.
  expect(turnCount).toBeGreaterThan(10);
});

/** People who all watch each other, and a count of what they are sent. */
function startCrowd(size: number) {
  const clock = createHandClock();
  const sent = { frames: 0, states: 0, bytes: 0 };
  const presence = createPresence({
    audience: {
      sendToSocket(_socketId, frame) {
        sent.frames += 1;
        sent.bytes += JSON.stringify(frame).length;
        if (frame.type === "presence") sent.states += listOf(frame).length;
      },
    },
    after: clock.after,
  });
  const people = Array.from({ length: size }, (_, at) => 1001 + at);
  for (const userId of people) presence.opened(userId, userId);
  for (const userId of people) presence.watch(userId, userId, people);
  return { clock, presence, people, sent };
}

test("[T2] in a team of thirty each change is told within half a second, however often they change", () => {
  const { clock, presence, people, sent } = startCrowd(30);
  clock.pass(moment);
  for (let turn = 0; turn < 60; turn += 1) {
    const before = sent.frames;
    for (const userId of people) presence.reportState(userId, userId, turn % 2 === 0 ? "away" : "online");
    clock.pass(500);
    expect(sent.frames - before).toBe(people.length);
  }
});

test("[T2] what is told in a minute is bounded, however many change and watch, and the last state is told", () => {
  const { clock, presence, people, sent } = startCrowd(200);
  const watcherCount = 1000;
  for (let socketId = 1; socketId <= watcherCount; socketId += 1) {
    presence.opened(eve, socketId);
    presence.watch(eve, socketId, people);
  }
  const states = () => presence.stateOf(people).map(({ state }) => state);
  const perRound = (people.length + watcherCount) * people.length;
  for (let turn = 0; turn < 101; turn += 1) {
    for (const userId of people) presence.reportState(userId, userId, turn % 2 === 0 ? "away" : "online");
    clock.pass(600);
  }
  // A minute of it, and the round before which no rest was due.
  expect(sent.states).toBeLessThan(60_600 * 40 + perRound);
  expect(sent.bytes).toBeLessThan(sent.states * 50);
  // As much as may be: 20 rounds and more would fit without the bound.
  expect(sent.states).toBeGreaterThan(5 * perRound);
  clock.pass(10_000 + moment);
  expect(new Set(states())).toEqual(new Set(["away"]));
  // Behind the rest a change is told at once again.
  clock.pass(10_000);
  sent.frames = 0;
  presence.watch(eve, 1, []);
  presence.watch(eve, 2, [1001]);
  for (const userId of people) if (userId !== 1001) presence.closed(userId, userId);
  for (let socketId = 3; socketId <= watcherCount; socketId += 1) presence.closed(eve, socketId);
  presence.reportState(1001, 1001, "online");
  clock.pass(500);
  expect(sent.frames).toBe(2);
});

test("[T2] who changes while a round is told comes in the next", () => {
  const { clock, presence, people, sent } = startCrowd(200);
  clock.pass(499);
  clock.step();
  // The round takes several turns; in each of them somebody changes.
  let turnCount = 0;
  for (; sent.frames < people.length && turnCount < 1000; turnCount += 1) {
    const userId = people[turnCount % people.length] ?? 0;
    presence.reportState(
      userId,
      userId,
      presence.stateOf([userId])[0]?.state === "online" ? "away" : "online",
    );
    clock.step();
  }
  expect(turnCount).toBeGreaterThan(3);
  expect(sent.states).toBe(people.length * people.length);
});

test("[T2] away when every socket says so, online as soon as one is not", () => {
  const { clock, presence, takeSent, onlineIds } = start();
  presence.opened(ada, 1);
  presence.opened(ada, 2);
  presence.reportState(ada, 1, "away");
  clock.pass(moment);
  expect(takeSent()).toEqual([["1 online"]]);
  presence.reportState(ada, 2, "away");
  clock.pass(moment);
  expect(takeSent()).toEqual([["1 away"]]);
  expect(onlineIds()).toEqual([ada]);
  presence.reportState(ada, 1, "online");
  clock.pass(moment);
  expect(takeSent()).toEqual([["1 online"]]);
  presence.closed(ada, 1);
  clock.pass(moment);
  expect(takeSent()).toEqual([["1 away"]]);
});

test("[T2] offline is told 5 s after the last socket closed, not before", () => {
  const { clock, presence, takeSent, onlineIds } = start();
  presence.opened(ada, 1);
  presence.opened(bob, 2);
  clock.pass(moment);
  takeSent();
  presence.closed(ada, 1);
  clock.pass(4900);
  // Bob's change shows that news are told meanwhile.
  presence.reportState(bob, 2, "away");
  clock.pass(90);
  expect(onlineIds()).toEqual([ada, bob]);
  clock.pass(moment);
  expect(takeSent().flat().sort()).toEqual(["1 offline", "2 away"]);
  expect(onlineIds()).toEqual([bob]);
  expect(presence.stateOf([bob])).toEqual([{ userId: bob, state: "away" }]);
});

test("[T2] ten quick reloads are not seen; then the tab closes, and offline is", () => {
  const { clock, presence, takeSent, onlineIds } = start();
  presence.opened(ada, 1);
  clock.pass(moment);
  takeSent();
  for (let socketId = 2; socketId <= 11; socketId += 1) {
    presence.closed(ada, socketId - 1);
    clock.pass(300);
    presence.opened(ada, socketId);
    clock.pass(moment);
  }
  expect(takeSent()).toEqual([]);
  presence.closed(ada, 11);
  clock.pass(5000 + moment);
  expect(takeSent()).toEqual([["1 offline"]]);
  expect(onlineIds()).toEqual([]);
});

test("[T2] the 5 s count from the last close, not from an earlier one", () => {
  const { clock, presence, takeSent } = start();
  presence.opened(ada, 1);
  clock.pass(moment);
  takeSent();
  presence.closed(ada, 1);
  clock.pass(1000);
  presence.opened(ada, 2);
  clock.pass(3000);
  presence.closed(ada, 2);
  clock.pass(3000);
  expect(takeSent()).toEqual([]);
  clock.pass(2000 + moment);
  expect(takeSent()).toEqual([["1 offline"]]);
});

test("[T2] a socket that closed, or never came in, says nothing more", () => {
  const { clock, presence, takeSent } = start();
  presence.opened(ada, 1);
  clock.pass(moment);
  presence.closed(ada, 1);
  presence.reportState(ada, 1, "online");
  clock.pass(5000 + moment);
  expect(takeSent()).toEqual([["1 online"], ["1 offline"]]);
  presence.reportState(ada, 1, "away");
  presence.closed(ada, 1);
  presence.closed(bob, 7);
  clock.pass(5000 + moment);
  expect(takeSent()).toEqual([]);
});

test("[T2] a state is what was told: who has just come is told after it", () => {
  const { clock, presence, takeSent } = start();
  presence.opened(bob, 2);
  expect(presence.watch(eve, eveSocket, [bob])).toEqual([{ userId: bob, state: "offline" }]);
  clock.pass(moment);
  expect(takeSent()).toEqual([["2 online"]]);
});

test("[T2] a socket hears of those it watches, of the last set, until it closes", () => {
  const { clock, presence, takeSent } = start();
  presence.opened(ada, 1);
  presence.opened(bob, 2);
  presence.watch(ada, 1, [bob]);
  clock.pass(moment);
  expect(takeSent(1)).toEqual([["2 online"]]);
  presence.watch(eve, eveSocket, [bob, bob]);
  presence.reportState(ada, 1, "away");
  presence.reportState(bob, 2, "away");
  clock.pass(moment);
  expect(takeSent()).toEqual([["2 away"]]);
  presence.closed(ada, 1);
  // Taken when its socket has closed already: it watches nobody.
  presence.watch(ada, 1, [bob]);
  presence.reportState(bob, 2, "online");
  clock.pass(moment);
  expect(takeSent(1)).toEqual([]);
});

test("[T2] a pair of who watches and who is watched takes at most 16 bytes, and is given back", () => {
  const watchers = createPresenceWatchers();
  const people = Array.from({ length: 200 }, (_, at) => at + 1);
  for (let round = 0; round < 5; round += 1) {
    for (let socketId = 1; socketId <= 1000; socketId += 1) watchers.watch(socketId, people);
  }
  // The arrays grow by half: a third of them may be empty.
  expect(watchers.bytes()).toBeLessThan(200_000 * 16 * 1.5 + 16_384);
  const found = (userId: number) => {
    const sockets: number[] = [];
    watchers.eachWatcher(userId, (socketId) => sockets.push(socketId));
    return sockets;
  };
  expect(found(200).length).toBe(1000);
  for (let socketId = 1; socketId <= 1000; socketId += 1) watchers.watch(socketId, socketId === 7 ? [3] : []);
  expect([found(3), found(200), found(2 ** 40)]).toEqual([[7], [], []]);
});

test("[T2] random sets: each person's watchers are those whose last set holds them", () => {
  const random = createRandom(5);
  const watchers = createPresenceWatchers();
  const sets = new Map<number, Set<number>>();
  for (let turn = 0; turn < 3000; turn += 1) {
    const socketId = random.between(1, 30);
    const set = new Set(Array.from({ length: random.between(0, 12) }, () => random.between(1, 40)));
    watchers.watch(socketId, set);
    sets.set(socketId, set);
  }
  for (let userId = 1; userId <= 40; userId += 1) {
    const found: number[] = [];
    watchers.eachWatcher(userId, (socketId) => found.push(socketId));
    const meant = [...sets].flatMap(([socketId, set]) => (set.has(userId) ? [socketId] : []));
    expect(found.sort((one, other) => one - other)).toEqual(meant.sort((one, other) => one - other));
  }
});
