import { rm, stat, truncate } from "node:fs/promises";
import { join } from "node:path";

import { readCommitCount } from "../../../src/storage/commit_count.ts";
import { openClient } from "../../../src/storage/database.ts";
import type { TortureHarm } from "../harm.ts";
import { losePast } from "../past_lost.ts";

export const lostLog: TortureHarm = {
  name: "lost-log",
  ids: "[H11] [H2]",
  expected:
    "after kill -9 the log is removed or cut: it is told how much is missing at least, and open pages hold what there is",
  rounds: { short: 2, long: 15 },
  run: (run) =>
    losePast(run, async ({ restorable, random, report }) => {
      const commits = async () => commitsIn(await restorable.copy());
      const before = await commits();
      const log = join(restorable.dataDir, "confab.db-wal");
      if (random.chance(0.5)) await rm(log);
      else await truncate(log, Math.floor((await stat(log)).size * random.next()));
      const missing = before - (await commits());
      return async () => {
        const reported = Number(/"changes_missing","text":"At least (\d+) /.exec(restorable.log())?.[1] ?? 0);
        // The count beside the database is written after the commit, and may be one behind.
        if (reported > missing || reported < missing - 1)
          report(`${missing} changes are missing, and it says ${reported}.`);
      };
    }),
};

/** In a copy of the folder, which is changed by being read. */
async function commitsIn(dataDir: string): Promise<number> {
  const client = openClient({ path: join(dataDir, "confab.db"), timeoutMs: 1000 });
  try {
    return (await readCommitCount(client)) ?? 0;
  } finally {
    client.close();
  }
}
