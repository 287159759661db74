// A disk of a few megabytes that a test may fill. Only root may mount one.
import { mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

interface SmallDisk {
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
  const resize = (size: string) => run("mount", "-o", `remount,size=${size}`, folder);
  return {
    folder,
    fill() {
      // The disk shrinks to what it holds: at once, where writing it full takes longer than a backup. Refused while
      // something written meanwhile does not fit. A size of 0 would be no bound at all.
      for (let spare = 1; spare < 4096; spare += 256) {
        const { blocks, bfree, bsize } = statfsSync(folder);
        if (resize(`${(blocks - bfree + spare) * bsize}`)) break;
      }
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
      if (!resize(`${megabytes}m`)) throw new Error(`${folder} stays small.`);
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
