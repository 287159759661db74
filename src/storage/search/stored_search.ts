// Search over this database: the worker that finds, and the follower that leads the index after the messages.
import type { Effect } from "../../domain/effects.ts";
import type { Journal } from "../../domain/journal.ts";
import type { Log } from "../../domain/log.ts";
import type { SearchIndex, SearchStore } from "../../domain/search/search_store.ts";
import type { After } from "../../domain/timer.ts";
import type { Warnings } from "../../domain/warnings.ts";
import { limits } from "../../protocol/limits.ts";
import { createFollower } from "./follower.ts";
import { createIndexRebuild } from "./index_rebuild.ts";
import { createSelfCheck } from "./self_check.ts";
import { createSearchThread } from "./search_thread.ts";

interface StoredSearch extends SearchStore {
  index: SearchIndex;
  /** Of the journal, for each batch. */
  note(effects: Effect[]): void;
  /** Threads stuck in the database. */
  abandonedThreads(): number;
  /** Before the journal's writer closes. */
  close(): Promise<void>;
}

interface StoredSearchDeps {
  path: string;
  /** As `readIndexTables` reads them. */
  tables: { current: number; others: number[] };
  journal: Pick<Journal, "submit">;
  log: Log;
  warnings: Warnings;
  /** A search met a damaged page (H5). */
  onUnreadable?: (problem: string) => void;
  /** The disk did not answer. */
  onTrouble?: (problem: string) => void;
  /** False: messages are found without an index. Only to measure what it costs. */
  follows?: boolean;
  /** Of work for one answer (S5). */
  workMs?: number;
  /** Answers wait for the end of a slot (S9). */
  isPadded?: boolean;
  /** How long a search thread may say nothing (H1). */
  timeoutMs?: number | undefined;
  workerUrl?: URL;
}

export function openSearch({
  path,
  tables,
  journal,
  log,
  warnings,
  onUnreadable = () => {},
  onTrouble = () => {},
  follows = true,
  workMs = limits.searchWorkMs,
  isPadded = true,
  timeoutMs = 10_000,
  workerUrl = new URL("./search_worker.ts", import.meta.url),
}: StoredSearchDeps): StoredSearch {
  const rebuild = createIndexRebuild({ journal, log, tables });
  const follower = createFollower({
    journal,
    index: rebuild,
    monotonicMs: () => performance.now(),
    after,
    log,
  });
  const thread = createSearchThread({
    path,
    workerUrl,
    log,
    warnings,
    onDamage: (table) => follower.distrust(table),
    onUnreadable,
    onTrouble,
    timeoutMs,
  });
  if (follows) {
    follower.start();
    void rebuild.dropOthers();
  }

  const index: SearchIndex = {
    check: (after) => thread.ask({ do: "check", after }),
    progress: () => thread.ask({ do: "progress" }),
    rebuild: () => rebuild.rebuild(),
  };
  const selfCheck = createSelfCheck({
    index,
    onWrong: (table) => follower.distrust(table, { isSure: true }),
    monotonicMs: () => performance.now(),
    random: Math.random,
    log,
  });

  return {
    async find(userId, query) {
      const found = await thread.ask({ do: "find", userId, query, workMs, isPadded });
      if (follows) void selfCheck.afterSearch();
      return found;
    },
    index,
    note(effects) {
      if (follows) follower.note(effects);
    },
    abandonedThreads: () => thread.abandoned(),
    close() {
      follower.stop();
      return thread.close();
    },
  };
}

const after: After = (delayMs, run) => {
  const timer = setTimeout(run, delayMs);
  return { cancel: () => clearTimeout(timer) };
};
