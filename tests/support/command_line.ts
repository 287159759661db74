// `bun run confab …` as a process, as a person or a script starts it.
import { join } from "node:path";

import { quickProgram } from "./quick_program.ts";

export const repository = join(import.meta.dir, "..", "..");

export interface CommandLineRun {
  stdout: string;
  stderr: string;
  code: number;
}

interface CommandLineOptions {
  dataDir?: string;
  env?: Record<string, string>;
  stdin?: string;
  cwd?: string;
}

export async function runConfab(
  words: readonly string[],
  { dataDir, env = {}, stdin, cwd = repository }: CommandLineOptions = {},
): Promise<CommandLineRun> {
  // Without words the quick program is the server.
  const command =
    quickProgram !== undefined && words.length > 0
      ? [quickProgram]
      : [process.execPath, join(repository, "src/cli.ts")];
  const run = Bun.spawn([...command, ...words], {
    cwd,
    stdin: stdin === undefined ? "ignore" : new TextEncoder().encode(stdin),
    stdout: "pipe",
    stderr: "pipe",
    env: {
      PATH: process.env["PATH"],
      TMPDIR: process.env["TMPDIR"],
      ...(dataDir === undefined ? {} : { DATA_DIR: dataDir }),
      ...env,
    },
    timeout: 50_000,
  });
  const [stdout, stderr, code] = await Promise.all([
    new Response(run.stdout).text(),
    new Response(run.stderr).text(),
    run.exited,
  ]);
  return { stdout, stderr, code };
}
