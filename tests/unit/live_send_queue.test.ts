// A5: a change may concern thousands of rooms and people; what is read for them leaves room for others.
import { expect, test } from "bun:test";

import { createSendQueue } from "../../src/domain/live/send_queue.ts";
import { silentLog } from "../../src/domain/log.ts";
import { createPerUserQueue } from "../../src/domain/per_user_queue.ts";

const count = 300;

async function tasksOfOthers(whose: (at: number) => number): Promise<{ tasks: number; order: number[] }> {
  const enqueueSend = createSendQueue({ perUserQueue: createPerUserQueue(), log: silentLog });
  const order: number[] = [];
  for (let at = 0; at < count; at += 1) {
    // As local libSQL answers: without leaving the thread.
    void enqueueSend([whose(at)], async () => {
      await Promise.resolve();
      order.push(at);
    });
  }
  let tasks = 0;
  for (; order.length < count; tasks += 1) await new Promise(setImmediate);
  return { tasks, order };
}

const inOrder = Array.from({ length: count }, (_, at) => at);

test("[A5] between the reads for one person others have their turn, and the order stays", async () => {
  const { tasks, order } = await tasksOfOthers(() => 1);
  expect(tasks).toBeGreaterThan(count / 20);
  expect(order).toEqual(inOrder);
});

test("[A5] between the reads for many people too, and each is read", async () => {
  const { tasks, order } = await tasksOfOthers((at) => at);
  expect(tasks).toBeGreaterThan(count / 20);
  expect(order.sort((one, other) => one - other)).toEqual(inOrder);
});

test("[A5] a task that fails ends its turn alone", async () => {
  const logged: string[] = [];
  const log = { ...silentLog, error: (event: string) => void logged.push(event) };
  const enqueueSend = createSendQueue({ perUserQueue: createPerUserQueue(), log });
  const done: number[] = [];
  await Promise.all([
    enqueueSend([1], () => Promise.reject(new Error("on purpose"))),
    enqueueSend([1], async () => void done.push(1)),
  ]);
  expect([logged, done]).toEqual([["live.not_told"], [1]]);
});
