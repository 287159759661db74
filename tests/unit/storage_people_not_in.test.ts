// G13: whom one could add where nearly everyone is in. Looked at is a part of them at a time; none of the others is missed.
import { afterAll, beforeAll, expect, test } from "bun:test";

import { createAccess } from "../../src/domain/access.ts";
import { createRoomMembers } from "../../src/domain/room_members.ts";
import { limits } from "../../src/protocol/limits.ts";
import type { Storage } from "../../src/storage/storage.ts";
import { findOthers } from "../../web/people/use_people_search.ts";
import { makeDataFolder, people, type DataFolder } from "../support/data_folder.ts";

const looked = limits.peopleScanned;
const everyone = 2 * looked + 200;
/** The last of those who are in: so that two whole portions of people are in. */
const lastIn = 2 * looked + 100;
let folder: DataFolder;
let storage: Storage;

beforeAll(async () => {
  folder = await makeDataFolder();
  await (await folder.open()).close();
  await folder.write(
    ...people,
    `INSERT INTO users (id, username, folded_look, typed_look, display_name, username_key, display_key, password_hash, role, created_at)
      SELECT value, 'user' || value, 'user' || value, 'user' || value, 'User', 'user' || value, 'user', '-', 'member', 0
      FROM generate_series(3, ${everyone})`,
    "INSERT INTO rooms (id, kind, name, created_at, last_at) VALUES (2, 'private', 'everyone', 0, 0)",
    `INSERT INTO members (room_id, user_id, role, read_seq, joined_at) SELECT 2, value, 'member', 0, 0 FROM generate_series(1, ${lastIn})`,
  );
  storage = await folder.open();
});
afterAll(async () => {
  await storage.close();
  await folder.dispose();
});

const members = () => {
  const { rooms, accounts } = storage.stores;
  return createRoomMembers({ access: createAccess({ rooms }), journal: storage.journal, rooms, accounts });
};

test("[G13] a page in which everyone is in already is empty and says where to go on; the last has no next", async () => {
  const page = (after = 0, limit = 100) => members().listOthers(1, 2, { after, limit });
  expect(await page()).toEqual({ users: [], next: looked });
  expect(await page(looked)).toEqual({ users: [], next: 2 * looked });
  const ids = Array.from({ length: 100 }, (_, index) => lastIn + 1 + index);
  const rest = await page(2 * looked);
  expect(rest.users.map(({ id }) => id)).toEqual(ids);
  expect(rest.next).toBeNull();
  expect(await page(2 * looked, 30)).toMatchObject({ next: ids[29] });
  expect(await members().listOthers(1, 2, { q: `user${everyone}` })).toMatchObject({
    users: [{ id: everyone }],
  });
});

test("[G13] the page of the dialog goes on until someone is found", async () => {
  const found = await findOthers((from) => members().listOthers(1, 2, { limit: 3, ...from }));
  expect(found.map(({ id }) => id)).toEqual([lastIn + 1, lastIn + 2, lastIn + 3]);
  expect(await findOthers(() => Promise.resolve({ users: [], next: null }))).toEqual([]);
});
