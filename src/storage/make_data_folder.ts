import { mkdirSync, rmdirSync } from "node:fs";
import { dirname } from "node:path";

import { StartError } from "../domain/start_error.ts";
import { whyNotOpened } from "./errors.ts";

/** It holds everybody's messages: for the owner's eyes. Throws StartError with one line. Gives the first folder that was not there. */
export function makeDataFolder(dataDir: string): string | null {
  try {
    return mkdirSync(dataDir, { recursive: true, mode: 0o700 }) ?? null;
  } catch (error) {
    throw new StartError(`Cannot use the data folder ${dataDir}: ${whyNotOpened(error)}`, { cause: error });
  }
}

/** Those that `makeDataFolder` made, `first` the first of them, as far as they are empty. */
export function removeMadeFolders(dataDir: string, first: string): void {
  try {
    for (let folder = dataDir; folder.length >= first.length; folder = dirname(folder)) rmdirSync(folder);
  } catch {
    // Something is in it: it is of use to somebody.
  }
}
