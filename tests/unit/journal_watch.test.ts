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
  const watched = watchJournal({ journal, monotonicMs: () => at });
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
  expect([watched.isStuck(), watched.unanswered(), watched.lastWaitMs()]).toEqual([false, 0, 10_001]);
});

test("[HEALTH] a refused change counts as answered, and its refusal reaches who handed it in", async () => {
  const journal = {
    submit: () => Promise.reject(new ChatError("busy", "Later.")),
    onCommitted: () => undefined,
  } as unknown as Journal;
  const watched = watchJournal({ journal, monotonicMs: () => 0 });
  expect(await watched.submit(change).catch(String)).toContain("Later.");
  await Bun.sleep(0);
  expect(watched.unanswered()).toBe(0);
});
