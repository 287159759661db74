// The only thing that writes the database: one connection, one transaction a batch, through `client.batch` alone. After a
// BUSY, libSQL acknowledges autocommit writes that never reach the disk (libsql-client-ts#352), so there are none.
import type { Client, ResultSet } from "@libsql/client";
import { applyPragmas, type Pragmas } from "./database.ts";
import type { Failure } from "./journal_messages.ts";
import { planRuns } from "./changes/verbs.ts";
import type { Entry } from "./changes/verb.ts";
import { statement, type Statement } from "./statement.ts";

export type RunBatch = (client: Client, statements: Statement[]) => Promise<ResultSet[]>;

export interface JournalWriterDeps {
  client: Client;
  pragmas: Pragmas;
  onTrouble: (trouble: { problem: string; tries: number }) => void;
  runBatch?: RunBatch;
}

export interface JournalWriter {
  /** Resolves after the commit with a JSON list of outcomes, one for each entry, in their order. */
  write(entries: Entry[]): Promise<string>;
}

const firstPauseMs = 10;
const longestPauseMs = 1000;

export function createJournalWriter({
  client,
  pragmas,
  onTrouble,
  runBatch = (writer, statements) => writer.batch(statements, "write"),
}: JournalWriterDeps): JournalWriter {
  let mustReconnect = false;

  async function commit(entries: Entry[]): Promise<string> {
    if (mustReconnect) {
      client.reconnect();
      await applyPragmas(client, pragmas);
      mustReconnect = false;
    }
    const plans = planRuns(entries);
    const statements = plans.flatMap((plan) => plan.statements.map(statement));
    const results = await runBatch(client, statements);
    let next = 0;
    return plans
      .map((plan) => plan.outcomes(results.slice(next, (next += plan.statements.length))))
      .join(",");
  }

  async function commitOrSplit(entries: Entry[]): Promise<string> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await commit(entries);
      } catch (error) {
        // Whatever went wrong, this connection has had it.
        mustReconnect = true;
        if (!isPassing(error)) return await split(entries, error);
        onTrouble({ problem: describe(error), tries });
        await Bun.sleep(Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(tries - 1, 10)));
      }
    }
  }

  // A change that breaks a constraint must not take its neighbours along. The order stays.
  async function split(entries: Entry[], error: unknown): Promise<string> {
    if (entries.length <= 1) {
      return JSON.stringify({ ok: false, failed: describe(error) } satisfies Failure);
    }
    const middle = Math.ceil(entries.length / 2);
    const first = await commitOrSplit(entries.slice(0, middle));
    return `${first},${await commitOrSplit(entries.slice(middle))}`;
  }

  return {
    async write(entries) {
      return `[${await commitOrSplit(entries)}]`;
    },
  };
}

const passing = new Set([
  "SQLITE_BUSY",
  "SQLITE_LOCKED",
  "SQLITE_FULL",
  "SQLITE_IOERR",
  "SQLITE_CANTOPEN",
  "SQLITE_READONLY",
  "SQLITE_NOMEM",
  "SQLITE_PROTOCOL",
  "SQLITE_CORRUPT",
  "SQLITE_NOTADB",
]);

/** The state of the disk, not the fault of a change: the same batch may work later. */
function isPassing(error: unknown): boolean {
  return error instanceof Error && "code" in error && passing.has(String(error.code));
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
