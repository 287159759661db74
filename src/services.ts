// All services of one process over one storage, wired by hand: this file shows their dependencies.
import { randomBytes } from "node:crypto";

import { version } from "../package.json";
import type { Config } from "./config.ts";
import { createAccess } from "./domain/access.ts";
import { createAccounts, type Accounts } from "./domain/accounts/accounts.ts";
import type { PasswordHash } from "./domain/accounts/hashing.ts";
import { createSessions } from "./domain/accounts/sessions.ts";
import { createErasure } from "./domain/erasure.ts";
import { createBackups, type Backups } from "./domain/backups.ts";
import { createClockWatch } from "./domain/clock_watch.ts";
import { createDiskReserve } from "./domain/files/disk_reserve.ts";
import { createFiles } from "./domain/files/files.ts";
import { createStorageUsage } from "./domain/files/storage_usage.ts";
import { watchJournal } from "./domain/journal_watch.ts";
import { createLive } from "./domain/live/live.ts";
import type { Log } from "./domain/log.ts";
import { createOwnData } from "./domain/own_data.ts";
import { createPresence } from "./domain/presence.ts";
import { createRoomPresence } from "./domain/room_presence.ts";
import { createRetentionRun } from "./domain/retention/retention_run.ts";
import { createRetentionSettings } from "./domain/retention/retention_settings.ts";
import { createRooms } from "./domain/rooms.ts";
import { createServerStatus } from "./domain/server_status.ts";
import { createSecurityLog, withSecurityLog, type SecurityLog } from "./domain/security_log.ts";
import { createMessageServices } from "./domain/message_services.ts";
import type { After, Every } from "./domain/timer.ts";
import { descriptorAdvice, readDescriptorLimit, socketLimit } from "./platform/descriptor_limit.ts";
import { drawAvatar } from "./platform/draw_avatar.ts";
import { drawThumb } from "./platform/draw_thumb.ts";
import { createPerUserQueue } from "./domain/per_user_queue.ts";
import { createTyping } from "./domain/typing.ts";
import type { Warnings } from "./domain/warnings.ts";
import type { Storage } from "./storage/storage.ts";
import type { PageFiles } from "./protocol/page_files.ts";
import type { IdleSeconds } from "./transport/idle_seconds.ts";
import { createMetrics } from "./transport/metrics.ts";
import { watchLoopLag } from "./transport/metrics/loop_lag.ts";
import {
  watchBackups,
  watchDisk,
  watchProcess,
  watchStorage,
  type WatchedStorage,
} from "./transport/metrics/sources.ts";
import { startServer, type RunningServer } from "./transport/server.ts";
import { createHub } from "./transport/ws/hub.ts";

interface ServicesDeps {
  config: Config;
  /** PEM texts, when this process speaks https itself. */
  tls: { cert: string; key: string } | null;
  storage: Pick<Storage, "stores" | "ownData" | "journal" | "blobs" | "backups" | "disk" | "inHandMs"> &
    WatchedStorage;
  warnings: Warnings;
  page: () => PageFiles;
  /** Tests wait for less. */
  idleSeconds?: IdleSeconds;
  expireEveryMs?: number;
  now: () => number;
  /** A monotonic clock; tests move it by hand. */
  monotonicMs?: () => number;
  log: Log;
  /** Lines of output that could not be written (H3). */
  linesDropped?: () => number;
  passwordHash: PasswordHash;
}

export interface Services {
  server: RunningServer;
  accounts: Accounts;
  /** Where people reach this workspace: PUBLIC_URL, else the server's own address. */
  origin: string;
  /** Of the link to the first account. */
  setupCode: string;
  security: SecurityLog;
  backups: Backups;
  /** Stops the server and its background work. */
  stop(): Promise<void>;
}

/** How often unposted uploads and unused bytes are collected (SPEC F9). */
const collectEveryMs = 3600_000;
/** How often messages beyond their retention are emptied (SPEC J3). */
const hourMs = 3600_000;
/** How often the free space is measured (SPEC H12); uploads measure it too. */
const checkDiskEveryMs = 30_000;

/** Listens when it returns. Throws StartError when it cannot. */
export function createServices({ monotonicMs = () => performance.now(), ...deps }: ServicesDeps): Services {
  const { config, tls, storage, warnings, page, now, log, linesDropped, idleSeconds } = deps;
  const { stores } = storage;
  const { publicUrl, trustedProxies, rateLimits } = config;
  const { passwordHash } = deps;
  const security = createSecurityLog({ log, after });
  const metrics = createMetrics();
  const watched = watchJournal({
    journal: storage.journal,
    inHandMs: () => storage.inHandMs(),
    monotonicMs,
    onWaited: (ms) => metrics.observe("confab_change_duration_seconds", ms / 1000),
  });
  const journal = withSecurityLog(watched, security);
  const setupCode = randomBytes(18).toString("base64url");
  const sessions = createSessions({ accounts: stores.accounts, journal, now });
  const erasure = createErasure({ accounts: stores.accounts, journal, after, log });
  const access = createAccess({ rooms: stores.rooms });
  const clock = createClockWatch({ now, monotonicMs, after, warnings });
  const retentionDeps = { retention: stores.retention, journal, now };
  const retention = createRetentionRun({
    ...retentionDeps,
    after,
    isClockSteady: () => clock.isSteady(),
    log,
  });
  const disk = createDiskReserve({
    disk: storage.disk,
    warnings,
    monotonicMs,
    after,
    fileBytes: config.fileBytes,
  });
  const files = createFiles({
    access,
    journal,
    files: stores.files,
    accounts: stores.accounts,
    blobs: storage.blobs,
    disk,
    drawing: { drawThumb, drawAvatar },
    fileBytes: config.fileBytes,
    quotaBytes: config.quotaBytes,
    filesBytes: config.filesBytes,
    after,
    isClockSteady: () => clock.isSteady(),
    log,
  });
  const backups = createBackups({
    store: storage.backups,
    holdBytes: () => files.holdBytes(),
    isOn: config.backups.isOn,
    warnings,
    after,
    now,
    monotonicMs,
    log,
  });
  const accounts = createAccounts({
    stores,
    journal,
    sessions,
    security,
    now,
    monotonicMs,
    isClockSteady: () => clock.isSteady(),
    passwordHash,
    passwordMin: config.passwordMin,
    forcedRegistration: config.registration,
    setupCode,
    rateLimits,
    erasure,
    dropBytes: (hashes) => files.dropBytes(hashes),
  });
  const perUserQueue = createPerUserQueue();
  const rooms = createRooms({
    access,
    journal,
    rooms: stores.rooms,
    accounts: stores.accounts,
    roomLimit: config.rooms,
  });
  watchProcess(metrics, { version, now });
  watchStorage(metrics, storage, stores.files);
  watchDisk(metrics, disk);
  watchBackups(metrics, backups);
  if (linesDropped) metrics.read("confab_log_lines_dropped_total", linesDropped);
  const hub = createHub({
    metrics,
    monotonicMs,
    listDirectPeople: (roomId) => stores.rooms.listDirectPeople(roomId),
    after,
    log,
  });
  const socketWish = { wanted: config.sockets, descriptors: readDescriptorLimit() };
  const sockets = socketLimit(socketWish);
  const advice = descriptorAdvice(socketWish);
  if (advice !== null) log.warn("sockets_limited", { possible: sockets, text: advice });
  const presence = createPresence({ audience: hub, after });
  const messageServices = createMessageServices({
    stores,
    journal,
    access,
    perUserQueue,
    onlineUserIds: presence.onlineUserIds,
  });
  const typing = createTyping({ access, rooms: stores.rooms, audience: hub, monotonicMs });
  const live = createLive({ journal, stores, audience: hub, typing, perUserQueue, after, log });
  const serverStatus = createServerStatus({
    accounts: stores.accounts,
    files: stores.files,
    disk,
    database: storage,
    backups,
    sockets: hub,
    socketLimit: sockets,
    filesLimit: config.filesBytes,
    quotaBytes: config.quotaBytes,
    warnings,
    version,
    now,
    monotonicMs,
  });
  const server = startServer({
    port: config.port,
    host: config.host,
    tls,
    requestContextRules: { publicUrl, trustedProxies, isTls: tls !== null },
    metricsToken: config.metricsToken,
    hstsSubdomains: config.hstsSubdomains,
    rateLimits,
    stores,
    journal,
    accounts,
    sessions,
    ...messageServices,
    rooms,
    retention: createRetentionSettings({ ...retentionDeps, access, accounts: stores.accounts }),
    presence,
    roomPresence: createRoomPresence({ access, rooms: stores.rooms, audience: hub, presence }),
    typing,
    files,
    ownData: createOwnData({ own: storage.ownData, blobs: storage.blobs, accounts: stores.accounts, now }),
    backups,
    serverStatus,
    storageUsage: createStorageUsage({ accounts: stores.accounts, files: stores.files }),
    fileBytes: config.fileBytes,
    socketLimit: sockets,
    hub,
    metrics,
    warnings,
    security,
    page,
    ...(idleSeconds && { idleSeconds }),
    now,
    monotonicMs,
    log,
  });
  erasure.resume();
  const loopLag = watchLoopLag({
    observe: (seconds) => metrics.observe("confab_event_loop_lag_seconds", seconds),
    every,
    monotonicMs: () => performance.now(),
  });
  const stopWatchingDisk = disk.startWatching(checkDiskEveryMs);
  const stopCollecting = files.startCollecting(collectEveryMs);
  const stopRetention = retention.startRunning(deps.expireEveryMs ?? hourMs);
  return {
    server,
    accounts,
    origin: publicUrl ?? server.url,
    setupCode,
    security,
    backups,
    async stop() {
      clock.stop();
      loopLag.stop();
      backups.stop();
      stopWatchingDisk();
      stopCollecting();
      await server.stop();
      live.stop();
      await stopRetention();
      await erasure.stop();
      security.stop();
    },
  };
}

const every: Every = (ms, run) => {
  const timer = setInterval(run, ms);
  return { cancel: () => clearInterval(timer) };
};

const after: After = (delayMs, run) => {
  const timer = setTimeout(run, delayMs);
  return { cancel: () => clearTimeout(timer) };
};
