// Runs the generator as a process of its own, so that it does not share a core with the server by accident of one thread.
import { join } from "node:path";

import type { GeneratorPlan, GeneratorReport } from "./plan.ts";

/** `folder`: for the plan's file. */
export async function generate(folder: string, plan: GeneratorPlan): Promise<GeneratorReport> {
  const file = join(folder, `${plan.prefix}plan.json`);
  await Bun.write(file, JSON.stringify(plan));
  const child = Bun.spawn([process.execPath, join(import.meta.dir, "generator.ts"), file], {
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
  });
  const timer = setTimeout(() => child.kill("SIGKILL"), 180_000);
  const text = await new Response(child.stdout).text();
  clearTimeout(timer);
  if ((await child.exited) !== 0) throw new Error("The generator gave up.");
  return JSON.parse(text.trim().split("\n").at(-1) ?? "");
}
