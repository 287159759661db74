// The short form of the torture; `bun run torture` is the long one.
import { describe, expect, test } from "bun:test";

import { freshSeed } from "../support/random.ts";
import { harms } from "./harms.ts";

describe("[TORTURE] people who post without rest, and a server that is harmed", () => {
  for (const { name, ids, expected, rounds, whyNot, run } of harms) {
    const reason = whyNot?.() ?? null;
    if (reason !== null) console.log(`${name} is not tried: ${reason}.`);
    test.skipIf(reason !== null)(
      `${ids} ${name}: ${expected}`,
      async () => {
        const seed = freshSeed();
        const progress = (line: string) => console.log(`${name}, seed ${seed}: ${line}`);
        const { problems } = await run({ form: "short", rounds: rounds.short, seed, progress });
        expect(problems.join("\n")).toBe("");
      },
      120_000,
    );
  }
});
