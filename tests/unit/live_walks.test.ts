// A5: what is told in all rooms of one person, room by room.
import { expect, test } from "bun:test";

import { createWalks } from "../../src/domain/live/walks.ts";
import { silentLog } from "../../src/domain/log.ts";

const many = Array.from({ length: 300 }, (_, at) => at + 1);

/** Resolves when so many rooms were told. */
function start() {
  const visited: number[] = [];
  const walks = createWalks({ log: silentLog });
  const go = (name: string) =>
    walks.start(
      name,
      async () => many,
      async (roomId) => void visited.push(roomId),
    );
  const turn = () => new Promise(setImmediate);
  return { visited, walks, go, turn };
}

test("[A5] [U6] between two rooms of a walk others have their turn", async () => {
  const { visited, go, turn } = start();
  go("receipts 1");
  let turnCount = 0;
  for (; visited.length < many.length; turnCount += 1) await turn();
  expect(turnCount).toBeGreaterThan(many.length / 2);
  expect(visited).toEqual(many);
});

test("[A5] [U6] asked for a hundred times while it goes on, a walk is gone once more, and to the end", async () => {
  const { visited, go, turn } = start();
  for (let times = 0; times < 100; times += 1) go("receipts 1");
  while (visited.length < 2 * many.length) await turn();
  for (let turnCount = 0; turnCount < 10; turnCount += 1) await turn();
  expect(visited).toEqual([...many, ...many]);
  // It is over: the next one goes.
  go("receipts 1");
  while (visited.length < 3 * many.length) await turn();
});

test("[A5] a walk that fails ends, and the next one goes", async () => {
  const { visited, walks, go, turn } = start();
  walks.start(
    "receipts 1",
    () => Promise.reject(new Error("on purpose")),
    async () => {},
  );
  await turn();
  go("receipts 1");
  while (visited.length < many.length) await turn();
  expect(visited).toEqual(many);
});
