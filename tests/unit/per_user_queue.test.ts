import { expect, test } from "bun:test";

import { createPerUserQueue } from "../../src/domain/per_user_queue.ts";

function gate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { open: resolve, opened: promise };
}

test("[A2] what one person is told comes in the order of the decisions, however long each is read", async () => {
  const queue = createPerUserQueue();
  const ran: string[] = [];
  const slow = gate();
  const first = queue.enqueue([1], async () => {
    await slow.opened;
    ran.push("room");
  });
  const second = queue.enqueue([1], async () => void ran.push("left"));
  const other = queue.enqueue([2], async () => void ran.push("another's"));
  await other;
  expect(ran).toEqual(["another's"]);
  slow.open();
  await Promise.all([first, second]);
  expect(ran).toEqual(["another's", "room", "left"]);
});

test("[A2] a task for many waits for all of them, and two such tasks do not block each other", async () => {
  const queue = createPerUserQueue();
  const ran: string[] = [];
  const slow = gate();
  const ada = queue.enqueue([1], async () => {
    await slow.opened;
    ran.push("Ada");
  });
  const both = queue.enqueue([1, 2], async () => void ran.push("both"));
  const reversed = queue.enqueue([2, 1], async () => void ran.push("reversed"));
  const bob = queue.enqueue([2], async () => void ran.push("Bob"));
  slow.open();
  await Promise.all([ada, both, reversed, bob]);
  expect(ran).toEqual(["Ada", "both", "reversed", "Bob"]);
});

test("[A2] a task that fails does not hold up the next", async () => {
  const queue = createPerUserQueue();
  const failed = queue.enqueue([1], async () => {
    throw new Error("the disk");
  });
  const next = queue.enqueue([1], async () => "told");
  expect(await failed.catch(String)).toContain("the disk");
  expect(await next).toBe("told");
});
