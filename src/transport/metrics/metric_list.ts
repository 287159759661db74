// All metrics, in the order of /metrics and of the table in `src/docs/monitor.md` (`bun run metrics` writes it). Names follow
// Prometheus: base units, `_total` for counters that only grow.
interface Metric {
  kind: "counter" | "gauge" | "histogram";
  help: string;
  /** The label that tells its samples apart. */
  label?: string;
  /** Upper bounds of a histogram's buckets, ascending. */
  bounds?: readonly number[];
}

const seconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

const metricList = {
  confab_ready: { kind: "gauge", help: "1 if /readyz answers 200, else 0." },
  confab_warnings: {
    kind: "gauge",
    help: "Number of standing warnings, as on the Server page, in /readyz and in the log.",
  },
  confab_warning_standing: { kind: "gauge", label: "code", help: "1 for each standing warning." },
  confab_people_online: { kind: "gauge", help: "People with an open socket." },
  confab_sockets: { kind: "gauge", help: "Open sockets." },
  confab_sockets_limit: { kind: "gauge", help: "Maximum number of open sockets." },
  confab_connections_total: { kind: "counter", help: "Sockets opened." },
  confab_sockets_lost_total: {
    kind: "counter",
    help: "Sockets that closed without a close frame: a lost connection, or a slow reader (1006).",
  },
  confab_slow_readers_closed_total: {
    kind: "counter",
    help: "Lost sockets that were far behind in reading.",
  },
  confab_floods_closed_total: { kind: "counter", help: "Sockets closed for sending too fast (4008)." },
  confab_backpressure_total: {
    kind: "counter",
    help: "Sends that met a full buffer; Bun does not report all of them.",
  },
  confab_frames_received_total: { kind: "counter", help: "Frames received." },
  confab_frames_refused_total: { kind: "counter", help: "Frames answered with an error." },
  confab_requests_total: { kind: "counter", help: "REST requests answered." },
  confab_refusals_total: {
    kind: "counter",
    label: "reason",
    help: "Refusals by error code: REST, sockets and their upgrade.",
  },
  confab_errors_total: {
    kind: "counter",
    help: "Requests and frames that failed with an internal error: bugs.",
  },
  confab_unanswered_bytes: {
    kind: "gauge",
    help: "Frames and request bodies received and not answered yet.",
  },
  confab_posts_total: { kind: "counter", help: "New messages." },
  confab_events_published_total: { kind: "counter", help: "Message events published to a room." },
  confab_deliveries_total: { kind: "counter", help: "The same events, counted once per receiving socket." },
  confab_changes_waiting: { kind: "gauge", help: "Changes in the journal without an outcome yet." },
  confab_change_duration_seconds: {
    kind: "histogram",
    help: "Time from a change to its outcome: queue, transaction and sync.",
    bounds: seconds,
  },
  confab_commit_duration_seconds: {
    kind: "histogram",
    help: "Time of one transaction, sync included; without steps of the search index.",
    bounds: seconds,
  },
  confab_commit_changes: {
    kind: "histogram",
    help: "Changes per transaction.",
    bounds: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
  },
  confab_event_loop_lag_seconds: {
    kind: "histogram",
    help: "Delay of a timer on the main thread, measured five times a second.",
    bounds: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  },
  confab_search_index_lag_messages: { kind: "gauge", help: "Messages not in the search index yet." },
  confab_search_threads_abandoned: {
    kind: "gauge",
    help: "Search threads stuck in the database. At two, searches are refused.",
  },
  confab_database_bytes: { kind: "gauge", help: "Size of the database file." },
  confab_log_bytes: { kind: "gauge", help: "Size of the database's write-ahead log." },
  confab_files_bytes: { kind: "gauge", help: "Size of all uploaded files." },
  confab_disk_free_bytes: { kind: "gauge", help: "Free space on the disk of the data folder." },
  confab_disk_size_bytes: { kind: "gauge", help: "Size of that disk." },
  confab_disk_reserve_bytes: { kind: "gauge", help: "Uploads are refused below this much free space." },
  confab_backups: { kind: "gauge", help: "Number of kept backups." },
  confab_backup_last_timestamp_seconds: {
    kind: "gauge",
    help: "Time of the newest backup, since 1970; absent without one.",
  },
  confab_log_lines_dropped_total: {
    kind: "counter",
    help: "Lines of output and log that could not be written.",
  },
  confab_build_info: { kind: "gauge", label: "version", help: "Always 1; the label is the running version." },
  process_start_time_seconds: { kind: "gauge", help: "Start time of the process, since 1970." },
  process_cpu_seconds_total: { kind: "counter", help: "Processor time of all threads." },
  process_resident_memory_bytes: { kind: "gauge", help: "Resident memory." },
} as const satisfies Record<string, Metric>;

export type MetricName = keyof typeof metricList;
export type NameOf<Kind extends Metric["kind"]> = {
  [Name in MetricName]: (typeof metricList)[Name]["kind"] extends Kind ? Name : never;
}[MetricName];

export const metricEntries = Object.entries<Metric>(metricList) as readonly [MetricName, Metric][];
