import { expect, test } from "bun:test";

import { ChatError } from "../../src/domain/chat_error.ts";
import type { Journal } from "../../src/domain/journal.ts";
import { watchJournal } from "../../src/domain/journal_watch.ts";

const change = { kind: "delete", actor: { userId: 1, sessionId: 1 }, messageId: 1 } as const;

test("[HEALTH] a journal that answers nothing while changes wait is stuck, and well again when it answers", async () => {
  let at = 0;
  const held: ((outcome: unknown) => void)[] = [];
  const journal = {
    submit: () => new Promise((resolve) => held.push(resolve)),
    onCommitted: () => undefined,
  } as unknown as Journal;
  const waits: number[] = [];
  const onWaited = (ms: number) => waits.push(ms);
  const watched = watchJournal({ journal, inHandMs: () => 0, monotonicMs: () => at, onWaited });
  at = 60_000;
  expect(watched.isStuck()).toBe(false);
  const first = watched.submit(change);
  at += 10_000;
  expect(watched.isStuck()).toBe(false);
  at += 1;
  expect(watched.isStuck()).toBe(true);
  held[0]?.({ ok: false, reason: "not_found" });
  await first;
  await Bun.sleep(0);
  expect([watched.isStuck(), watched.unanswered(), waits]).toEqual([false, 0, [10_001]]);
});

test("[H9] refusals of others do not hide a change that waits, and its outcome makes ready again at once", async () => {
  let at = 0;
  let settle: (outcome: unknown) => void = () => undefined;
  const inHand = new Promise((resolve) => (settle = resolve));
  const answers = [inHand];
  const journal = {
    submit: () => answers.shift() ?? Promise.reject(new ChatError("busy", "The disk is full.")),
    onCommitted: () => undefined,
  } as unknown as Journal;
  const watched = watchJournal({ journal, inHandMs: () => 0, monotonicMs: () => at });
  const first = watched.submit(change);
  const stuckAt = [];
  for (; at <= 14_000; at += 2000) {
    expect(await watched.submit(change).catch(String)).toContain("full");
    await Bun.sleep(0);
    if (watched.isStuck()) stuckAt.push(at);
  }
  expect(stuckAt).toEqual([12_000, 14_000]);
  settle({ ok: false, reason: "not_found" });
  await first;
  await Bun.sleep(0);
  expect(watched.isStuck()).toBe(false);
});

test("[H9] a transaction in hand that nobody here waits for makes stuck as well", () => {
  const journal: Journal = { submit: () => Promise.reject(new ChatError("busy", "Full.")), onCommitted() {} };
  let inHandMs = 10_000;
  const watched = watchJournal({ journal, inHandMs: () => inHandMs, monotonicMs: () => 0 });
  expect(watched.isStuck()).toBe(false);
  inHandMs += 1;
  expect(watched.isStuck()).toBe(true);
  inHandMs = 0;
  expect(watched.isStuck()).toBe(false);
});

test("[H9] changes that are each answered soon never make stuck, however long somebody always waits", async () => {
  let at = 0;
  const held: ((outcome: unknown) => void)[] = [];
  const journal = {
    submit: () => new Promise((resolve) => held.push(resolve)),
    onCommitted: () => undefined,
  } as unknown as Journal;
  const watched = watchJournal({ journal, inHandMs: () => 0, monotonicMs: () => at });
  for (let round = 0; round < 20; round += 1) {
    void watched.submit(change);
    at += 6000;
    if (round > 0) held[round - 1]?.({ ok: false, reason: "not_found" });
    await Bun.sleep(0);
    expect([watched.unanswered(), watched.isStuck()]).toEqual([1, false]);
  }
});

test("[HEALTH] a refused change counts as answered, and its refusal reaches who handed it in", async () => {
  const journal = {
    submit: () => Promise.reject(new ChatError("busy", "Later.")),
    onCommitted: () => undefined,
  } as unknown as Journal;
  const watched = watchJournal({ journal, inHandMs: () => 0, monotonicMs: () => 0 });
  expect(await watched.submit(change).catch(String)).toContain("Later.");
  await Bun.sleep(0);
  expect(watched.unanswered()).toBe(0);
});
