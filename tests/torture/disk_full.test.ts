// The disk fills while people talk: their posts wait or are told to come back, nothing acknowledged is lost, and all goes
// on once there is room again.
import { describe, expect, test } from "bun:test";
import { setTimeout as wait } from "node:timers/promises";

import { describeFaults } from "../support/checker.ts";
import { freshSeed } from "../support/random.ts";
import { within } from "../support/server.ts";
import { mountSmallDisk } from "../support/small_disk.ts";
import { torture, type Harm } from "./torture.ts";

const disk = mountSmallDisk(16);
if (!disk) console.log("No small disk can be mounted here: a full disk is not tried.");

describe("[TORTURE] the disk is full", () => {
  test.skipIf(disk === null)(
    "[D1] [X3] nothing acknowledged is lost, and room again means life again",
    async () => {
      if (!disk) return;
      const seed = freshSeed();
      async function fillAndFree({ server, restart, random }: Harm) {
        const troubles = () => server.stderr().split('"journal_trouble"').length;
        const before = troubles();
        disk?.fill();
        // The fifth try: from the fourth on people are told `busy`.
        const isTold = async () => {
          while (troubles() < before + 5) await wait(10);
        };
        await within(isTold(), 20_000, () => `The server did not notice a full disk.\n${server.stderr()}`);
        expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
        // Sometimes it is killed as well: what was acknowledged before stays.
        const isKilled = random.chance(0.5);
        if (isKilled) await server.kill();
        disk?.free();
        return isKilled ? restart() : server;
      }
      try {
        const { verdict, summary } = await torture({
          kills: 3,
          clients: 5,
          seed,
          dataDir: disk.folder,
          harm: fillAndFree,
        });
        console.log(`seed ${seed}: ${summary}`);
        expect(verdict.acknowledged).toBeGreaterThan(60);
        expect(describeFaults(verdict)).toBe("");
      } finally {
        disk.remove();
      }
    },
  );
});
