// The composition root: settings, folder, services, page, server, in this order; and the way back.
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";

import { readConfig, type Config } from "./config.ts";
import { createAccess } from "./domain/access.ts";
import { createAccounts } from "./domain/accounts/accounts.ts";
import { createHousekeeping } from "./domain/accounts/housekeeping.ts";
import { createSessions } from "./domain/accounts/sessions.ts";
import { createChat } from "./domain/chat.ts";
import { watchJournal } from "./domain/journal_watch.ts";
import { createLive } from "./domain/live.ts";
import { createLog, type Log } from "./domain/log.ts";
import { createRooms } from "./domain/rooms.ts";
import { StartError } from "./domain/start_error.ts";
import { createTurns } from "./domain/turns.ts";
import { openStorage, type Storage } from "./storage/storage.ts";
import { startControl } from "./transport/control.ts";
import { createMetrics } from "./transport/metrics.ts";
import { startServer } from "./transport/server.ts";
import { createHub } from "./transport/ws/hub.ts";
import { livePage } from "./live_page.ts";
import { passwordHash } from "./password_hash.ts";

const now = Date.now;

export interface StartOptions {
  /** Tests start it on a storage that is broken on purpose. */
  open?: typeof openStorage;
}

async function start({ open = openStorage }: StartOptions): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog({ level: config.logLevel, now, write: (line) => void process.stderr.write(line) });
  const tls = config.tls && {
    cert: readPem("TLS_CERT", config.tls.cert),
    key: readPem("TLS_KEY", config.tls.key),
  };
  const storage = await open({ dataDir: config.dataDir, now, log });
  try {
    const page = await livePage({ rebuild: process.argv.includes("--dev"), log });
    await serve({ config, log, tls, storage, page });
  } catch (error) {
    await storage.close();
    throw error;
  }
}

interface Parts {
  config: Config;
  log: Log;
  tls: { cert: string; key: string } | null;
  storage: Storage;
  page: Awaited<ReturnType<typeof livePage>>;
}

async function serve({ config, log, tls, storage, page }: Parts): Promise<void> {
  const { stores } = storage;
  const journal = watchJournal({ journal: storage.journal, monotonicMs: () => performance.now() });
  const setupCode = randomBytes(18).toString("base64url");
  const sessions = createSessions({ accounts: stores.accounts, journal, now });
  const accounts = createAccounts({
    stores,
    journal,
    sessions,
    now,
    passwordHash,
    passwordMin: config.passwordMin,
    forcedRegistration: config.registration,
    setupCode,
    rateLimits: config.rateLimits,
  });
  const access = createAccess({ rooms: stores.rooms });
  const turns = createTurns();
  const hash = (text: string) => new Bun.CryptoHasher("sha256").update(text).digest("hex");
  const chat = createChat({ access, journal, messages: stores.messages, rooms: stores.rooms, turns, hash });
  const rooms = createRooms({ access, journal, rooms: stores.rooms });
  const metrics = createMetrics();
  const hub = createHub({ metrics });
  createLive({ journal, stores, audience: hub, turns, log });
  const server = startServer({
    port: config.port,
    host: config.host,
    tls,
    visitRules: {
      publicUrl: config.publicUrl,
      trustedProxies: config.trustedProxies,
      isTls: tls !== null,
    },
    rateLimits: config.rateLimits,
    stores,
    journal,
    accounts,
    sessions,
    chat,
    rooms,
    hub,
    metrics,
    page,
    now,
    log,
  });
  const origin = config.publicUrl ?? server.url;
  const housekeeping = createHousekeeping({ accounts: stores.accounts, journal, now, origin });
  const control = startControl({ dataDir: config.dataDir, housekeeping, log });

  stopOnSignals(log, async () => {
    await control.stop();
    await server.stop();
    await storage.close();
  });

  const { needed } = await accounts.setupStatus({ isLocal: true });
  const lines = [`Data folder: ${config.dataDir}`];
  if (needed) lines.push(`First account: ${origin}/setup#${setupCode}`);
  lines.push(`Confab is ready at ${server.url}`);
  process.stdout.write(`${lines.join("\n")}\n`);
}

function readPem(setting: "TLS_CERT" | "TLS_KEY", path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new StartError(`${setting}=${path} cannot be read: ${problem}`);
  }
}

/** The first signal says goodbye in order, the second leaves at once. An error nobody caught ends the same way. */
function stopOnSignals(log: Log, stop: () => Promise<void>): void {
  let isStopping = false;

  async function leave(exitCode: number): Promise<void> {
    if (isStopping) process.exit(1);
    isStopping = true;
    try {
      await stop();
      process.exit(exitCode);
    } catch (error) {
      log.error("stop_failed", { error });
      process.exit(1);
    }
  }

  process.on("SIGTERM", () => void leave(0));
  process.on("SIGINT", () => void leave(0));
  function fail(error: unknown): void {
    log.error("unhandled", { error });
    if (!isStopping) void leave(1);
  }
  process.on("unhandledRejection", fail);
  process.on("uncaughtException", fail);
}

/** Runs until it is told to stop. A start that is not possible ends the process with one line. */
export async function startConfab(options: StartOptions = {}): Promise<void> {
  try {
    await start(options);
  } catch (error) {
    if (error instanceof StartError) console.error(error.message);
    else console.error(error);
    process.exit(1);
  }
}

if (import.meta.main) await startConfab();
