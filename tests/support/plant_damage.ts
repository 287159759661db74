// Damage in a database file that nobody has open: which page holds what, and other bytes in its place.
import { closeSync, openSync, readSync, writeSync } from "node:fs";
import { join } from "node:path";

import { openClient } from "../../src/storage/database.ts";

const pageBytes = 4096;

export interface Damageable {
  /** Rows past the journal, and everything in the file itself afterwards. */
  write(...statements: string[]): Promise<void>;
  read(sql: string): Promise<unknown[]>;
  /** The pages of a table or index, in the order of their keys. */
  leavesOf(name: string): Promise<number[]>;
  /** The leaf of `messages` that holds this row. */
  leafOfMessage(id: number): Promise<number>;
  /** Other bytes, from `at` on; a whole page of them, which no B-tree can begin with, unless told. */
  overwrite(page: number, options?: { at?: number; bytes?: Uint8Array }): void;
  readPage(page: number): Buffer;
}

export function damageable(dataDir: string): Damageable {
  const path = join(dataDir, "confab.db");

  async function using<T>(use: (client: ReturnType<typeof openClient>) => Promise<T>): Promise<T> {
    const client = openClient({ path, timeoutMs: 1000 });
    try {
      return await use(client);
    } finally {
      client.close();
      // A closed connection lives on until its statements are collected.
      Bun.gc(true);
    }
  }

  async function leavesOf(name: string): Promise<number[]> {
    const rows = await read(
      `SELECT pageno FROM dbstat WHERE name = '${name}' AND pagetype = 'leaf' ORDER BY path`,
    );
    return rows.map(Number);
  }

  function read(sql: string): Promise<unknown[]> {
    return using(async (client) => (await client.execute(sql)).rows.map((row) => row[0]));
  }

  function readPage(page: number): Buffer {
    const descriptor = openSync(path, "r");
    const bytes = Buffer.alloc(pageBytes);
    readSync(descriptor, bytes, 0, pageBytes, (page - 1) * pageBytes);
    closeSync(descriptor);
    return bytes;
  }

  return {
    write: (...statements) =>
      using(async (client) => {
        await client.batch(statements, "write");
        await client.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      }),
    read,
    leavesOf,
    async leafOfMessage(id) {
      for (const page of await leavesOf("messages")) if (holdsRow(readPage(page), id)) return page;
      throw new Error(`No page of messages holds the row ${id}.`);
    },
    overwrite(page, { at = 0, bytes = randomPage() } = {}) {
      const descriptor = openSync(path, "r+");
      writeSync(descriptor, bytes, 0, bytes.length, (page - 1) * pageBytes + at);
      closeSync(descriptor);
    },
    readPage,
  };
}

function randomPage(): Uint8Array {
  const bytes = crypto.getRandomValues(new Uint8Array(pageBytes));
  bytes[0] = 0xff;
  return bytes;
}

/** Of a leaf of a table: between the rowids of its first and last cell (fileformat2.html, "B-tree Pages"). */
function holdsRow(page: Buffer, id: number): boolean {
  const cells = page.readUInt16BE(3);
  const rowidOf = (cell: number) => {
    let at = page.readUInt16BE(8 + 2 * cell);
    at = readVarint(page, at).next;
    return readVarint(page, at).value;
  };
  return cells > 0 && rowidOf(0) <= id && id <= rowidOf(cells - 1);
}

function readVarint(page: Buffer, at: number): { value: number; next: number } {
  let value = 0;
  for (let next = at; ; next += 1) {
    const byte = page.readUInt8(next);
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, next: next + 1 };
  }
}
