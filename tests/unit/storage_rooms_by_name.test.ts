// C9: rooms of mine by name, on a file in which someone has very many.
import { afterEach, beforeEach, expect, test } from "bun:test";

import { limits } from "../../src/protocol/limits.ts";
import { ada, makeDataFolder, people, type DataFolder } from "../support/data_folder.ts";

let folder: DataFolder;
beforeEach(async () => {
  folder = await makeDataFolder();
  await (await folder.open()).close();
});
afterEach(() => folder.dispose());

const firstRoom = 100;

/** Direct rooms of Ada, each with someone of their own, who is called by their number. */
async function openMany(count: number): Promise<void> {
  const numbers = `generate_series(1, ${count})`;
  await folder.write(
    ...people,
    `INSERT INTO users (id, username, folded_look, typed_look, display_name, username_key, display_key, password_hash, role, created_at)
      SELECT 1000 + value, 'u' || value, 'u' || value, 'u' || value, 'Person No' || value, 'u' || value, 'person no' || value, '-', 'member', 0
      FROM ${numbers}`,
    `INSERT INTO rooms (id, kind, name, created_at, direct_key, last_seq)
      SELECT ${firstRoom} + value, 'direct', '', 0, '${ada.userId},' || (1000 + value), 1 FROM ${numbers}`,
    `INSERT INTO members (room_id, user_id, role, read_seq, joined_at)
      SELECT ${firstRoom} + value, ${ada.userId}, 'member', 0, 0 FROM ${numbers}`,
  );
}

test("[C9] [A5] of very many rooms the newest are looked at, in portions, and the nearest names come first", async () => {
  const beyond = 700;
  await openMany(limits.roomsSearched + beyond);
  const storage = await folder.open();
  try {
    const loop = { loop: 0 };
    let isDone = false;
    const count = () => {
      loop.loop += 1;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    const find = (key: string) => storage.stores.rooms.findMineByName(ada.userId, { key, limit: 20 });
    const started = performance.now();
    const { ids, scanned } = await find("no12");
    console.log(
      `Looked at ${scanned} rooms in ${Math.round(performance.now() - started)} ms, ${loop.loop} turns.`,
    );
    isDone = true;
    expect(loop.loop).toBeGreaterThan(limits.roomsSearched / 1000);
    expect(scanned).toBe(limits.roomsSearched);
    expect(ids).toHaveLength(20);
    expect(ids[0]).toBe(firstRoom + 12_999);
    expect((await find("person no1200")).ids[0]).toBe(firstRoom + 1200);
    expect((await find("u1200")).ids[0]).toBe(firstRoom + 1200);
    expect((await find(`u${beyond + 1}`)).ids).toContain(firstRoom + beyond + 1);
    expect((await find(`person no${beyond}`)).ids).not.toContain(firstRoom + beyond);
    expect((await find("erson")).ids).toEqual([]);
  } finally {
    await storage.close();
  }
});
