// Everybody's messages: whatever is made here is for this account's eyes (SPEC A7). What was there before is not changed, only told of.
import { closeSync, existsSync, openSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Warnings } from "../domain/warnings.ts";

const others = 0o077;

/**
 * SQLite makes a database for everyone to read, and its log and index as that one. Only what is not there yet: a file that
 * SQLite has open loses its locks when anyone closes it.
 */
export function makePrivateFile(path: string): void {
  if (existsSync(path)) return;
  try {
    closeSync(openSync(path, "wx", 0o600));
  } catch {
    // Another process was faster, or nothing can be made here: what opens it next says so.
  }
}

interface FolderModes {
  dataDir: string;
  /** Of the folder: those that hold what people wrote, and who is who. */
  names: string[];
  warnings: Pick<Warnings, "raise">;
}

export function warnOfWideModes({ dataDir, names, warnings }: FolderModes): void {
  const mode = modeOf(dataDir);
  // Nobody comes to what is in a folder that nobody else may enter.
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
