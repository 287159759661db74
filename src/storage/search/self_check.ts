// Some damage FTS5 does not notice: it finds too little and says nothing. So where people search, a portion of the index is
// compared with the messages once a minute, from a random place on (SPEC H5).
import { ChatError } from "../../domain/chat_error.ts";
import type { Log } from "../../domain/log.ts";
import type { SearchIndex } from "../../domain/search/search_store.ts";

interface SelfCheckDeps {
  index: Pick<SearchIndex, "check" | "progress">;
  /** The same portion was wrong twice. */
  onWrong: (table: number) => void;
  monotonicMs: () => number;
  random: () => number;
  log: Log;
}

interface SelfCheck {
  /** After the answer to a search. Never throws. */
  afterSearch(): Promise<void>;
}

const everyMs = 60_000;

export function createSelfCheck({ index, onWrong, monotonicMs, random, log }: SelfCheckDeps): SelfCheck {
  let nextAt = Number.NEGATIVE_INFINITY;
  let after: number | null = null;

  async function checkPortion(): Promise<void> {
    const { lastId, table } = await index.progress();
    const from: number = after ?? Math.floor(random() * lastId);
    const { wrong, next } = await index.check(from);
    after = next ?? 0;
    // Writes meanwhile may have been in the way.
    if (wrong === 0 || (await index.check(from)).wrong === 0) return;
    log.error("search_index_wrong", { table, after: from, wrong });
    onWrong(table);
  }

  return {
    async afterSearch() {
      if (monotonicMs() < nextAt) return;
      nextAt = Number.POSITIVE_INFINITY;
      try {
        await checkPortion();
      } catch (error) {
        if (!(error instanceof ChatError)) log.warn("search_index_unchecked", { problem: String(error) });
      } finally {
        nextAt = monotonicMs() + everyMs;
      }
    },
  };
}
