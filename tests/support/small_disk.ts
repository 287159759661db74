// A disk of a few megabytes that a test may fill. Only root may mount one.
import { mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface SmallDisk {
  folder: string;
  /** Takes all that is left. */
  fill(): void;
  /** Gives back what `fill` took. */
  free(): void;
  makeReadOnly(): void;
  remove(): void;
}

/** Null where mounting is not allowed. */
export function mountSmallDisk(megabytes: number): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), "confab-disk-"));
  const run = (...command: string[]) => {
    try {
      return Bun.spawnSync(command, { stdout: "ignore", stderr: "ignore" }).exitCode === 0;
    } catch {
      return false;
    }
  };
  if (!run("mount", "-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder)) {
    rmdirSync(folder);
    return null;
  }
  let fillers = 0;
  return {
    folder,
    fill() {
      // Most of it at once, for something is being written meanwhile.
      const { bavail, bsize } = statfsSync(folder);
      fillers += 1;
      run(
        "fallocate",
        "-l",
        String(Math.max(bsize, (bavail - 8) * bsize)),
        join(folder, `filler-${fillers}`),
      );
      // Down to the last page: each write that fails makes the next one smaller.
      for (let size = 1 << 20; size >= 512;) {
        try {
          fillers += 1;
          writeFileSync(join(folder, `filler-${fillers}`), Buffer.alloc(size, 1));
        } catch {
          size /= 2;
        }
      }
    },
    free() {
      for (; fillers > 0; fillers -= 1) rmSync(join(folder, `filler-${fillers}`), { force: true });
    },
    makeReadOnly() {
      if (!run("mount", "-o", "remount,ro", folder)) throw new Error(`${folder} stays writable.`);
    },
    remove() {
      // Lazily: libSQL may hold a closed file until the collector runs.
      run("umount", "-l", folder);
      rmdirSync(folder);
    },
  };
}
