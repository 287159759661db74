// Counters of this process, as Prometheus reads them.
import type { DiskReserve } from "../domain/files/disk_reserve.ts";
import type { Warnings } from "../domain/warnings.ts";

export interface Metrics {
  count(name: CounterName, by?: number): void;
  /** A value that is asked for when someone looks. */
  gauge(name: string, help: string, read: () => number): void;
  /** The same for what someone else counts. */
  counter(name: string, help: string, read: () => number): void;
  render(): string;
}

const counters = {
  confab_frames_received_total: "Frames taken from sockets.",
  confab_frames_refused_total: "Frames answered with an error.",
  confab_floods_closed_total: "Sockets closed for sending too fast (4008).",
  confab_backpressure_total: "Sends that met a full line. Bun does not tell of all of them.",
  confab_sockets_lost_total:
    "Sockets that ended without a goodbye: a broken line, or a reader too slow (1006).",
  confab_events_published_total: "Message events handed to the sockets of a room.",
  confab_requests_total: "REST requests answered.",
  confab_errors_total: "Bugs: requests and frames answered with `internal`.",
} as const;

export type CounterName = keyof typeof counters;

export function createMetrics(): Metrics {
  const counts = new Map<CounterName, number>();
  const asked: { name: string; help: string; type: "gauge" | "counter"; read: () => number }[] = [];

  function count(name: CounterName, by = 1): void {
    counts.set(name, (counts.get(name) ?? 0) + by);
  }

  function render(): string {
    const lines: string[] = [];
    for (const { name, help, type, read } of asked) {
      lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, `${name} ${read()}`);
    }
    for (const [name, help] of Object.entries(counters)) {
      const value = counts.get(name as CounterName) ?? 0;
      lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} counter`, `${name} ${value}`);
    }
    return `${lines.join("\n")}\n`;
  }

  return {
    count,
    gauge: (name, help, read) => void asked.push({ name, help, type: "gauge", read }),
    counter: (name, help, read) => void asked.push({ name, help, type: "counter", read }),
    render,
  };
}

export interface WatchedParts {
  hub: { size(): number };
  socketLimit: number;
  journal: { unanswered(): number; lastWaitMs(): number; posts(): number };
  inFlight: { bytes(): number };
  warnings: Pick<Warnings, "list">;
}

export function watchProcess(metrics: Metrics, parts: WatchedParts): void {
  const { hub, socketLimit, journal, inFlight, warnings } = parts;
  metrics.gauge("confab_sockets", "Open sockets.", () => hub.size());
  metrics.gauge("confab_sockets_limit", "The most there may be.", () => socketLimit);
  metrics.gauge("confab_posts", "New messages since the start.", () => journal.posts());
  metrics.gauge("confab_changes_waiting", "Changes handed to the journal without an outcome yet.", () =>
    journal.unanswered(),
  );
  metrics.gauge("confab_unanswered_bytes", "Frames and request bodies taken and not answered yet.", () =>
    inFlight.bytes(),
  );
  metrics.gauge(
    "confab_change_seconds",
    "How long the last change waited for its outcome, commit and sync included.",
    () => journal.lastWaitMs() / 1000,
  );
  metrics.gauge(
    "confab_warnings",
    "Warnings that stand now; /readyz, the log and the admins' page tell them.",
    () => warnings.list().length,
  );
  metrics.gauge("confab_resident_bytes", "Resident memory of the process.", () => process.memoryUsage.rss());
}

export function watchDisk(metrics: Metrics, disk: Pick<DiskReserve, "facts">): void {
  metrics.gauge("confab_disk_free_bytes", "Free on the disk of the data folder.", () => {
    return disk.facts()?.freeBytes ?? Number.NaN;
  });
  metrics.gauge("confab_disk_reserve_bytes", "Below this much free space uploads are refused.", () => {
    return disk.facts()?.reserveBytes ?? Number.NaN;
  });
}

export interface WatchedStorage {
  abandonedSearches(): number;
  databaseBytes(): number;
  logBytes(): number;
}

export function watchStorage(metrics: Metrics, storage: WatchedStorage): void {
  metrics.gauge(
    "confab_search_threads_abandoned",
    "Search threads that do not come back from the database. At two, searches are refused.",
    () => storage.abandonedSearches(),
  );
  metrics.gauge("confab_database_bytes", "The database file.", () => storage.databaseBytes());
  metrics.gauge("confab_log_bytes", "The write-ahead log of the database.", () => storage.logBytes());
}
