// SPEC H11: the check of a database in use, in which tables may go while it visual.
import { afterEach, beforeEach, expect, test } from "bun:test";

import { openReader } from "../../src/storage/database.ts";
import { checkDatabase } from "../../src/storage/damage/check_database.ts";
import { fillLounge, makeDataFolder, people, type DataFolder } from "../support/data_folder.ts";

let folder: DataFolder;
beforeEach(async () => {
  folder = await makeDataFolder();
  await (await folder.open()).close();
  await folder.write(...people, ...fillLounge(3));
});
afterEach(() => folder.dispose());

test("[H11] an index of the search that is made anew while the check looks is no finding, and ends no check", async () => {
  const client = await openReader(folder.path);
  let turnCount = 0;
  const findings = await checkDatabase({
    client,
    depth: "quick",
    async yieldToEventLoop() {
      turnCount += 1;
      // What was read of the schema names it still.
      if (turnCount === 1) await folder.write("DROP TABLE search_terms", "DROP TABLE search");
    },
  });
  client.close();
  expect(turnCount).toBeGreaterThan(10);
  expect(findings).toEqual([]);
});
