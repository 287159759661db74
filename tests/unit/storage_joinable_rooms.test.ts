// G12, A5: rooms to join are found along an index of rooms that are not direct: of these there are many more.
import { afterAll, beforeAll, expect, test } from "bun:test";

import type { Client } from "../../src/storage/client.ts";
import { openReader } from "../../src/storage/database.ts";
import { pageJoinableRooms } from "../../src/storage/stores/joinable_rooms.ts";
import { makeDataFolder, openRaw, people, type DataFolder } from "../support/data_folder.ts";

let folder: DataFolder;
let client: Client;
/** Explains: its rows are no JSON of ours. */
let raw: Client;
beforeAll(async () => {
  folder = await makeDataFolder();
  await (await folder.open()).close();
  await folder.write(
    ...people,
    `INSERT INTO rooms (id, kind, name, created_at, last_at, direct_key)
      SELECT value, 'direct', '', 0, 0, 'k' || value FROM generate_series(2, 500)`,
    `INSERT INTO rooms (id, kind, name, created_at, last_at) VALUES (501, 'public', 'Garden', 0, 0)`,
  );
  client = await openReader(folder.path);
  raw = openRaw(folder.path);
});
afterAll(async () => {
  raw.close();
  client.close();
  await folder.dispose();
});

for (const key of ["", "gar"]) {
  test(`[G12] [A5] direct rooms are passed over where rooms are browsed${key && " by name"}`, async () => {
    const seen: Parameters<Client["execute"]>[0][] = [];
    const noting = new Proxy(client, {
      get: (target, name) =>
        name === "execute"
          ? (asked: Parameters<Client["execute"]>[0]) => {
              seen.push(asked);
              return target.execute(asked);
            }
          : Reflect.get(target, name),
    });
    const found = await pageJoinableRooms(noting, 2, { after: 0, limit: 10, key });
    expect(found.map(({ id }) => id)).toEqual([501]);
    const plans: string[] = [];
    for (const asked of seen) {
      const { sql, args = [] } = typeof asked === "string" ? { sql: asked } : asked;
      const { rows } = await raw.execute({ sql: `EXPLAIN QUERY PLAN ${sql}`, args });
      plans.push(...rows.flatMap(({ detail }) => (typeof detail === "string" ? detail : [])));
    }
    expect(plans.filter((line) => /\brooms_listed\b/.test(line))).not.toEqual([]);
    expect(
      plans.filter((line) => /^(SCAN r|SEARCH r USING INTEGER PRIMARY KEY \(rowid>)/.test(line)),
    ).toEqual([]);
  });
}
