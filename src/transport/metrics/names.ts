// Counters of events. Names follow Prometheus: base units, `_total` for counters that only grow.
export const counters = {
  confab_connections_total: "Sockets opened.",
  confab_frames_received_total: "Frames taken from sockets.",
  confab_frames_refused_total: "Frames answered with an error.",
  confab_floods_closed_total: "Sockets closed for sending too fast (4008).",
  confab_backpressure_total: "Sends that met a full line. Bun does not tell of all of them.",
  confab_sockets_lost_total:
    "Sockets that ended without a goodbye: a broken line, or a reader too slow (1006).",
  confab_slow_readers_closed_total: "Of these, the ones that were far behind in reading.",
  confab_events_published_total: "Message events handed to the sockets of a room.",
  confab_deliveries_total: "The same events, counted for each socket that they went to.",
  confab_requests_total: "REST requests answered.",
  confab_errors_total: "Bugs: requests and frames answered with an internal error.",
} as const;

export type CounterName = keyof typeof counters;

const seconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

export const histograms = {
  confab_commit_duration_seconds: {
    help: "Time of one transaction, sync included. Without steps of the search index.",
    bounds: seconds,
  },
  confab_commit_changes: {
    help: "Changes that shared one transaction.",
    bounds: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
  },
  confab_change_duration_seconds: {
    help: "How long a change waited for its outcome: queue, transaction and sync.",
    bounds: seconds,
  },
  confab_event_loop_lag_seconds: {
    help: "How late the event loop was with a timer, five times a second.",
    bounds: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  },
} as const;

export type HistogramName = keyof typeof histograms;
