import { copyFileSync, linkSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import { within } from "../../support/server.ts";
import { judged, type TortureHarm } from "../harm.ts";
import type { Harm } from "../torture.ts";

interface Swap {
  /** `old` is a database of long ago; `kept` a name for what is to be put back. */
  swap(paths: Paths): void;
  putBack(paths: Paths): void;
}

interface Paths {
  dataDir: string;
  database: string;
  old: string;
  saved: string;
}

const swaps: Record<string, Swap> = {
  removed: {
    swap({ database, saved }) {
      linkSync(database, saved);
      rmSync(database);
    },
    putBack: ({ database, saved }) => renameSync(saved, database),
  },
  "renamed with its folder": {
    swap: ({ dataDir }) => renameSync(dataDir, `${dataDir}-moved`),
    putBack: ({ dataDir }) => renameSync(`${dataDir}-moved`, dataDir),
  },
  replaced: {
    swap({ database, old, saved }) {
      renameSync(database, saved);
      copyFileSync(old, database);
    },
    putBack: ({ database, saved }) => renameSync(saved, database),
  },
  "copied over": {
    swap({ database, old, saved }) {
      copyFileSync(database, saved);
      copyFileSync(old, database);
    },
    putBack: ({ database, saved }) => copyFileSync(saved, database),
  },
};

export const fileSwap: TortureHarm = {
  name: "file-swap",
  ids: "[H7] [D1] [D2]",
  expected:
    "the database is removed, renamed, replaced, copied over: nothing is acknowledged any more, and all is there when it is put back",
  rounds: { short: 4, long: 24 },
  async run(run) {
    const folder = mkdtempSync(join(tmpdir(), "confab-swap-"));
    const old = join(folder, "old.db");
    let round = 0;
    try {
      return await judged({
        ...run,
        clients: 5,
        async furnish({ dataDir }) {
          copyFileSync(join(dataDir, "confab.db"), old);
        },
        async harm(harm) {
          const { server, restart } = harm;
          const { dataDir } = server;
          const names = Object.keys(swaps);
          const name = names[round % names.length] ?? "";
          const paths = {
            dataDir,
            database: join(dataDir, "confab.db"),
            old,
            saved: join(dataDir, "kept.db"),
          };
          round += 1;
          // It stands still, so that what was acknowledged before is in what is put back, and all after is a fault.
          server.signal("SIGSTOP");
          swaps[name]?.swap(paths);
          server.signal("SIGCONT");
          await expectUnready(harm, name);
          const code = await within(server.stop(), 20_000, () => `${name}: it does not end.`);
          if (code !== 0) throw new Error(`${name}: it ended with ${code}.`);
          swaps[name]?.putBack(paths);
          rmSync(paths.saved, { force: true });
          return restart();
        },
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Unready, and whoever tries is told so; what nobody answered stays unanswered. */
async function expectUnready({ server, people, archiveId, acknowledged }: Harm, name: string): Promise<void> {
  const isTold = async () => {
    while ((await fetch(`${server.url}/readyz`)).status !== 503) await wait(10);
  };
  await within(isTold(), 20_000, () => `${name}: nobody was told.`);
  let before: number[] = [];
  for (let times = 0; times < 2; times += 1) {
    before = acknowledged();
    for (const person of people) {
      const clientId = crypto.randomUUID();
      const { status } = await person.post(`/api/rooms/${archiveId}/messages`, { clientId, body: "Hello?" });
      if (status !== 503) throw new Error(`${name}: a post was answered with ${status}.`);
    }
  }
  if (acknowledged().join() !== before.join()) throw new Error(`${name}: it went on acknowledging.`);
}
