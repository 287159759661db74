// What storage asks of a database. It is a part of libSQL's own `Client`, so that one that is reached by a URL fits in here.
import type { Client as LibsqlClient, ResultSet as LibsqlResultSet } from "@libsql/client";
import type { Statement } from "./statement.ts";

export type { Row } from "@libsql/client";

/** `rows` have each cell by its column's position and name. `rowsAffected` is 0 where a statement returns rows. */
export type ResultSet = Pick<LibsqlResultSet, "rows" | "rowsAffected">;

export interface Client extends Pick<LibsqlClient, "close"> {
  /** Reads and PRAGMAs: what is written so may never reach the disk after a BUSY (libsql-client-ts#352). */
  execute(statement: string | Statement): Promise<ResultSet>;
  /** One transaction: all of it is committed, or nothing. */
  batch(statements: (string | Statement)[], mode: "write"): Promise<ResultSet[]>;
  /** The next statement opens a new connection, with SQLite's defaults. */
  reconnect(): unknown;
}
