// The executable of this source, built once a process, alone in a folder. Not where other temporary files lie: that may be
// memory that nothing is run from.
import { link, mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";

import { buildBinary } from "../../build/binary.ts";
import { ownTarget } from "../../build/targets.ts";

const disk = "/var/tmp";

let building: Promise<string> | null = null;

async function build(): Promise<string> {
  const target = ownTarget();
  if (!target) throw new Error("There is no executable for this machine.");
  const folder = await mkdtemp(join(disk, "confab-built-"));
  built.add(folder);
  const outfile = join(folder, "confab");
  await buildBinary({ target, outfile });
  return outfile;
}

const built = new Set<string>();

/** Call it when the file's tests are over. */
export async function removeBinaries(): Promise<void> {
  building = null;
  for (const folder of built) await rm(folder, { recursive: true, force: true });
  built.clear();
}

export interface BinaryFolder {
  /** As `startTestServer` takes it. */
  program: { command: string; folder: string };
  /** For libraries that are unpacked. Not beside the program, where nothing but its data appears. */
  env: Record<string, string>;
  /** Its command line, with nothing else in the environment. */
  run(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }>;
  dispose(): Promise<void>;
}

export async function makeBinaryFolder(): Promise<BinaryFolder> {
  building ??= build();
  const executable = await building;
  const outer = await mkdtemp(join(disk, "confab-alone-"));
  const [folder, TMPDIR] = [join(outer, "here"), join(outer, "tmp")];
  await Promise.all([mkdir(folder), mkdir(TMPDIR)]);
  const command = join(folder, "confab");
  await link(executable, command);
  const env: Record<string, string> = { TMPDIR };
  return {
    program: { command, folder },
    env,
    async run(...words) {
      const child = Bun.spawn([command, ...words], {
        cwd: folder,
        env,
        stdin: "ignore",
        stdout: "pipe",
        stderr: "pipe",
      });
      const [stdout, stderr, code] = await Promise.all([
        new Response(child.stdout).text(),
        new Response(child.stderr).text(),
        child.exited,
      ]);
      return { code, stdout, stderr };
    },
    dispose: () => rm(outer, { recursive: true, force: true }),
  };
}
