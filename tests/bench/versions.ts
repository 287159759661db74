// What was measured: versions of the programs, and the commit.
import { join } from "node:path";

import { nodePath } from "./contestants/contestants.ts";

const repository = join(import.meta.dir, "..", "..");

export async function readVersions(): Promise<{ versions: Record<string, string>; commit: string }> {
  const { devDependencies } = await Bun.file(join(repository, "package.json")).json();
  const versions = {
    bun: Bun.version,
    node: nodePath === null ? "none" : output([nodePath, "--version"]).replace(/^v/, ""),
    ws: devDependencies.ws,
    "socket.io": devDependencies["socket.io"],
  };
  return { versions, commit: output(["git", "rev-parse", "--short=12", "HEAD"]) };
}

function output(command: string[]): string {
  try {
    return Bun.spawnSync(command, { cwd: repository, stderr: "ignore" }).stdout.toString().trim();
  } catch {
    return "unknown";
  }
}
