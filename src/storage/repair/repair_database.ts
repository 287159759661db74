// Makes a whole database of a damaged one (SPEC H5). Nothing is written to the damaged file: it stays beside the new one, which
// takes its place only when it was verified.
import { existsSync, linkSync, openSync, closeSync, fsyncSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { StartError } from "../../domain/start_error.ts";
import { checkDatabase } from "../damage/check_database.ts";
import { describeFinding } from "../damage/findings.ts";
import { openReader } from "../database.ts";
import { describe, isDamage, isDiskFull } from "../errors.ts";
import { copyDatabase, type Copied } from "./copy_database.ts";
import { copyWithNewHeader } from "./new_header.ts";

interface Repaired extends Copied {
  /** Where the damaged file is now. */
  replacedPath: string;
}

interface RepairOptions {
  path: string;
  at: number;
  report: (line: string) => void;
}

/** The caller holds the folder's lock. Throws StartError when nothing can be made of it; then all is as it was. */
export async function repairDatabase({ path, at, report }: RepairOptions): Promise<Repaired> {
  const fresh = `${path}-repaired`;
  const scratch = `${path}-reading`;
  const empty = `${path}-empty`;
  remove(fresh, scratch, empty);
  try {
    const copied = await copyReadable({ path, fresh, scratch, empty, at, report });
    report("The new database is verified …");
    await verify(fresh);
    return { ...copied, replacedPath: swap(path, fresh, at) };
  } catch (error) {
    if (error instanceof StartError) throw error;
    const why = isDiskFull(error)
      ? "there is not enough disk space for a second database. Free twice the size of this one and run it again"
      : `${describe(error)}. Restore a backup`;
    throw new StartError(`${path} cannot be repaired: ${why}.`, { cause: error });
  } finally {
    remove(fresh, scratch, empty);
  }
}

async function copyReadable(
  options: RepairOptions & { fresh: string; scratch: string; empty: string },
): Promise<Copied> {
  const { path, fresh, scratch, empty, at, report } = options;
  try {
    return await copyDatabase({ from: path, to: fresh, empty, at, report });
  } catch (error) {
    if (!isDamage(error)) throw error;
    report("The header is damaged: it is read with a new one …");
    remove(fresh, empty);
    await copyWithNewHeader(path, scratch);
    return copyDatabase({ from: scratch, to: fresh, empty, at, report });
  }
}

async function verify(fresh: string): Promise<void> {
  const client = await openReader(fresh);
  try {
    const [bad] = await checkDatabase({ client, depth: "integrity" });
    if (bad)
      throw new StartError(`The rebuilt database is damaged: ${describeFinding(bad)}. Restore a backup.`);
  } finally {
    client.close();
  }
}

/** At every moment there is a database at the path, and never one beside the log of the other. */
function swap(path: string, fresh: string, at: number): string {
  const replacedPath = `${path}.damaged-${new Date(at).toISOString().replaceAll(/[:.]/g, "-")}`;
  linkSync(path, replacedPath);
  if (existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0)
    renameSync(`${path}-wal`, `${replacedPath}-wal`);
  remove(`${path}-wal`, `${path}-shm`);
  sync(fresh);
  renameSync(fresh, path);
  sync(dirname(path));
  return replacedPath;
}

function sync(path: string): void {
  const descriptor = openSync(path, "r");
  fsyncSync(descriptor);
  closeSync(descriptor);
}

function remove(...paths: string[]): void {
  for (const path of paths) {
    for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(`${path}${suffix}`, { force: true });
  }
}
