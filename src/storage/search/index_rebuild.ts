// Rebuilds the index: an empty one under a new name replaces it in one step that reads nothing of the old one, so that no
// damage can stop it; then the old one is dropped as far as it can be.
import { ChatError } from "../../domain/chat_error.ts";
import type { Journal } from "../../domain/journal.ts";
import type { Log } from "../../domain/log.ts";

export interface IndexRebuild {
  /** The table in use. */
  table(): number;
  /** Throws ChatError `busy` while nothing can be saved. */
  rebuild(): Promise<void>;
  /** Removes the rest of former indexes. Never throws. */
  dropOthers(): Promise<void>;
}

interface IndexRebuildDeps {
  journal: Pick<Journal, "submit">;
  log: Log;
  tables: { current: number; others: number[] };
}

export function createIndexRebuild({ journal, log, tables }: IndexRebuildDeps): IndexRebuild {
  let { current } = tables;
  let others = [...tables.others];

  async function drop(table: number): Promise<boolean> {
    let problem = "";
    for (const isDamaged of [false, true]) {
      try {
        await journal.submit({ kind: "dropIndex", table, isDamaged });
        return true;
      } catch (error) {
        problem = String(error);
        if (error instanceof ChatError) break;
      }
    }
    // Tried again at the next start.
    log.warn("search_index_left", { table, problem });
    return false;
  }

  async function dropOthers(): Promise<void> {
    for (const table of others) {
      if (await drop(table)) others = others.filter((other) => other !== table);
    }
  }

  return {
    table: () => current,
    async rebuild() {
      const before = current;
      // At once: the steps that are handed in after this one are for the new one.
      current = Math.max(current, ...others) + 1;
      others.push(before);
      try {
        await journal.submit({ kind: "rebuildIndex", table: current });
      } catch (error) {
        others = others.filter((other) => other !== before);
        current = before;
        throw error;
      }
      await dropOthers();
    },
    dropOthers,
  };
}
