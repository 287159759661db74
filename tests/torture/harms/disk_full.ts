import { setTimeout as wait } from "node:timers/promises";

import { within } from "../../support/server.ts";
import { mountSmallDisk } from "../../support/small_disk.ts";
import { judged, type TortureHarm } from "../harm.ts";

export const diskFull: TortureHarm = {
  name: "disk-full",
  ids: "[D1] [X3]",
  expected: "the disk is full: people are told to come back, nothing is lost, room again means life again",
  rounds: { short: 3, long: 12 },
  whyNot() {
    const disk = mountSmallDisk(1);
    disk?.remove();
    return disk ? null : "no small disk can be mounted here";
  },
  async run(run) {
    const disk = mountSmallDisk(16 + run.rounds);
    if (!disk) throw new Error("No small disk can be mounted.");
    try {
      return await judged({
        ...run,
        clients: 5,
        dataDir: disk.folder,
        async harm({ server, restart, random }) {
          const troubles = () => server.stderr().split('"journal_trouble"').length;
          const before = troubles();
          disk.fill();
          // The fifth try: from the fourth on people are told `busy`.
          const isTold = async () => {
            while (troubles() < before + 5) await wait(10);
          };
          await within(isTold(), 20_000, () => `The server did not notice a full disk.\n${server.stderr()}`);
          const { status } = await fetch(`${server.url}/healthz`);
          if (status !== 200) throw new Error(`/healthz is ${status} when the disk is full.`);
          // Sometimes it is killed as well: what was acknowledged before stays.
          const isKilled = random.chance(0.5);
          if (isKilled) await server.kill();
          disk.free();
          return isKilled ? restart() : server;
        },
      });
    } finally {
      disk.remove();
    }
  },
};
