// The server lives, and the line to it does not: clients come back, catch up, and miss nothing.
import { describe, expect, test } from "bun:test";
import { setTimeout as wait } from "node:timers/promises";

import { describeFaults } from "../support/checker.ts";
import { freshSeed } from "../support/random.ts";
import { torture, type Harm, type TortureOptions } from "./torture.ts";

async function expectNoFault(options: Omit<TortureOptions, "seed" | "kills">): Promise<void> {
  const seed = freshSeed();
  const { verdict, hits, summary } = await torture({ clients: 5, ...options, kills: 6, seed });
  console.log(`seed ${seed}: ${summary}`);
  expect(verdict.acknowledged).toBeGreaterThan(100);
  expect(hits).toBeGreaterThan(2);
  expect(describeFaults(verdict)).toBe("");
}

describe("[TORTURE] the line breaks", () => {
  test("[D5] [D6] a wire that is cut", async () => {
    await expectNoFault({
      hasWire: true,
      async harm({ server, wire }: Harm) {
        wire?.cut();
        return server;
      },
    });
  });

  test("[D4] [D5] a wire that stalls, and is cut with what was under way in it", async () => {
    await expectNoFault({
      hasWire: true,
      async harm({ server, wire, random }: Harm) {
        wire?.stall();
        await wait(random.between(20, 200));
        wire?.cut();
        wire?.heal();
        return server;
      },
    });
  });

  test("[D5] [D8] a wire that is slow, then whole again", async () => {
    await expectNoFault({
      hasWire: true,
      async harm({ server, wire, random }: Harm) {
        wire?.throttle(random.between(20_000, 200_000));
        wire?.delay(5);
        await wait(random.between(50, 300));
        wire?.heal();
        return server;
      },
    });
  });

  test("[D5] a server that stands still for a while", async () => {
    await expectNoFault({
      async harm({ server, random }: Harm) {
        server.signal("SIGSTOP");
        await wait(random.between(20, 300));
        server.signal("SIGCONT");
        return server;
      },
    });
  });
});
