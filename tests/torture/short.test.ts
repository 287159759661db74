// The short form of the torture; `bun run torture` is the long one.
import { describe, expect, test } from "bun:test";

import { describeFaults } from "../support/checker.ts";
import { freshSeed } from "../support/random.ts";
import { torture } from "./torture.ts";

describe("[TORTURE] ten clients and a server that is killed", () => {
  test("[D1] [D2] [D3] [D4] [D5] after ten kill -9 nothing acknowledged is lost, nothing doubled, one order for all", async () => {
    const seed = freshSeed();
    const { verdict, hits, summary } = await torture({ kills: 10, seed });
    console.log(`seed ${seed}: ${summary}`);
    expect(verdict.acknowledged).toBeGreaterThan(200);
    expect(hits).toBeGreaterThan(3);
    expect(describeFaults(verdict)).toBe("");
  }, 120_000);
});
