// Negative controls: builds with one fault each. A judge that lets one of them pass is no judge.
import { describe, expect, test } from "bun:test";

import type { FaultKind } from "../support/checker_rules.ts";
import { describeFaults } from "../support/checker.ts";
import { freshSeed } from "../support/random.ts";
import type { TestServer } from "../support/server.ts";
import { holdDatabase } from "./hold_database.ts";
import { torture, type TortureOptions, type TortureResult } from "./torture.ts";

const short = { rounds: 3, clients: 4, rooms: 2 };

async function run(options: Omit<TortureOptions, "seed">): Promise<TortureResult> {
  const seed = freshSeed();
  const result = await torture({ ...options, seed, ...(options.broken && { patienceMs: 3000 }) });
  console.log(`${options.broken ?? "sound build"}, seed ${seed}: ${result.summary}`);
  return result;
}

function expectFault({ findings }: TortureResult, kind: FaultKind): void {
  expect(findings.acknowledged).toBeGreaterThan(0);
  expect(findings.count(kind)).toBeGreaterThan(0);
}

const holdLockNowAndThen = (server: TestServer) => holdDatabase(server, "now and then");

describe("[TORTURE] the checker finds each planted fault", () => {
  test("[D1] [D2] acknowledging before the commit: lost, and seen but not stored", async () => {
    const result = await run({ ...short, broken: "acknowledge-before-commit" });
    expectFault(result, "lost");
    expectFault(result, "unstored");
  });

  test("[D3] publishing a wrong seq: reordered", async () => {
    expectFault(await run({ ...short, rounds: 1, broken: "publish-wrong-seq" }), "reordered");
  });

  test("[D3] publishing without seq: reordered", async () => {
    expectFault(await run({ ...short, rounds: 1, broken: "publish-without-seq" }), "reordered");
  });

  // A poisoned connection either acknowledges what never reaches the disk or answers nothing more: every run must be found
  // at fault, and one of a few must show the loss itself.
  test("[D1] writing outside the batch after BUSY: at fault every time, and lost", async () => {
    for (let tries = 1; ; tries += 1) {
      const result = await run({ ...short, broken: "write-outside-the-batch", disturb: holdLockNowAndThen });
      expect(describeFaults(result.findings)).not.toBe("");
      if (tries < 6 && result.findings.count("lost") === 0) continue;
      expectFault(result, "lost");
      return;
    }
  }, 90_000);

  test("[D1] the real server under the same BUSY loses nothing", async () => {
    const result = await run({ ...short, disturb: holdLockNowAndThen });
    expect(result.findings.acknowledged).toBeGreaterThan(30);
    expect(describeFaults(result.findings)).toBe("");
  });
});
