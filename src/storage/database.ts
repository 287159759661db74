// How the file is opened. One connection writes and checkpoints (SQLite 3.45.1 can lose a WAL reset by a second one);
// every other connection is `query_only` and never checkpoints. Nothing else in this process may open the file.
import { ChatError } from "../domain/chat_error.ts";
import { StartError } from "../domain/start_error.ts";
import type { StoredTextOptions } from "./stored_text.ts";
import type { Client } from "./client.ts";
import { codeOf, describe, isDamage, isPassing } from "./errors.ts";
import { openClient } from "./local_client.ts";

export { openClient };

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

/** A damaged page that many read must not cost the others what their connection has compiled. */
const replaceEveryMs = 1000;
export const damageRetryMs = 10_000;
export const unansweredSentence = "The server can't read its database right now.";
export const unreadableSentence = "The database is damaged where this is stored.";

const readerPragmas: Pragmas = { query_only: 1, wal_autocheckpoint: 0, cache_size: -32 * 1024 };

interface ReaderOptions extends StoredTextOptions {
  /** A read met a damaged page, and is refused as `busy`. Without it the error is thrown as it is. */
  onDamage?: (problem: string) => void;
  /** A read met a disk that does not answer, or a lock: the same. */
  onTrouble?: (problem: string) => void;
  monotonicMs?: () => number;
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
 * The main thread's reader. After an error the connection is replaced: it may hold pages as they were read then, and a statement
 * that failed as BUSY stays half-open inside libSQL and would hold an old snapshot for ever.
 */
export async function openReader(
  path: string,
  { onDamage, onTrouble, monotonicMs = () => performance.now(), ...options }: ReaderOptions = {},
): Promise<Client> {
  const client = openClient({ path, timeoutMs: 250, ...options });
  await applyPragmas(client, readerPragmas);
  let isPrepared = true;
  let isDoubtful = false;
  let replacedAt = -Infinity;

  /** Not where the read failed: the same error may hit these. */
  async function prepare(): Promise<void> {
    if (isDoubtful) replaceInTime();
    if (isPrepared) return;
    await applyPragmas(client, readerPragmas);
    isPrepared = true;
  }

  function replaceInTime(): void {
    isDoubtful = true;
    if (monotonicMs() - replacedAt >= replaceEveryMs) replaceConnection();
  }

  function replaceConnection(): void {
    client.reconnect();
    replacedAt = monotonicMs();
    isPrepared = false;
    isDoubtful = false;
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

  async function attempt<T>(read: () => Promise<T>): Promise<T> {
    try {
      await prepare();
      return await read();
    } catch (error) {
      if (codeOf(error) === "SQLITE_BUSY") replaceConnection();
      else replaceInTime();
      throw refusalOf(error);
    }
  }

  return {
    ...client,
    execute: (statement) => attempt(() => client.execute(statement)),
    batch: (statements, mode) => attempt(() => client.batch(statements, mode)),
  };
}

function busy(text: string, { retryAfterMs, cause }: { retryAfterMs: number; cause: unknown }): ChatError {
  const refusal = new ChatError("busy", text, { retryAfterMs });
  refusal.cause = cause;
  return refusal;
}
