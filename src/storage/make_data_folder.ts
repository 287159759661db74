import { mkdirSync } from "node:fs";
import { StartError } from "../domain/start_error.ts";
import { whyNotOpened } from "./errors.ts";

/** It holds everybody's messages: for the owner's eyes. Throws StartError with one line. */
export function makeDataFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StartError(`Cannot use the data folder ${dataDir}: ${whyNotOpened(error)}`, { cause: error });
  }
}
