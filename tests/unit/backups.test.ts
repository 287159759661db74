// When backups are made and what is told of them (SPEC B3), on a clock that is moved by hand.
import { expect, test } from "bun:test";

import {
  createBackups,
  checkEveryMs,
  type BackupFacts,
  type BackupRequest,
} from "../../src/domain/backups.ts";
import type { ChatError } from "../../src/domain/chat_error.ts";
import { createBlobsInUse } from "../../src/domain/files/blobs_in_use.ts";
import { silentLog } from "../../src/domain/log.ts";
import { createWarnings } from "../../src/domain/warnings.ts";
import { createHandClock } from "../support/hand_clock.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

function factsAt(createdAt: number): BackupFacts {
  return {
    name: `confab-${createdAt}`,
    createdAt,
    bytes: 10,
    files: 0,
    missingFiles: 0,
    remoteProblem: null,
  };
}

interface Given {
  isOn?: boolean;
  /** How old the newest is at the start. */
  lastAgeMs?: number;
}

function start({ isOn = true, lastAgeMs }: Given = {}) {
  const clock = createHandClock();
  const made: BackupFacts[] = lastAgeMs === undefined ? [] : [factsAt(clock.now() - lastAgeMs)];
  const asked: { reason: string; at: number }[] = [];
  let problem: string | null = null;
  let held = 0;
  const heldDuring: number[] = [];
  const warnings = createWarnings({ log: silentLog, now: clock.now });
  const startedAt = clock.now();
  let making = (request: BackupRequest) => Promise.resolve(request);
  const backups = createBackups({
    store: {
      async make(request) {
        asked.push({ reason: request.reason, at: clock.now() - startedAt });
        heldDuring.push(held);
        await making(request);
        if (problem !== null) throw new Error(problem);
        const facts = factsAt(request.at);
        if (request.to === undefined) made.unshift(facts);
        return facts;
      },
      list: () => [...made],
    },
    async holdBytes() {
      held += 1;
      return () => void (held -= 1);
    },
    isOn,
    warnings,
    after: clock.after,
    now: clock.now,
    monotonicMs: clock.now,
    log: silentLog,
  });
  return {
    backups,
    asked,
    heldDuring,
    held: () => held,
    fail: (why: string | null) => (problem = why),
    makeLike: (like: typeof making) => (making = like),
    warned: () => warnings.list().map(({ code }) => code),
    text: () => warnings.list()[0]?.text,
    /** Look by look, for each may begin one that has to end. */
    pass: async (ms: number) => {
      for (let left = ms; left > 0; left -= checkEveryMs) {
        clock.pass(Math.min(left, checkEveryMs));
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

const refusalOf = (doing: Promise<unknown>) =>
  doing.then(
    () => "done",
    (error: ChatError) => `${error.code}: ${error.message}`,
  );

test("[B3] the first is made five minutes after the start, and then one a day", async () => {
  const { asked, pass, backups } = start();
  await pass(5 * minute - 1);
  expect(asked).toEqual([]);
  await pass(1);
  expect(asked).toEqual([{ reason: "daily", at: 5 * minute }]);
  await pass(3 * day);
  expect(asked.map(({ at }) => at)).toEqual([0, 1, 2, 3].map((days) => 5 * minute + days * day));
  expect(backups.status()).toMatchObject({ isOn: true, count: 4, lastBytes: 10 });
});

test("[B3] a restart makes none before its time, and one that is due after five minutes", async () => {
  const fresh = start({ lastAgeMs: 3 * hour });
  await fresh.pass(21 * hour - 1);
  expect(fresh.asked).toEqual([]);
  await fresh.pass(1);
  expect(fresh.asked).toHaveLength(1);
  const late = start({ lastAgeMs: 3 * day });
  await late.pass(5 * minute);
  expect(late.asked).toHaveLength(1);
  // Made tomorrow, says the clock: it was set back.
  const wrong = start({ lastAgeMs: -day });
  await wrong.pass(5 * minute);
  expect(wrong.asked).toHaveLength(1);
});

test("[B3] a failure is told and tried again in an hour; two days without a success are told, until there is one", async () => {
  const { asked, pass, fail, warned, text } = start({ lastAgeMs: day - 10 * minute });
  fail("The backup in /backups failed: the disk is full.");
  await pass(10 * minute);
  expect(warned()).toEqual(["backup_failed"]);
  expect(text()).toBe("The backup in /backups failed: the disk is full. The server tries again every hour.");
  await pass(hour - 1);
  expect(asked).toHaveLength(1);
  await pass(1);
  expect(asked).toHaveLength(2);
  await pass(day - hour - 1);
  expect(warned()).toEqual(["backup_failed"]);
  await pass(1);
  expect(warned()).toEqual(["backup_failed", "backup_old"]);
  fail(null);
  await pass(hour);
  expect(warned()).toEqual([]);
});

test("[B3] where there never was one, two days from the start are told", async () => {
  const { pass, fail, warned } = start();
  fail("no");
  await pass(2 * day - 1);
  expect(warned()).toEqual(["backup_failed"]);
  await pass(1);
  expect(warned()).toEqual(["backup_failed", "backup_old"]);
});

test("[B3] switched off, none is made and none is missed; who asks gets one", async () => {
  const { asked, pass, warned, backups } = start({ isOn: false });
  await pass(3 * day);
  expect([asked, warned()]).toEqual([[], []]);
  await backups.backUp();
  expect(asked).toMatchObject([{ reason: "manual" }]);
  expect(backups.status()).toMatchObject({ isOn: false, count: 1 });
});

test("[B3] begun by an admin it is not waited for: how far it is stands in the status, and a second one begins none", async () => {
  const { asked, makeLike, backups, fail, warned, pass } = start({ isOn: false });
  const whole = Promise.withResolvers<BackupRequest>();
  let copied = (_done: number, _total: number) => {};
  makeLike((request) => {
    copied = (done, total) => request.onProgress?.(done, total);
    return whole.promise;
  });
  expect(backups.status().running).toBeNull();
  expect(backups.begin().running).toEqual({ done: 0, total: null });
  await pass(1);
  copied(2, 9);
  expect(backups.begin()).toMatchObject({ count: 0, running: { done: 2, total: 9 } });
  fail("The backup in /backups failed: the disk is full.");
  whole.resolve({ reason: "manual", at: 0 });
  await pass(1);
  expect(asked).toMatchObject([{ reason: "manual" }]);
  expect([warned(), backups.status()]).toMatchObject([["backup_failed"], { count: 0, running: null }]);
  fail(null);
  expect(backups.begin().running).toEqual({ done: 0, total: null });
  await pass(1);
  expect([warned(), backups.status()]).toMatchObject([[], { count: 1, running: null }]);
});

test("[B3] who asks while one is made gets that one; into another folder it is refused; a failure has its reason", async () => {
  const { asked, makeLike, backups, fail, warned } = start();
  let finish = () => {};
  makeLike((request) => new Promise((resolve) => (finish = () => resolve(request))));
  const both = Promise.all([backups.backUp(), backups.backUp()]);
  const refused = refusalOf(backups.backUp({ to: "/elsewhere" }));
  await new Promise((resolve) => setImmediate(resolve));
  finish();
  const [one, other] = await both;
  expect([one === other, asked.length]).toEqual([true, 1]);
  expect(await refused).toBe("busy: Another backup is running. Try again when it is done.");
  makeLike((request) => Promise.resolve(request));
  fail("The disk is full.");
  // Of a folder that someone names nothing is told to others.
  expect(await refusalOf(backups.backUp({ to: "/elsewhere" }))).toBe("busy: The disk is full.");
  expect(warned()).toEqual([]);
});

test("[B1] no bytes go from before a backup until it has ended, however it ends", async () => {
  const { backups, heldDuring, held, fail } = start();
  await backups.backUp();
  fail("no");
  await backups.backUp().catch(() => undefined);
  expect([heldDuring, held()]).toEqual([[1, 1], 0]);
});

test("[B1] while all bytes are held none is removed, and what was being removed is waited for", async () => {
  const blobsInUse = createBlobsInUse();
  let finish = () => {};
  const removed: string[] = [];
  const first = blobsInUse.unlessHeld("a", async () => {
    await new Promise<void>((resolve) => (finish = resolve));
    removed.push("a");
  });
  const holding = blobsInUse.holdAll().then((letGo) => {
    expect(removed).toEqual(["a"]);
    return letGo;
  });
  await blobsInUse.unlessHeld("b", async () => void removed.push("b"));
  finish();
  const letGo = await holding;
  await first;
  await blobsInUse.unlessHeld("b", async () => void removed.push("b"));
  expect(removed).toEqual(["a"]);
  letGo();
  await blobsInUse.unlessHeld("b", async () => void removed.push("b"));
  expect(removed).toEqual(["a", "b"]);
});
