import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { beginsWord, searchKeyOf } from "../../src/domain/accounts/search_keys.ts";
import { silentLog } from "../../src/domain/log.ts";
import { openStorage } from "../../src/storage/storage.ts";
import { seedWorkspace } from "../support/seed.ts";

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "confab-keys-"));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

test("[P1] people of before the search have their keys after the next start", async () => {
  // More than two portions, made without keys.
  await seedWorkspace({ dataDir, rooms: 1, membersPerRoom: 1100, messages: 0 });
  const storage = await openStorage({ dataDir, now: Date.now, log: silentLog });
  const find = async (key: string) =>
    (await storage.stores.accounts.pagePeople({ after: 0, limit: 100, key })).map(({ username }) => username);
  expect(await find("user109")).toEqual([
    "user109",
    ...Array.from({ length: 10 }, (_, at) => `user109${at}`),
  ]);
  expect(await find("user 1100")).toEqual(["user1100"]);
  expect(await find("user9999")).toEqual([]);
  await storage.close();
});

test("[P1] names that read alike in any case have one key", () => {
  for (const [one, other] of [
    ["STRASSE", "straße"],
    ["Ada", "ADA"],
    ["A\u030angström", "Ångström"],
    ["ﬁne", "FINE"],
    ["ΣΊΣΥΦΟΣ", "Σίσυφος"],
  ] as const) {
    expect([one, searchKeyOf(one)]).toEqual([one, searchKeyOf(other)]);
  }
  expect(searchKeyOf("Ada")).not.toBe(searchKeyOf("Äda"));
});

test("[C9] a word begins at the start, after what is no letter or digit, and anywhere in scripts without spaces", () => {
  const begins = (name: string, part: string) => beginsWord(searchKeyOf(name), searchKeyOf(part));
  for (const [name, part] of [
    ["Design-Review", "REV"],
    ["the old pier", "old p"],
    ["garden den", "den"],
    ["日本語の部屋", "部屋"],
    ["\u{10400}x \u{10400}y", "\u{10428}y"],
    ["🌱plants", "plants"],
  ] as const)
    expect([name, part, begins(name, part)]).toEqual([name, part, true]);
  for (const [name, part] of [
    ["garden", "den"],
    ["a\u{10400}b", "\u{10428}b"],
    ["\u{10400}b", "b"],
    ["e\u0331den", "den"],
  ] as const)
    expect([name, part, begins(name, part)]).toEqual([name, part, false]);
});
