// A snapshot of a database that may be in use, as a separate file (SPEC Y2). By a connection that can only read: it writes nothing
// to the database, checkpoints nothing, and the only long read is SQLite's own VACUUM INTO.
import { rmSync } from "node:fs";
import { openClient } from "../database.ts";
import { applyMigrations } from "../migrations.ts";

/** Not in a process that has the database open: closing it would drop SQLite's locks. The copy has the tables of this program. */
export async function copySnapshot({ from, to }: { from: string; to: string }): Promise<void> {
  const scratch = `${to}-scratch`;
  const client = openClient({ path: scratch, timeoutMs: 5000 });
  try {
    await client.execute({ sql: "ATTACH DATABASE ? AS live", args: [readOnlyUrl(from)] });
    await client.execute({ sql: "VACUUM live INTO ?", args: [to] });
  } finally {
    client.close();
    rmSync(scratch, { force: true });
  }
  const copy = openClient({ path: to, timeoutMs: 5000 });
  try {
    await applyMigrations(copy, to);
  } finally {
    copy.close();
  }
}

/** SQLite opens it without the right to write; percent-encoding keeps `#`, `?` and `%` of a folder's name. */
export function readOnlyUrl(path: string): string {
  return `file:${path.split("/").map(encodeURIComponent).join("/")}?mode=ro`;
}
