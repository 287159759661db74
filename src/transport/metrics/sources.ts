// Where the values come from that are read at each scrape.
import type { Backups } from "../../domain/backups.ts";
import type { DiskReserve } from "../../domain/files/disk_reserve.ts";
import type { FileStore } from "../../domain/files/file_store.ts";
import type { SearchIndex } from "../../domain/search/search_store.ts";
import type { Warnings } from "../../domain/warnings.ts";
import type { Metrics } from "../metrics.ts";

interface WatchedParts {
  hub: { size(): number; people(): number };
  socketLimit: number;
  journal: { unanswered(): number; posts(): number };
  inFlight: { bytes(): number };
  warnings: Pick<Warnings, "list">;
  isReady: () => boolean;
}

export function watchServices(metrics: Metrics, parts: WatchedParts): void {
  const { hub, socketLimit, journal, inFlight, warnings, isReady } = parts;
  metrics.read("confab_ready", () => (isReady() ? 1 : 0));
  metrics.read("confab_people_online", () => hub.people());
  metrics.read("confab_sockets", () => hub.size());
  metrics.read("confab_sockets_limit", () => socketLimit);
  metrics.read("confab_posts_total", () => journal.posts());
  metrics.read("confab_changes_waiting", () => journal.unanswered());
  metrics.read("confab_unanswered_bytes", () => inFlight.bytes());
  metrics.read("confab_warnings", () => warnings.list().length);
  metrics.readSamples("confab_warning_standing", () =>
    warnings.list().map(({ code }) => ({ labels: { code }, value: 1 })),
  );
}

export function watchProcess(
  metrics: Metrics,
  { version, now }: { version: string; now: () => number },
): void {
  metrics.readSamples("confab_build_info", () => [{ labels: { version }, value: 1 }]);
  const startedAt = () => now() / 1000 - process.uptime();
  metrics.read("process_start_time_seconds", startedAt);
  metrics.read("process_cpu_seconds_total", () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  metrics.read("process_resident_memory_bytes", () => process.memoryUsage.rss());
}

export function watchDisk(metrics: Metrics, disk: Pick<DiskReserve, "facts">): void {
  metrics.read("confab_disk_free_bytes", () => {
    return disk.facts()?.freeBytes ?? Number.NaN;
  });
  metrics.read("confab_disk_size_bytes", () => {
    return disk.facts()?.totalBytes ?? Number.NaN;
  });
  metrics.read("confab_disk_reserve_bytes", () => {
    return disk.facts()?.reserveBytes ?? Number.NaN;
  });
}

export function watchBackups(metrics: Metrics, backups: Pick<Backups, "status">): void {
  metrics.read("confab_backups", () => backups.status().count);
  metrics.readSamples("confab_backup_last_timestamp_seconds", () => {
    const { lastAt } = backups.status();
    return lastAt === null ? [] : [{ labels: {}, value: lastAt / 1000 }];
  });
}

export interface WatchedStorage {
  abandonedSearches(): number;
  searchIndex: Pick<SearchIndex, "progress">;
  databaseBytes(): number;
  logBytes(): number;
  /** Calls with each transaction that was committed, but those of the search index. */
  onTransaction(listener: (commitMs: number, changes: number) => void): void;
}

export function watchStorage(
  metrics: Metrics,
  storage: WatchedStorage,
  files: Pick<FileStore, "totalUsage">,
): void {
  metrics.read("confab_search_threads_abandoned", () => storage.abandonedSearches());
  metrics.read("confab_search_index_lag_messages", async () => {
    const { indexedTo, lastId, stale } = await storage.searchIndex.progress();
    return Math.max(0, lastId - indexedTo) + stale;
  });
  metrics.read("confab_database_bytes", () => storage.databaseBytes());
  metrics.read("confab_log_bytes", () => storage.logBytes());
  metrics.read("confab_files_bytes", () => files.totalUsage());
  storage.onTransaction((commitMs, changes) => {
    metrics.observe("confab_commit_duration_seconds", commitMs / 1000);
    metrics.observe("confab_commit_changes", changes);
  });
}
