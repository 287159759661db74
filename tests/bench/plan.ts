// What bench.ts tells the generator, and what it hears back.

export interface GeneratorPlan {
  port: number;
  serverPid: number;
  sockets: { path: string; headers: Record<string, string>; userId: number; roomId: number }[];
  /** Indexes into `sockets`. */
  posters: number[];
  phases: Phase[];
  bodyLength: number;
  /** What is posted, in turn; else one letter, so many times. */
  bodies?: string[];
  /** Begins every client id: two runs on one database must not share them. */
  prefix: string;
}

export interface Phase {
  name: string;
  seconds: number;
  /** Unanswered posts of each poster: as much as goes. */
  window?: number;
  /** Or so many posts a second of all posters together. */
  rate?: number;
  /** Every how many-th socket's deliveries are timed. */
  timedSockets: number;
  /** A warm-up is driven, and not told of. */
  isWarmUp?: boolean;
}

export interface Percentiles {
  p50: number;
  p95: number;
  p99: number;
  count: number;
}

export interface PhaseResult {
  name: string;
  seconds: number;
  posts: number;
  deliveries: number;
  /** Deliveries that did not come, and those that came too often, by the count of each socket. */
  missing: number;
  surplus: number;
  refused: number;
  closed: number;
  serverCpuSeconds: number;
  generatorCpuSeconds: number;
  bytesPerDelivery: number;
  toOkMs: Percentiles;
  toDeliveryMs: Percentiles;
}

export interface GeneratorReport {
  /** Growth of the server's resident memory for each socket, in bytes. */
  rssPerConnection: number;
  serverRss: number;
  /** Posts that were answered with ok, the warm-up's too. */
  accepted: number;
  phases: PhaseResult[];
}
