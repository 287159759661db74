// How the file is opened. One connection writes and checkpoints (SQLite 3.45.1 can lose a WAL reset by a second one);
// every other connection is `query_only` and never checkpoints. Nothing else in this process may open the file.
import { createClient, type Client } from "@libsql/client";
import { ChatError } from "../domain/chat_error.ts";
import { StartError } from "../domain/start_error.ts";
import { createCachingClient } from "./statement_cache.ts";
import { readTextAsBytes, type StoredTextOptions } from "./stored_text.ts";
import { describe, isDamage, isPassing } from "./errors.ts";

export interface Pragmas {
  [name: string]: number;
}

/** Of the writer's own connection. `synchronous` 2 is FULL: a commit is on disk before it is acknowledged (D1). */
export const writerPragmas: Pragmas = {
  synchronous: 2,
  foreign_keys: 1,
  // Emptied text is overwritten (SPEC section 15): else its bytes stay in the file until the page is reused.
  secure_delete: 1,
  // KiB when negative: the indexes of a million messages stay in memory.
  cache_size: -64 * 1024,
  // Pages of 4 KiB: with the default 1,000 large batches spend half their time checkpointing.
  wal_autocheckpoint: 10_000,
  // Without it the log keeps the largest size it ever had.
  journal_size_limit: 64 * 1024 * 1024,
};

/** After so many errors the collector is asked to look. */
const maxReconnects = 32;
export const damageRetryMs = 10_000;
export const unansweredSentence = "The server can't read its database right now.";
export const unreadableSentence = "The database is damaged where this is stored.";

const readerPragmas: Pragmas = { query_only: 1, wal_autocheckpoint: 0, cache_size: -32 * 1024 };

interface ReaderOptions extends StoredTextOptions {
  /** A read met a damaged page, and is refused as `busy`. Without it the error is thrown as it is. */
  onDamage?: (problem: string) => void;
  /** A read met a disk that does not answer, or a lock: the same. */
  onTrouble?: (problem: string) => void;
}

interface OpenOptions extends StoredTextOptions {
  path: string;
  timeoutMs: number;
}

/** A PRAGMA reaches one connection of the pool, so the pool has one. Text is read as bytes (H4). */
export function openClient({ path, timeoutMs, onReplacedText }: OpenOptions): Client {
  const client = createClient({ url: fileUrl(path), concurrency: 1, timeout: timeoutMs });
  return readTextAsBytes(client, { onReplacedText });
}

/** Percent-encoding keeps `#`, `?` and `%` in a folder's name from being read as part of the URL. */
function fileUrl(path: string): string {
  return `file:${path.split("/").map(encodeURIComponent).join("/")}`;
}

/** Sets and reads back. To be called again after each `reconnect()`: the new connection has the defaults. */
export async function applyPragmas(client: Client, pragmas: Pragmas): Promise<void> {
  for (const [name, value] of Object.entries(pragmas)) {
    await client.execute(`PRAGMA ${name} = ${value}`);
    const actual = await readPragma(client, name);
    if (actual !== value) {
      throw new StartError(
        `The database does not take PRAGMA ${name} = ${value}: it stays ${JSON.stringify(actual)}.`,
      );
    }
  }
}

export async function readPragma(client: Client, name: string): Promise<unknown> {
  const result = await client.execute(`PRAGMA ${name}`);
  return result.rows[0]?.[0];
}

/** WAL is a property of the file, set once; a file system without shared memory refuses it. */
export async function requireWal(client: Client): Promise<void> {
  await client.execute("PRAGMA journal_mode = WAL");
  const mode = await readPragma(client, "journal_mode");
  if (mode !== "wal") throw new StartError("The database cannot use a write-ahead log on this file system.");
}

/**
 * The main thread's reader. After an error the connection is replaced: a statement that failed as BUSY stays half-open
 * inside libSQL and would hold an old snapshot for ever.
 */
export async function openReader(
  path: string,
  { onDamage, onTrouble, ...options }: ReaderOptions = {},
): Promise<Client> {
  const client = readTextAsBytes(createCachingClient(path, { timeoutMs: 250 }), options);
  await applyPragmas(client, readerPragmas);
  let reconnects = 0;
  /** Of which connection the pragmas are set. */
  let prepared = 0;

  /** Not where the read failed: the same error may hit these. */
  async function prepare(): Promise<void> {
    const connection = reconnects;
    if (prepared === connection) return;
    await applyPragmas(client, readerPragmas);
    prepared = connection;
  }

  function replaceConnection(): void {
    client.reconnect();
    reconnects += 1;
    // libSQL keeps a closed connection, with its descriptors, until the statements made on it are collected as garbage.
    // Not all at once: this thread serves people meanwhile.
    if (reconnects % maxReconnects === 0) Bun.gc(false);
  }

  /** Not a bug, and not final: what asked for it may be a post (H5, H7). */
  function refusalOf(error: unknown): unknown {
    if (onDamage && isDamage(error)) {
      onDamage(describe(error));
      return busy(unreadableSentence, { retryAfterMs: damageRetryMs, cause: error });
    }
    if (onTrouble && isPassing(error)) {
      onTrouble(describe(error));
      return busy(unansweredSentence, { retryAfterMs: 5000, cause: error });
    }
    return error;
  }

  return new Proxy(client, {
    get(target, property) {
      const member: unknown = Reflect.get(target, property, target);
      if (typeof member !== "function") return member;
      if (property !== "execute" && property !== "batch") return member.bind(target);
      return async (...args: unknown[]) => {
        try {
          await prepare();
          return await Reflect.apply(member, target, args);
        } catch (error) {
          replaceConnection();
          throw refusalOf(error);
        }
      };
    },
  });
}

function busy(text: string, { retryAfterMs, cause }: { retryAfterMs: number; cause: unknown }): ChatError {
  const refusal = new ChatError("busy", text, { retryAfterMs });
  refusal.cause = cause;
  return refusal;
}
