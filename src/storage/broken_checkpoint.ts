// A checkpoint that began and did not end: its program was killed, the disk was full, or a crash left a log, which SQLite then calls
// tried and not folded in. Until the next one, thousands of commits later, each write to the main file would pass for it (SPEC H7).
import type { Client } from "./client.ts";

import type { DatabaseFiles } from "./database_files.ts";

interface BrokenCheckpoint {
  /** To be called after each check. Ends the broken checkpoint, unless another program has the lock. Throws `DatabaseReplaced`, as the check does. */
  finish(): Promise<void>;
}

// A disk without room: no reason to write megabytes each second. Large logs are tried by each commit anyway.
const checksBetweenTries = 60;

export function createBrokenCheckpoint(
  client: Client,
  files: Pick<DatabaseFiles, "check" | "hasOpenCheckpoint">,
): BrokenCheckpoint {
  let checksToSkip = 0;
  return {
    async finish() {
      if (checksToSkip > 0) {
        checksToSkip -= 1;
        return;
      }
      if (!files.hasOpenCheckpoint()) return;
      try {
        // Passive: it does not wait, and while another program's checkpoint runs it writes nothing and answers "busy".
        await client.execute("PRAGMA wal_checkpoint(PASSIVE)");
      } catch {
        // Nothing is lost: the log has all of it, and commits report the problem of the disk.
        checksToSkip = checksBetweenTries;
      }
      // Frames up to now belong to this checkpoint; later ones do not.
      files.check();
    },
  };
}
