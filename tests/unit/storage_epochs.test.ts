// Starts on a file, and what it knows of earlier ones (SPEC H2).
import { afterEach, beforeEach, expect, test } from "bun:test";
import { cp } from "node:fs/promises";

import { maxEpochs } from "../../src/storage/epochs.ts";
import { ada, fillLounge, makeDataFolder, people, type DataFolder } from "../support/data_folder.ts";

let folder: DataFolder;
beforeEach(async () => {
  folder = await makeDataFolder();
});
afterEach(() => folder.dispose());

/** Opens and closes; gives the epoch that began. */
async function start(): Promise<string> {
  const storage = await folder.open();
  await storage.close();
  return storage.stores.line.epoch;
}

const moveRoom = (id: number, by: number) =>
  folder.write(`UPDATE rooms SET rev = rev + ${by} WHERE id = ${id}`);

/** What a client of this epoch is told: the newest message, and [room, rev]. */
async function endOf(epoch: string): Promise<unknown> {
  const storage = await folder.open();
  const rooms = await storage.stores.rooms.listMyIds(ada.userId);
  const found = await storage.stores.line.findEnd(epoch, rooms);
  await storage.close();
  return found && [found.messageId, ...found.revs];
}

test("[H2] each start is an epoch; the one before ends where the file stood", async () => {
  const first = await start();
  await folder.write(...people, ...fillLounge(3));
  const second = await start();
  expect(second).not.toBe(first);
  expect(await endOf(first)).toEqual([3, [1, 3]]);
  expect(await endOf("nobody's")).toBeNull();
  const storage = await folder.open();
  const { line } = storage.stores;
  expect(await line.findEnd(line.epoch, [1])).toBeNull();
  expect(await line.findEndRev(1, line.epoch)).toBeNull();
  expect(await line.findEndRev(1, first)).toBe(3);
  await storage.close();
});

test("[H2] a room that did not move has no row of its own; the last one before counts, and without one it is rev 0", async () => {
  await (await folder.open()).close();
  await folder.write(...people, ...fillLounge(3));
  const epochs = [await start(), await start()];
  await folder.write(
    "INSERT INTO rooms (id, kind, name, created_at, rev) VALUES (7, 'public', 'late', 0, 0)",
    "INSERT INTO members (room_id, user_id, role, read_seq, joined_at) VALUES (7, 1, 'member', 0, 0)",
  );
  epochs.push(await start());
  await moveRoom(7, 5);
  epochs.push(await start());
  await moveRoom(1, 2);
  epochs.push(await start(), await start());
  const ends: unknown[] = [];
  for (const epoch of epochs) ends.push(await endOf(epoch));
  expect(ends).toEqual([
    [3, [1, 3], [7, 0]],
    [3, [1, 3], [7, 0]],
    [3, [1, 3], [7, 5]],
    [3, [1, 5], [7, 5]],
    [3, [1, 5], [7, 5]],
    [3, [1, 5], [7, 5]],
  ]);
  expect(await folder.read("SELECT count(*) FROM epoch_ends")).toEqual([3]);
});

test("[H2] a file of an older version knows the epoch that it told", async () => {
  await (await folder.open()).close();
  await folder.write(
    ...people,
    ...fillLounge(4),
    "DELETE FROM epochs",
    "UPDATE meta SET value = 'told before' WHERE key = 'epoch'",
  );
  expect(await endOf("told before")).toEqual([4, [1, 4]]);
  // What an older program would tell.
  expect(await folder.read("SELECT value FROM meta WHERE key = 'epoch'")).toEqual(
    await folder.read("SELECT id FROM epochs ORDER BY n DESC LIMIT 1"),
  );
});

test("[H2] an epoch of the line that a restore took away is unknown, whatever is started after it", async () => {
  await (await folder.open()).close();
  await folder.write(...people, ...fillLounge(4));
  const shared = await start();
  const copy = `${folder.path}.copy`;
  await cp(folder.path, copy);
  await moveRoom(1, 10);
  const lost = await start();
  await cp(copy, folder.path);
  const restored = await start();
  await moveRoom(1, 20);
  expect(await endOf(lost)).toBeNull();
  expect(await endOf(shared)).toEqual([4, [1, 4]]);
  expect(await endOf(restored)).toEqual([4, [1, 24]]);
});

test("[H2] the oldest epochs are forgotten, the ends of those that stay are not", async () => {
  await (await folder.open()).close();
  await folder.write(...people, ...fillLounge(4));
  const first = await start();
  // The many starts in between, in which the room moved each time.
  await folder.write(
    `INSERT INTO epochs (n, id, last_message_id) SELECT 10 + value, 'e' || value, 4 FROM generate_series(1, 300)`,
    `INSERT INTO epoch_ends (room_id, n, rev) SELECT 1, 10 + value, 4 + value FROM generate_series(1, 250)`,
    "UPDATE rooms SET rev = 254 WHERE id = 1",
  );
  await start();
  const [oldest] = await folder.read("SELECT min(n) FROM epochs");
  expect(await folder.read("SELECT count(*) FROM epochs")).toEqual([maxEpochs]);
  expect(await folder.read("SELECT min(n) FROM epoch_ends")).toEqual([oldest]);
  expect(await endOf(first)).toBeNull();
  expect(await endOf("e220")).toEqual([4, [1, 224]]);
  expect(await endOf("e299")).toEqual([4, [1, 254]]);
});

test("[H2] what stood still since before the oldest epoch keeps the end it had", async () => {
  await (await folder.open()).close();
  await folder.write(...people, ...fillLounge(4));
  await start();
  await folder.write(
    `INSERT INTO epochs (n, id, last_message_id) SELECT 10 + value, 'e' || value, 4 FROM generate_series(1, 300)`,
  );
  expect(await endOf("e250")).toEqual([4, [1, 4]]);
  expect(await folder.read("SELECT count(*) FROM epoch_ends")).toEqual([1]);
});
