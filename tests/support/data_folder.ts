// A data folder of a test's own, filled past the journal where a test needs what the journal would take long to make.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient, type Client } from "@libsql/client";

import { silentLog } from "../../src/domain/log.ts";
import { openClient } from "../../src/storage/database.ts";
import { databaseName, openStorage, type Storage, type StorageOptions } from "../../src/storage/storage.ts";

/** As libSQL gives it, text as text. */
export function openRaw(path: string): Client {
  return createClient({ url: `file:${path}`, concurrency: 1, timeout: 1000 });
}

export interface DataFolder {
  dataDir: string;
  path: string;
  open(options?: Partial<StorageOptions>): Promise<Storage>;
  /** Statements by a client of its own. Nobody else may have the file open. */
  write(...statements: string[]): Promise<void>;
  /** The first cell of each row. */
  read(sql: string): Promise<unknown[]>;
  dispose(): Promise<void>;
}

export async function makeDataFolder(): Promise<DataFolder> {
  const dataDir = await mkdtemp(join(tmpdir(), "confab-storage-"));
  const path = join(dataDir, databaseName);
  return {
    dataDir,
    path,
    open: (options = {}) => openStorage({ dataDir, now: Date.now, log: silentLog, ...options }),
    async write(...statements) {
      const client = openClient({ path, timeoutMs: 1000 });
      await client.batch(statements, "write");
      client.close();
    },
    async read(sql) {
      const client = openRaw(path);
      const { rows } = await client.execute(sql);
      client.close();
      return rows.map((row) => row[0]);
    },
    dispose: () => rm(dataDir, { recursive: true, force: true }),
  };
}

/** Ada (1) and Bob (2) with sessions of the same numbers, both in the lounge. */
export const people = [
  `INSERT INTO users (id, username, folded_look, typed_look, display_name, password_hash, role, created_at)
    VALUES (1, 'Ada', 'ada', 'Ada', 'Ada', 'hash', 'admin', 0), (2, 'Bob', 'bob', 'Bob', 'Bob', 'hash', 'member', 0)`,
  `INSERT INTO sessions (id, token_hash, user_id, created_at, last_seen_at, expires_at, address, agent)
    VALUES (1, 'a', 1, 0, 0, 9000000000000, '', ''), (2, 'b', 2, 0, 0, 9000000000000, '', '')`,
  "INSERT INTO members (room_id, user_id, role, read_seq, joined_at) VALUES (1, 1, 'member', 0, 0), (1, 2, 'member', 0, 0)",
];

/** Messages 1 to `count` of the lounge, by Ada up to `hers` and by Bob after. */
export function fillLounge(count: number, { hers = count }: { hers?: number } = {}): string[] {
  return [
    `INSERT INTO messages (room_id, seq, rev, author_id, client_id, post_hash, body, created_at)
      SELECT 1, value, value, iif(value <= ${hers}, 1, 2), 'old-' || value, 'hash', 'number ' || value, 0
      FROM generate_series(1, ${count})`,
    `UPDATE rooms SET rev = ${count}, last_seq = ${count} WHERE id = 1`,
  ];
}

export const ada = { userId: 1, sessionId: 1 };
export const bob = { userId: 2, sessionId: 2 };
