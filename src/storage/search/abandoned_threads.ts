// Search threads that fell silent inside libSQL. Each ends when its call returns; until then its snapshot keeps the write-ahead
// log from shrinking, so there are never many (SPEC H1).
import type { Warnings } from "../../domain/warnings.ts";

interface AbandonedThreads {
  add(worker: Worker): void;
  /** It ended. Nothing happens for others. */
  remove(worker: Worker): void;
  count(): number;
  isFull(): boolean;
}

const maxAbandoned = 2;

export function createAbandonedThreads(warnings: Pick<Warnings, "raise" | "clear">): AbandonedThreads {
  const workers = new Set<Worker>();

  function report(): void {
    if (workers.size === 0) {
      warnings.clear("search_stuck");
      return;
    }
    const many =
      workers.size === 1 ? "A search does not come back" : `${workers.size} searches do not come back`;
    const rest = workers.size < maxAbandoned ? "" : " Until one ends, nobody can search.";
    warnings.raise(
      "search_stuck",
      `${many} from the database; the write-ahead log cannot shrink meanwhile.${rest} If this stays, restart the server.`,
    );
  }

  return {
    add(worker) {
      workers.add(worker);
      unref(worker);
      report();
    },
    remove(worker) {
      if (workers.delete(worker)) report();
    },
    count: () => workers.size,
    isFull: () => workers.size >= maxAbandoned,
  };
}

/** The process may end while it runs: ending the process inside libSQL is clean. Absent from the types of the web. */
export function unref(worker: Worker): void {
  if ("unref" in worker && typeof worker.unref === "function") worker.unref();
}
