// Gauges: values that are read from their source at each scrape.
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
  metrics.gauge("confab_ready", "1 while /readyz says so, else 0.", () => (isReady() ? 1 : 0));
  metrics.gauge("confab_people_online", "People with an open socket.", () => hub.people());
  metrics.gauge("confab_sockets", "Open sockets.", () => hub.size());
  metrics.gauge("confab_sockets_limit", "The most there may be.", () => socketLimit);
  metrics.counter("confab_posts_total", "New messages.", () => journal.posts());
  metrics.gauge("confab_changes_waiting", "Changes handed to the journal without an outcome yet.", () =>
    journal.unanswered(),
  );
  metrics.gauge("confab_unanswered_bytes", "Frames and request bodies taken and not answered yet.", () =>
    inFlight.bytes(),
  );
  const help = "Warnings that stand now; /readyz, the log and the admins' page tell them.";
  metrics.gauge("confab_warnings", help, () => warnings.list().length);
  metrics.gauges("confab_warning_standing", "1 for each warning that stands now.", () =>
    warnings.list().map(({ code }) => ({ labels: { code }, value: 1 })),
  );
}

export function watchProcess(
  metrics: Metrics,
  { version, now }: { version: string; now: () => number },
): void {
  metrics.gauges("confab_build_info", "The version that runs.", () => [{ labels: { version }, value: 1 }]);
  const startedAt = () => now() / 1000 - process.uptime();
  metrics.gauge("process_start_time_seconds", "When the process started, since 1970.", startedAt);
  metrics.counter("process_cpu_seconds_total", "Time of processors used, all threads.", () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  metrics.gauge("process_resident_memory_bytes", "Resident memory.", () => process.memoryUsage.rss());
}

export function watchDisk(metrics: Metrics, disk: Pick<DiskReserve, "facts">): void {
  metrics.gauge("confab_disk_free_bytes", "Free on the disk of the data folder.", () => {
    return disk.facts()?.freeBytes ?? Number.NaN;
  });
  metrics.gauge("confab_disk_size_bytes", "Size of that disk.", () => {
    return disk.facts()?.totalBytes ?? Number.NaN;
  });
  metrics.gauge("confab_disk_reserve_bytes", "Below this much free space uploads are refused.", () => {
    return disk.facts()?.reserveBytes ?? Number.NaN;
  });
}

export function watchBackups(metrics: Metrics, backups: Pick<Backups, "status">): void {
  metrics.gauge("confab_backups", "Backups that are kept.", () => backups.status().count);
  const help = "When the newest backup was made, since 1970; absent while there is none.";
  metrics.gauges("confab_backup_last_timestamp_seconds", help, () => {
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
  metrics.gauge(
    "confab_search_threads_abandoned",
    "Search threads that do not come back from the database. At two, searches are refused.",
    () => storage.abandonedSearches(),
  );
  metrics.gauge(
    "confab_search_index_lag_messages",
    "Messages that the search index has not taken in yet.",
    async () => {
      const { indexedTo, lastId, stale } = await storage.searchIndex.progress();
      return Math.max(0, lastId - indexedTo) + stale;
    },
  );
  metrics.gauge("confab_database_bytes", "The database file.", () => storage.databaseBytes());
  metrics.gauge("confab_log_bytes", "The write-ahead log of the database.", () => storage.logBytes());
  metrics.gauge("confab_files_bytes", "All files of all people.", () => files.totalUsage());
  storage.onTransaction((commitMs, changes) => {
    metrics.observe("confab_commit_duration_seconds", commitMs / 1000);
    metrics.observe("confab_commit_changes", changes);
  });
}
