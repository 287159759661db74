import { setTimeout as wait } from "node:timers/promises";

import { within } from "../../support/server.ts";
import { judged, type TortureHarm } from "../harm.ts";
import { holdDatabase } from "../hold_database.ts";

export const sigtermLocked: TortureHarm = {
  name: "sigterm-locked",
  ids: "[H8] [D1]",
  expected:
    "SIGTERM while the database is held: it ends within its bound, a successor starts, nothing is lost",
  rounds: { short: 1, long: 6 },
  run: (run) =>
    judged({
      ...run,
      async harm({ server, restart }) {
        const release = await holdDatabase(server, "keep");
        try {
          const isStuck = async () => {
            while (!server.stderr().includes('"tries":4')) await wait(10);
          };
          await within(isStuck(), 30_000, () => `Nothing is held up.\n${server.stderr()}`);
          // 8 s, and what a loaded machine adds.
          const code = await within(server.stop(), 16_000, () => "SIGTERM does not end it.");
          if (code !== 1) throw new Error(`It ended with ${code}, as if all were committed.`);
        } finally {
          await release();
        }
        return restart();
      },
    }),
};
