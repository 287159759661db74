// Compiling a statement takes SQLite longer than running it: most of our reads are one large statement over few rows. So each
// connection caches its compiled statements. `@libsql/client` has no such setting; its pool makes the connections.
import { ConnectionPool, Sqlite3Client } from "@libsql/client/sqlite3";
import type { Client } from "@libsql/client";

type Connection = ReturnType<ConnectionPool["acquireSync"]>;

/** More than the server has; a search builds its statements by what was typed. The least recently used goes first. */
export const maxCached = 256;

/** A client with one read-only connection. Writes are compiled each time: their statements differ with each batch. */
export function createCachingClient(path: string, { timeoutMs }: { timeoutMs: number }): Client {
  return new Sqlite3Client(new StatementCachePool(path, { timeout: timeoutMs }, 1), "number");
}

class StatementCachePool extends ConnectionPool {
  readonly #seen = new WeakSet<Connection>();

  override acquireSync(forTransaction?: boolean): Connection {
    const connection = super.acquireSync(forTransaction);
    if (!this.#seen.has(connection)) {
      this.#seen.add(connection);
      const prepare = connection.prepare.bind(connection);
      Object.assign(connection, { prepare: cacheStatements(prepare) });
    }
    return connection;
  }
}

/** `prepare` that compiles a text once. The cache ends with the connection: libSQL frees it when its statements are collected. */
export function cacheStatements<S>(prepare: (text: string) => S): (text: string) => S {
  const cached = new Map<string, S>();
  return (text) => {
    const known = cached.get(text);
    if (known === undefined && isPragma(text)) return prepare(text);
    const found = known ?? prepare(text);
    cached.delete(text);
    cached.set(text, found);
    const [oldest] = cached.keys();
    if (cached.size > maxCached && oldest !== undefined) cached.delete(oldest);
    return found;
  };
}

/** Some PRAGMAs run when they are compiled, and only then. */
function isPragma(text: string): boolean {
  return /^\s*PRAGMA\b/i.test(text);
}
