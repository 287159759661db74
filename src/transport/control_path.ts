// Where the control socket of a data folder is.
import { createHash } from "node:crypto";
import { lstatSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { StartError } from "../domain/start_error.ts";

/** macOS allows 103 bytes and a closing zero, Linux 107. */
const longestPath = 103;

/** In the data folder; where that path is too long for a socket, in a private folder of this user among the temporary files. */
export function controlPath(dataDir: string, temporary: string = tmpdir()): string {
  const path = join(dataDir, "control.sock");
  if (Buffer.byteLength(path) <= longestPath) return path;
  const owner = process.getuid?.() ?? 0;
  const name = createHash("sha256").update(dataDir).digest("hex").slice(0, 24);
  const folder = join(temporary, `confab-${owner}`);
  requirePrivateFolder(folder, owner);
  return join(folder, `${name}.sock`);
}

/** Anyone may write among the temporary files: a folder that is not ours alone could lead to someone else's socket. */
function requirePrivateFolder(folder: string, owner: number): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stats = lstatSync(folder);
  if (stats.isDirectory() && stats.uid === owner && (stats.mode & 0o077) === 0) return;
  throw new StartError(`${folder} must be a folder that only you can open. Remove it and try again.`);
}
