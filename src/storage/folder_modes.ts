// Only the server's account may read the files it makes (SPEC A7). The modes of older files are not changed, only reported.
import { closeSync, existsSync, openSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Warnings } from "../domain/warnings.ts";

const others = 0o077;

/**
 * SQLite makes a database for everyone to read, and its log and index as that one. Only files that do not exist yet: a file that
 * SQLite has open loses its locks when anyone closes it.
 */
export function makePrivateFile(path: string): void {
  if (existsSync(path)) return;
  try {
    closeSync(openSync(path, "wx", 0o600));
  } catch {
    // Another process was faster, or nothing can be made here: the next open reports it.
  }
}

interface FolderModes {
  dataDir: string;
  /** In the folder: the files with messages and accounts. */
  names: string[];
  warnings: Pick<Warnings, "raise">;
}

export function warnOfWideModes({ dataDir, names, warnings }: FolderModes): void {
  const mode = modeOf(dataDir);
  // Files in a folder that only this account may enter are safe.
  if (mode === null || (mode & others) === 0) return;
  const wide = names
    .map((name) => join(dataDir, name))
    .filter((path) => ((modeOf(path) ?? 0) & others) !== 0);
  const files = wide.length === 0 ? "" : ` and chmod 600 ${wide.join(" ")}`;
  const octal = (mode & 0o777).toString(8).padStart(4, "0");
  warnings.raise(
    "folder_open",
    `Other users of this machine can open the data folder ${dataDir} (${octal}). Run chmod 700 ${dataDir}${files}, then start again.`,
  );
}

function modeOf(path: string): number | null {
  try {
    return statSync(path).mode;
  } catch {
    return null;
  }
}
