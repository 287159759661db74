// The database as a file of this machine: one connection that keeps its compiled statements. `@libsql/client` compiles each of
// them anew, which costs a post more than what they do.
//
// Of libSQL's statements only `all` and `run` are used: an `iterate` that is broken off keeps an old snapshot, and checkpoints wait
// for it.
import Database from "libsql";
import type { Client, ResultSet } from "./client.ts";
import { createCompiledStatements, namesOf, type CompiledStatements } from "./compiled_statements.ts";
import { DatabaseError } from "./errors.ts";
import { databaseError, openError } from "./libsql_error.ts";
import { createRowReader } from "./row_reader.ts";
import type { Statement } from "./statement.ts";
import type { StoredTextOptions } from "./stored_text.ts";

interface ClientOptions extends StoredTextOptions {
  path: string;
  /** How long SQLite waits for a lock, and the thread with it. */
  timeoutMs: number;
  /** Asks the collector for closed connections. By default in steps: the thread may serve people. */
  collect?: () => void;
  monotonicMs?: () => number;
}

interface Connection {
  database: Database.Database;
  statements: CompiledStatements;
  begin: Database.Statement;
  commit: Database.Statement;
  rollback: Database.Statement;
}

const collectEveryMs = 1000;
/** So many closed connections do not wait for that. */
const maxClosed = 8;

export function openClient({
  path,
  timeoutMs,
  onReplacedText,
  collect = () => Bun.gc(false),
  monotonicMs = () => performance.now(),
}: ClientOptions): Client {
  const toRows = createRowReader({ onReplacedText });
  let connection: Connection | null = null;
  let isClosed = false;
  let closed = 0;
  let collectedAt = -Infinity;

  function connect(): Connection {
    if (isClosed) throw new DatabaseError("The client is closed.", { code: "CLIENT_CLOSED" });
    if (connection) return connection;
    const database = openDatabase(path, timeoutMs);
    const prepare = (text: string) => database.prepare(text);
    connection = {
      database,
      statements: createCompiledStatements(prepare),
      // They stay: one that met BUSY is half-open until it runs again, and would keep later commits of this connection back.
      begin: prepare("BEGIN IMMEDIATE"),
      commit: prepare("COMMIT"),
      rollback: prepare("ROLLBACK"),
    };
    return connection;
  }

  // libSQL frees a closed connection, with its descriptors, only when the statements made on it are collected as garbage.
  function disconnect(): void {
    if (!connection) return;
    const { database, statements, rollback } = connection;
    connection = null;
    statements.clear();
    // So that a lock ends now.
    if (database.inTransaction) attempt(() => rollback.run([]));
    database.close();
    closed += 1;
    const now = monotonicMs();
    if (closed < maxClosed && now - collectedAt < collectEveryMs) return;
    closed = 0;
    collectedAt = now;
    collect();
  }

  function run({ statements }: Connection, given: string | Statement): ResultSet {
    const { sql, args } = typeof given === "string" ? { sql: given, args: [] } : given;
    return statements.use(sql, args, (compiled) => {
      const { statement, isPragma } = compiled;
      if (!compiled.columns) return { rows: [], rowsAffected: statement.run(args).changes };
      const rows = statement.all(args);
      // Another connection changed the table: SQLite has compiled this one anew.
      if (hasOtherColumns(rows[0], compiled.columns)) compiled.columns = namesOf(statement);
      return { rows: toRows(rows, { columns: compiled.columns, isPragma }), rowsAffected: 0 };
    });
  }

  function runAll(statements: (string | Statement)[]): ResultSet[] {
    const connected = connect();
    const { database, begin, commit, rollback } = connected;
    try {
      begin.run([]);
    } catch (error) {
      throw databaseError(error, { isBegun: false });
    }
    try {
      const results = statements.map((statement) => {
        if (!database.inTransaction)
          throw new DatabaseError("The transaction has ended.", { code: "TRANSACTION_CLOSED" });
        return run(connected, statement);
      });
      commit.run([]);
      return results;
    } catch (error) {
      // What cannot be rolled back ends with its connection.
      if (database.inTransaction && !attempt(() => rollback.run([]))) disconnect();
      throw error;
    }
  }

  return {
    async execute(statement) {
      try {
        return run(connect(), statement);
      } catch (error) {
        throw databaseError(error);
      }
    },
    async batch(statements) {
      try {
        return runAll(statements);
      } catch (error) {
        throw databaseError(error);
      }
    },
    reconnect: disconnect,
    close() {
      isClosed = true;
      disconnect();
    },
  };
}

function openDatabase(path: string, timeout: number): Database.Database {
  try {
    return new Database(path, { timeout });
  } catch (error) {
    throw openError(error);
  }
}

function hasOtherColumns(row: unknown, columns: string[]): boolean {
  return Array.isArray(row) && row.length !== columns.length;
}

function attempt(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}
