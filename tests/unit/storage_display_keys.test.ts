import { afterAll, beforeAll, expect, test } from "bun:test";

import { makeDataFolder, people, type DataFolder } from "../support/data_folder.ts";

let folder: DataFolder;
beforeAll(async () => {
  folder = await makeDataFolder();
});
afterAll(() => folder.dispose());

test("[L9] people of before the looks of display names have them, and are told apart, after the next start", async () => {
  await (await folder.open()).close();
  const add = (ids: string, displayName: string) =>
    `INSERT INTO users (id, username, folded_look, typed_look, display_name, password_hash, role, created_at)
      SELECT value, 'user' || value, 'user' || value, 'user' || value, ${displayName}, 'hash', 'member', 0 FROM ${ids}`;
  await folder.write(
    ...people,
    // More than two portions.
    add("generate_series(10, 1200)", "'Name ' || value"),
    add("generate_series(1201, 1202)", "iif(value = 1201, '\u0410da', 'BOB')"),
    add("generate_series(1203, 1204)", "''"),
  );
  const storage = await folder.open();
  const marks = async (...ids: number[]) =>
    (await storage.stores.accounts.findPeople(ids)).map(({ ambiguous = false }) => ambiguous);
  expect(await marks(1, 2, 10, 1200, 1201, 1202, 1203, 1204)).toEqual([
    true,
    true,
    false,
    false,
    true,
    true,
    false,
    false,
  ]);
  await storage.close();
  expect(await folder.read("SELECT count(*) FROM users WHERE display_folded = ''")).toEqual([0]);
});
