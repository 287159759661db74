// J2, J3: the hourly run of retention, over a journal and a store that a test decides.
import { expect, test } from "bun:test";

import { ChatError } from "../../src/domain/chat_error.ts";
import type { Change, ChangeOf, Journal, OutcomeOf } from "../../src/domain/journal.ts";
import type { Log } from "../../src/domain/log.ts";
import { createRetentionRun } from "../../src/domain/retention/retention_run.ts";
import type { DueQuery } from "../../src/domain/stores.ts";
import { createHandClock } from "../support/hand_clock.ts";

const dayMs = 24 * 3600 * 1000;
const hourMs = 3600_000;

interface Setting {
  days?: number | null;
  day?: number | null;
  hasRooms?: boolean;
  /** By pages. */
  rooms?: number[][];
  /** How many steps each room takes. */
  steps?: number;
}

function openRun({ days = 30, day = 100, hasRooms = false, rooms = [[7]], steps = 1 }: Setting = {}) {
  const logged: string[] = [];
  const note = (event: string) => void logged.push(event);
  const log: Log = { debug: note, info: note, warn: note, error: note };
  const clock = createHandClock();
  const asked: ChangeOf<"expire">[] = [];
  const queries: DueQuery[] = [];
  const world = { today: 100.5, isSteady: true, failure: null as Error | null, onStep: () => {} };
  const left = new Map<number, number>();
  const journal: Pick<Journal, "submit"> = {
    async submit<K extends Change["kind"]>(change: ChangeOf<K>): Promise<OutcomeOf<K>> {
      const step: Change = change;
      if (step.kind !== "expire") throw new Error(`Unexpected: ${step.kind}`);
      if (world.failure) throw world.failure;
      asked.push(step);
      const rest = (left.get(step.roomId) ?? steps) - 1;
      left.set(step.roomId, rest);
      world.onStep();
      const outcome: OutcomeOf<"expire"> = { ok: true, isDone: rest <= 0, rev: 9, emptied: 500 };
      return outcome;
    },
  };
  const run = createRetentionRun({
    retention: {
      workspace: async () => ({ days, day, hasRooms }),
      async dueRooms(query) {
        queries.push(query);
        const page = rooms[query.after] ?? [];
        const due = page.map((roomId) => ({ roomId, firstSeq: 1, cutoff: 0 }));
        return { rooms: due, next: query.after + 1 < rooms.length ? query.after + 1 : null };
      },
    },
    journal,
    now: () => world.today * dayMs,
    after: clock.after,
    isClockSteady: () => world.isSteady,
    log,
  });
  return { run, clock, world, asked, queries, logged, left };
}

test("[J2] every room in which something is due goes, portion by portion, one page of rooms after the other", async () => {
  const { run, asked, queries, logged } = openRun({ rooms: [[7, 8], [], [9]], steps: 2 });
  await run.runOnce();
  expect(asked.map(({ roomId }) => roomId)).toEqual([7, 7, 8, 8, 9, 9]);
  expect(asked.every(({ day }) => day === 100)).toBe(true);
  expect(queries.map(({ after }) => after)).toEqual([0, 1, 2]);
  expect(logged).toEqual(["messages_expired"]);
});

test("[J1] without any number nothing is looked for; a room's alone is enough", async () => {
  const off = openRun({ days: null });
  await off.run.runOnce();
  expect(off.queries).toEqual([]);
  const room = openRun({ days: null, hasRooms: true });
  await room.run.runOnce();
  expect(room.asked).toHaveLength(1);
});

test("[J3] while the clock is not steady nothing goes", async () => {
  const { run, world, queries, asked } = openRun();
  world.isSteady = false;
  await run.runOnce();
  expect(queries).toEqual([]);
  world.isSteady = true;
  await run.runOnce();
  expect(asked).toHaveLength(1);
});

test("[J3] a clock that is years ahead, or was while it started, moves a run one day; one that is behind takes back", async () => {
  const { run, world, queries } = openRun({ day: 100 });
  const days = async () => {
    await run.runOnce();
    return queries.at(-1)?.day;
  };
  world.today = 5000;
  expect([await days(), await days()]).toEqual([101, 102]);
  world.today = 90;
  expect(await days()).toBe(90);
  world.today = 101.5;
  expect(await days()).toBe(101);
});

test("[J3] it runs once an hour, and not at the start", async () => {
  const { run, clock, asked, left } = openRun();
  const stop = run.startRunning(hourMs);
  clock.pass(hourMs - 1);
  await run.runOnce();
  expect(asked).toHaveLength(1);
  left.clear();
  clock.pass(1);
  await run.runOnce();
  expect(asked).toHaveLength(2);
  left.clear();
  clock.pass(hourMs);
  await run.runOnce();
  expect(asked).toHaveLength(3);
  await stop();
  clock.pass(hourMs);
  await Promise.resolve();
  expect(asked).toHaveLength(3);
});

test("[J2] a step that fails is logged, and the next run tries again", async () => {
  const { run, world, asked, logged } = openRun();
  world.failure = new ChatError("busy", "The disk is full.");
  await run.runOnce();
  expect(logged).toEqual(["retention_waits"]);
  world.failure = new Error("a bug");
  await run.runOnce();
  expect(logged).toEqual(["retention_waits", "retention_failed"]);
  world.failure = null;
  await run.runOnce();
  expect(asked).toHaveLength(1);
});

test("[J2] at the end no step begins, and the one on its way is waited for", async () => {
  const opened = openRun({ rooms: [[7], [8]], steps: 5 });
  const { run, world, asked } = opened;
  const stop = run.startRunning(hourMs);
  const stopped: Promise<void>[] = [];
  world.onStep = () => void stopped.push(stop());
  await run.runOnce();
  await Promise.all(stopped);
  expect(asked).toHaveLength(1);
});
