// How long a search takes tells nothing of rooms that are not the asker's (S9). By a clock that each read moves: reads that meet
// the words of others take longer.
import { afterAll, beforeAll, expect, test } from "bun:test";

import { openReader } from "../../src/storage/database.ts";
import { findMessages } from "../../src/storage/search/find.ts";
import { restOfSlot, slotMsFor } from "../../src/storage/search/slots.ts";
import { ada, fillLounge, makeDataFolder, people, type DataFolder } from "../support/data_folder.ts";
import { untilIndexed } from "../support/until_indexed.ts";

const count = 300;
let folder: DataFolder;
beforeAll(async () => {
  folder = await makeDataFolder();
  await (await folder.open()).close();
  await folder.write(
    ...people,
    ...fillLounge(count),
    "UPDATE messages SET body = 'mine alone' WHERE id = 200",
    // A room of Bob's, in which every third message says it.
    "INSERT INTO rooms (id, kind, name, created_at) VALUES (2, 'private', 'attic', 0)",
    "INSERT INTO members (room_id, user_id, role, read_seq, joined_at) VALUES (2, 2, 'owner', 0, 0)",
    "UPDATE messages SET room_id = 2, seq = id, body = 'quetzal ' || id WHERE id % 3 = 0",
  );
  const storage = await folder.open();
  await untilIndexed(storage.searchIndex);
  await storage.close();
});
afterAll(() => folder.dispose());

interface Timed {
  ms: number;
  /** Without what it waited. */
  workMs: number;
  found: number;
}

/** A read takes `readMs`, and `hiddenMs` more when it asks for the word of others. */
async function time(word: string, { readMs = 1, hiddenMs = 0 } = {}): Promise<Timed> {
  const reader = await openReader(folder.path);
  const clock = { now: 0, paused: 0 };
  const client = new Proxy(reader, {
    get(target, property) {
      const member: unknown = Reflect.get(target, property, target);
      if (typeof member !== "function") return member;
      return (...args: unknown[]) => {
        const isHidden = JSON.stringify(args).includes("que");
        if (property === "execute") clock.now += readMs + (isHidden ? hiddenMs : 0);
        return Reflect.apply(member, target, args);
      };
    },
  });
  const { messages } = await findMessages(
    {
      client,
      monotonicMs: () => clock.now,
      yieldToEventLoop: () => Promise.resolve(),
      async pause(ms) {
        clock.now += ms;
        clock.paused += ms;
      },
      workMs: 200,
      onDamage: () => {},
    },
    ada.userId,
    { words: [word], hasLink: false, hasFile: false, limit: 20 },
  );
  reader.close();
  return { ms: clock.now, workMs: clock.now - clock.paused, found: messages.length };
}

test("[S9] words that are said nowhere, in rooms of others, or once in mine take the same slot", async () => {
  const none = await time("zyzzyva");
  const elsewhere = await time("quetzal", { hiddenMs: 12 });
  const mine = await time("alone");
  expect([none.found, elsewhere.found, mine.found]).toEqual([0, 0, 1]);
  // It did take longer, and does not show it.
  expect(elsewhere.workMs).toBeGreaterThan(none.workMs + 10);
  expect(elsewhere.ms).toBeCloseTo(none.ms, 6);
  expect(mine.ms).toBeCloseTo(none.ms, 6);
  expect(none.ms).toBeGreaterThanOrEqual(slotMsFor(count));
});

test("[S9] what takes longer than a slot takes whole ones, and nothing takes more than the time of S5", async () => {
  const slotMs = slotMsFor(count);
  const { ms: oneSlot } = await time("zyzzyva");
  const { ms } = await time("quetzal", { hiddenMs: slotMs * 1.5 });
  expect(ms - oneSlot).toBeCloseTo(slotMs, 6);
  const slots = { slotMs: 150, workMs: 200 };
  expect([0, 1, 149, 150, 151, 199, 200, 260].map((worked) => restOfSlot(worked, slots))).toEqual([
    150, 149, 1, 0, 49, 1, 0, 0,
  ]);
  expect([slotMsFor(0), slotMsFor(1_000_000), slotMsFor(1e9)]).toEqual([20, 120, 200]);
});
