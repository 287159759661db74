// A5: what is told in all rooms of one person, room by room.
import { expect, test } from "bun:test";

import { createWalks } from "../../src/domain/live/walks.ts";
import { silentLog } from "../../src/domain/log.ts";

const many = Array.from({ length: 300 }, (_, at) => at + 1);

/** Resolves when so many rooms were told. */
function start() {
  const told: number[] = [];
  const walks = createWalks({ log: silentLog });
  const go = (name: string) =>
    walks.start(
      name,
      async () => many,
      async (roomId) => void told.push(roomId),
    );
  const turn = () => new Promise(setImmediate);
  return { told, walks, go, turn };
}

test("[A5] [U6] between two rooms of a walk others have their turn", async () => {
  const { told, go, turn } = start();
  go("receipts 1");
  let turns = 0;
  for (; told.length < many.length; turns += 1) await turn();
  expect(turns).toBeGreaterThan(many.length / 2);
  expect(told).toEqual(many);
});

test("[A5] [U6] asked for a hundred times while it goes on, a walk is gone once more, and to the end", async () => {
  const { told, go, turn } = start();
  for (let times = 0; times < 100; times += 1) go("receipts 1");
  while (told.length < 2 * many.length) await turn();
  for (let turns = 0; turns < 10; turns += 1) await turn();
  expect(told).toEqual([...many, ...many]);
  // It is over: the next one goes.
  go("receipts 1");
  while (told.length < 3 * many.length) await turn();
});

test("[A5] a walk that fails ends, and the next one goes", async () => {
  const { told, walks, go, turn } = start();
  walks.start(
    "receipts 1",
    () => Promise.reject(new Error("on purpose")),
    async () => {},
  );
  await turn();
  go("receipts 1");
  while (told.length < many.length) await turn();
  expect(told).toEqual(many);
});
