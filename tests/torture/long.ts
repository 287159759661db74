// `bun run torture`: the long form. `--kills 200`, `--seed N`.
import { parseArgs } from "node:util";

import { describeFaults } from "../support/checker.ts";
import { freshSeed } from "../support/random.ts";
import { torture } from "./torture.ts";

const { values } = parseArgs({
  args: Bun.argv.slice(2),
  options: { kills: { type: "string", default: "200" }, seed: { type: "string" } },
});
const kills = Number(values.kills);
const seed = Number(values.seed ?? freshSeed());
if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) {
  console.error("Usage: bun run torture [--kills 200] [--seed 1]");
  process.exit(2);
}

console.log(`${kills} kills, seed ${seed}`);
const start = performance.now();
const { verdict, hits, summary } = await torture({ kills, seed, progress: console.log });
console.log(`${summary}; ${Math.round((performance.now() - start) / 1000)} s`);
const didSomething = verdict.acknowledged >= kills * 10 && hits >= kills / 2;
if (!didSomething) console.log("Too little happened for this to mean anything.");
if (verdict.faults.length > 0) console.log(describeFaults(verdict));
process.exit(verdict.faults.length === 0 && didSomething ? 0 : 1);
