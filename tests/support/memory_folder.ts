// A folder in memory for what tests write: half of a commit is the disk's answer.
import { mkdtempSync, statfsSync } from "node:fs";
import { join } from "node:path";

/** Linux's own disk in memory. */
const shared = "/dev/shm";
/** Many times what the rings have there at once. In a container it may be as small as 64 MiB. */
const roomBytes = 1024 ** 3;

/** Null where there is none, or none with room. */
export function makeMemoryFolder(): string | null {
  try {
    const { bavail, bsize } = statfsSync(shared);
    return bavail * bsize < roomBytes ? null : mkdtempSync(join(shared, "confab-tests-"));
  } catch {
    return null;
  }
}
