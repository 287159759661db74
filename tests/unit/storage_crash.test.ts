// Another process fights for the lock, then the writer is killed: whatever it acknowledged is on disk. A client that is not
// reconnected after BUSY fails this (libsql-client-ts#352).
import { expect, test } from "bun:test";
import { join } from "node:path";

import { openClient } from "../../src/storage/database.ts";
import { makeDataFolder, people } from "../support/data_folder.ts";

test("[D1] every acknowledged post survives kill -9, though another process held the lock now and then", async () => {
  const folder = await makeDataFolder();
  await (await folder.open()).close();
  await folder.write(...people);
  const writer = Bun.spawn(
    [process.execPath, join(import.meta.dir, "storage_workers", "posts.ts"), folder.dataDir],
    {
      stdout: "pipe",
      stderr: "inherit",
      stdin: "pipe",
    },
  );
  const acknowledged = new Set<string>();
  const seen = { busy: 0 };
  const reading = readLines(writer.stdout, (line) => {
    if (line === "busy") seen.busy += 1;
    else acknowledged.add(line);
  });
  const acknowledgedMore = async (count: number) => {
    const target = acknowledged.size + count;
    while (acknowledged.size < target) await Bun.sleep(2);
  };
  await acknowledgedMore(50);
  const rival = openClient({ path: folder.path, timeoutMs: 2000 });
  for (let round = 0; round < 4; round += 1) {
    await rival.execute("PRAGMA wal_autocheckpoint = 0");
    await rival.execute("BEGIN IMMEDIATE");
    // Until the writer has met the lock.
    const { busy } = seen;
    while (seen.busy === busy) await Bun.sleep(2);
    await rival.execute("ROLLBACK");
    await acknowledgedMore(50);
  }
  rival.close();
  writer.kill("SIGKILL");
  await writer.exited;
  await reading;
  acknowledged.delete("open");
  const stored = new Set(await folder.read("SELECT client_id FROM messages"));
  expect(acknowledged.size).toBeGreaterThan(200);
  expect([...acknowledged].filter((clientId) => !stored.has(clientId))).toEqual([]);
  const [count, last] = await folder.read(
    "SELECT count(*) FROM messages UNION ALL SELECT last_seq FROM rooms WHERE id = 1",
  );
  expect(last).toBe(count);
  await folder.dispose();
}, 30_000);

async function readLines(stream: ReadableStream<Uint8Array>, take: (line: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(take);
  }
}
