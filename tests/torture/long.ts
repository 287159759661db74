// `bun run torture`: the long form, all harms and one table. `--only kill,restore`, `--seed N`, `--kills 200`.
import { parseArgs } from "node:util";

import { freshSeed } from "../support/random.ts";
import type { TortureHarm } from "./harm.ts";
import { harms } from "./harms.ts";
import { describeTable, type Row } from "./table.ts";

const { values } = parseArgs({
  args: Bun.argv.slice(2),
  options: {
    only: { type: "string" },
    seed: { type: "string" },
    /** Rounds of `kill`; all other harms have as many in proportion. */
    kills: { type: "string", default: "200" },
  },
});
const names = values.only?.split(",") ?? harms.map(({ name }) => name);
const unknown = names.find((name) => !harms.some((harm) => harm.name === name));
const kills = Number(values.kills);
const seed = Number(values.seed ?? freshSeed());
if (unknown !== undefined || !Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) {
  if (unknown !== undefined) console.error(`There is no harm ${unknown}.`);
  console.error("Usage: bun run torture [--only NAME,NAME] [--seed 1] [--kills 200]");
  console.error(`Harms: ${harms.map(({ name }) => name).join(", ")}`);
  process.exit(2);
}

async function runHarm(harm: TortureHarm): Promise<Row> {
  const { name, expected } = harm;
  const rounds = Math.max(1, Math.round((harm.rounds.long * kills) / 200));
  const nothing = { harm: name, rounds, expected, seconds: 0, outcome: null };
  const reason = harm.whyNot?.() ?? null;
  if (reason !== null) return { ...nothing, problems: [], held: `not tried: ${reason}` };
  console.log(`── ${name}, ${rounds} rounds, seed ${seed}`);
  const start = performance.now();
  const seconds = () => Math.round((performance.now() - start) / 1000);
  try {
    const outcome = await harm.run({ form: "long", rounds, seed, progress: console.log });
    const { problems } = outcome;
    return { ...nothing, outcome, problems, held: problems.length === 0 ? "yes" : "NO", seconds: seconds() };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { ...nothing, problems: [problem], held: "NO", seconds: seconds() };
  }
}

const rows: Row[] = [];
for (const harm of harms) {
  if (!names.includes(harm.name)) continue;
  const row = await runHarm(harm);
  for (const problem of row.problems) console.log(problem);
  rows.push(row);
}
console.log(`\nSeed ${seed}\n${describeTable(rows)}`);
process.exit(rows.some(({ problems }) => problems.length > 0) ? 1 : 0);
