// Another program that writes the same file now and then: takes its lock for a moment, again and again, so that the
// server meets SQLITE_BUSY; with `keep` it takes it once and keeps it. `tests/torture/lock_holder.ts PATH [keep]`; ends with its
// standard input.
import { setTimeout as wait } from "node:timers/promises";

import { openClient } from "../../src/storage/database.ts";

const isKept = Bun.argv[3] === "keep";
// A server that commits without rest seldom leaves a gap, and it is tried ten times a second.
const client = openClient({ path: Bun.argv[2] ?? "", timeoutMs: isKept ? 20_000 : 2000 });
// It must not checkpoint: SQLite 3.45.1 can lose a log that two connections reset.
await client.execute("PRAGMA wal_autocheckpoint = 0");
process.stdin.on("end", () => process.exit(0)).resume();
if (isKept) await keep();
console.log("holding");
// First a moment without trouble.
await wait(500);
for (;;) {
  try {
    await client.execute("BEGIN IMMEDIATE");
    await wait(30);
    await client.execute("ROLLBACK");
  } catch {
    // The server had it just then.
    client.reconnect();
    await client.execute("PRAGMA wal_autocheckpoint = 0");
  }
  await wait(60);
}

async function keep(): Promise<never> {
  await client.execute("BEGIN IMMEDIATE");
  console.log("holding");
  // Collected as garbage it would end.
  for (;;) {
    await client.execute("SELECT 1");
    await wait(1000);
  }
}
