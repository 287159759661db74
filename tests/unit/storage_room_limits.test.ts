// How many direct rooms one person opens (G10), on a file that has them already.
import { afterEach, beforeEach, expect, test } from "bun:test";

import type { Actor } from "../../src/domain/journal.ts";
import { limits } from "../../src/protocol/limits.ts";
import { ada, bob, makeDataFolder, people, type DataFolder } from "../support/data_folder.ts";

let folder: DataFolder;
beforeEach(async () => {
  folder = await makeDataFolder();
  await (await folder.open()).close();
});
afterEach(() => folder.dispose());

test("[G10] one person opens so many direct rooms; what others open with them, and what is there, still opens", async () => {
  await folder.write(
    ...people,
    `INSERT INTO rooms (kind, name, created_at, direct_key, created_by)
      SELECT 'direct', '', 0, '2,' || (1000 + value), 2 FROM generate_series(1, ${limits.directOpened - 1})`,
  );
  const storage = await folder.open();
  const open = (actor: Actor, userIds: number[]) =>
    storage.journal.submit({ kind: "openDirect", actor, userIds });
  expect(await open(bob, [2])).toMatchObject({ ok: true, created: true });
  expect(await open(bob, [1, 2])).toEqual({ ok: false, reason: "too_many" });
  expect(await storage.stores.rooms.hasDirect([1, 2])).toBe(false);
  expect(await open(ada, [1, 2])).toMatchObject({ ok: true, created: true });
  expect(await storage.stores.rooms.hasDirect([1, 2])).toBe(true);
  expect(await open(bob, [1, 2])).toMatchObject({ ok: true, created: false });
  expect(await open(bob, [2])).toMatchObject({ ok: true, created: false });
  await storage.close();
});
