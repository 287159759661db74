// The same services as the real server, within the test's process: another clock, another storage, real sockets.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { createServices, type Services } from "../../src/services.ts";
import { readConfig } from "../../src/config.ts";
import { silentLog, type Log } from "../../src/domain/log.ts";
import { createWarnings, type Warnings } from "../../src/domain/warnings.ts";
import { openStorage, type Storage } from "../../src/storage/storage.ts";
import type { IdleSeconds } from "../../src/transport/idle_seconds.ts";
import type { PageFiles } from "../../src/protocol/page_files.ts";

import { quickHash } from "./quick_hash.ts";

interface InProcessOptions {
  /** One that is there, and stays; else a new one that goes with `dispose`. */
  dataDir?: string;
  env?: Record<string, string>;
  now?: () => number;
  /** For limits, leases and timeouts; the process's own unless given. */
  monotonicMs?: () => number;
  log?: Log;
  page?: PageFiles;
  /** The usual ones are too long to wait for. */
  idleSeconds?: IdleSeconds;
  expireEveryMs?: number;
  /** What the services see of the storage: slower, or broken on purpose. */
  wrap?: (storage: Storage) => Pick<Storage, "stores" | "journal"> & Partial<Pick<Storage, "backups">>;
}

export interface InProcess extends Services {
  url: string;
  dataDir: string;
  storage: Storage;
  warnings: Warnings;
  dispose(): Promise<void>;
}

export async function startInProcess(options: InProcessOptions = {}): Promise<InProcess> {
  const {
    env = {},
    now = Date.now,
    monotonicMs,
    idleSeconds,
    log = silentLog,
    page = new Map(),
    wrap = (same) => same,
  } = options;
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), "confab-test-")));
  const config = readConfig({
    PORT: "0",
    HOST: "127.0.0.1",
    DATA_DIR: dataDir,
    RATE_LIMITS: "off",
    ...env,
  });
  const warnings = createWarnings({ log, now });
  const storage = await openStorage({ dataDir, now, log, warnings, backups: config.backups });
  const services = createServices({
    config,
    tls: null,
    passwordHash: quickHash,
    storage: { ...storage, ...wrap(storage) },
    warnings,
    page: () => page,
    now,
    ...(monotonicMs && { monotonicMs }),
    ...(idleSeconds && { idleSeconds }),
    ...(options.expireEveryMs !== undefined && { expireEveryMs: options.expireEveryMs }),
    log,
  });
  return {
    ...services,
    url: services.server.url,
    dataDir,
    storage,
    warnings,
    async dispose() {
      await services.stop();
      await storage.close();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
