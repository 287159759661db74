// The only thing that writes the database: one connection, one transaction a batch, through `client.batch` alone. After a
// BUSY, libSQL acknowledges autocommit writes that never reach the disk (libsql-client-ts#352), so there are none.
import type { Client, ResultSet } from "./client.ts";
import { createCommitCounter } from "./commit_count.ts";
import { applyPragmas, type Pragmas } from "./database.ts";
import { DatabaseReplaced, type DatabaseFiles } from "./database_files.ts";
import { codeOf, describe, isDamage, isPassing, LockedOut } from "./errors.ts";
import type { Damaged, Failure } from "./journal_messages.ts";
import { isIndexStep } from "./changes/search_index.ts";
import { planRuns } from "./changes/verbs.ts";
import type { Entry } from "./changes/verb.ts";
import { statement, type Statement } from "./statement.ts";

export type RunBatch = (client: Client, statements: Statement[]) => Promise<ResultSet[]>;

interface JournalWriterDeps {
  client: Client;
  pragmas: Pragmas;
  files: Pick<DatabaseFiles, "check">;
  onTrouble: (trouble: { problem: string; tries: number }) => void;
  runBatch?: RunBatch;
  /** Between two tries. */
  pause?: (ms: number) => Promise<unknown>;
  /** Once for a batch, after its commits: how many there were in the life of this database (H11). */
  onCommits?: (count: number) => void;
}

export interface JournalWriter {
  /**
   * Resolves after the commit with what `written` of journal_messages.ts holds. Rejects with `DatabaseReplaced`: after it
   * nothing may be acknowledged.
   */
  write(entries: Entry[]): Promise<Written>;
}

interface Written {
  outcomes: string;
  texts: string;
  touched: string;
}

/** Of a part of a batch: what the lists hold. */
interface Part {
  outcomes: string[];
  texts: string[];
  touched: string[];
}

const firstPauseMs = 10;
const longestPauseMs = 1000;
/** In how many transactions a batch that met damage is taken apart to find the change that belongs there (H5). */
const triesToIsolate = 20;

/** The damage that a batch has met, and how often all or part of it was tried since. */
interface Isolation {
  problem: string | null;
  tries: number;
}

export function createJournalWriter({
  client,
  pragmas,
  files,
  onTrouble,
  runBatch = (writer, statements) => writer.batch(statements, "write"),
  pause = Bun.sleep,
  onCommits = () => {},
}: JournalWriterDeps): JournalWriter {
  const counter = createCommitCounter();
  let mustReconnect = false;

  /** `before`: how many entries of the batch come before these. */
  async function commit(entries: Entry[], before: number): Promise<Part> {
    // Before: a new connection would open the files that are there now.
    files.check();
    if (mustReconnect) {
      client.reconnect();
      await applyPragmas(client, pragmas);
      counter.reset();
      mustReconnect = false;
    }
    const runs = planRuns(entries);
    const statements = runs.flatMap((run) => run.statements.map(statement));
    statements.push(...counter.statements(entries.map(({ change }) => change)));
    const results = await runBatch(client, statements);
    // After, and before anything is acknowledged: SQLite does not notice that its files are gone (H7).
    files.check();
    counter.note(results);
    const part: Part = { outcomes: [], texts: [], touched: [] };
    let next = 0;
    let after = before;
    for (const run of runs) {
      const own = results.slice(next, (next += run.statements.length));
      after += run.length;
      const { outcomes, texts } = run.outcomes(own);
      part.outcomes.push(outcomes);
      if (texts !== "") part.texts.push(texts);
      const messages = run.touched?.(own) ?? "[]";
      if (messages !== "[]") part.touched.push(`{"after":${after},"messages":${messages}}`);
    }
    return part;
  }

  async function commitOrSplit(entries: Entry[], before: number, isolation: Isolation): Promise<Part> {
    if (isolation.problem !== null) {
      if (isolation.tries === triesToIsolate) return refuse(entries, isolation.problem);
      isolation.tries += 1;
    }
    for (let tries = 1; ; tries += 1) {
      try {
        return await commit(entries, before);
      } catch (error) {
        if (error instanceof DatabaseReplaced) throw error;
        // After any other error this connection cannot be trusted.
        if (!(error instanceof LockedOut)) mustReconnect = true;
        if (isDamage(error) && isolation.problem === null) {
          isolation.problem = describe(error);
          isolation.tries = 1;
        }
        if (!isPassing(error) || isOfIndex(error, entries))
          return await split(entries, before, error, isolation);
        onTrouble({ problem: describe(error), tries });
        await pause(Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(tries - 1, 10)));
      }
    }
  }

  // A change that breaks a constraint, or belongs where the file is damaged, must not take its neighbours along. The order
  // stays.
  async function split(
    entries: Entry[],
    before: number,
    error: unknown,
    isolation: Isolation,
  ): Promise<Part> {
    const [only] = entries;
    if (entries.length === 1 && only) {
      const isRefused = isDamage(error) && !isIndexStep(only.change);
      if (isRefused) return refuse(entries, describe(error));
      const failure: Failure = { ok: false, failed: describe(error) };
      return { outcomes: [JSON.stringify(failure)], texts: [], touched: [] };
    }
    const half = Math.ceil(entries.length / 2);
    const first = await commitOrSplit(entries.slice(0, half), before, isolation);
    const second = await commitOrSplit(entries.slice(half), before + half, isolation);
    return {
      outcomes: [...first.outcomes, ...second.outcomes],
      texts: [...first.texts, ...second.texts],
      touched: [...first.touched, ...second.touched],
    };
  }

  return {
    async write(entries) {
      const isolation: Isolation = { problem: null, tries: 0 };
      const { outcomes, texts, touched } = await commitOrSplit(entries, 0, isolation);
      const count = counter.count();
      if (count !== null) onCommits(count);
      return {
        outcomes: `[${outcomes.join(",")}]`,
        texts: texts.join("\n"),
        touched: `[${touched.join(",")}]`,
      };
    },
  };
}

/** Nothing of them was written. They may be sent again: the file can be repaired. */
function refuse(entries: Entry[], problem: string): Part {
  const damaged: Damaged = { ok: false, damaged: problem };
  return { outcomes: entries.map(() => JSON.stringify(damaged)), texts: [], touched: [] };
}

/** The index may be on an unreadable part of the disk: it is rebuilt elsewhere, and posts do not wait. */
function isOfIndex(error: unknown, [first]: Entry[]): boolean {
  return first !== undefined && isIndexStep(first.change) && codeOf(error) === "SQLITE_IOERR";
}
