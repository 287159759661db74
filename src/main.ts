// The start: settings, folder, page, services, in this order; each step that fails says why in one line.
import { readFileSync } from "node:fs";

import type { PageFiles } from "./protocol/page_files.ts";
import { createServices, type Services } from "./services.ts";
import { nearSettingLines } from "./commands/config.ts";
import { readConfig, type Config } from "./config.ts";
import { refuseLostDisk } from "./config/lost_disk.ts";
import type { PasswordHash } from "./domain/accounts/hashing.ts";
import { ChatError } from "./domain/chat_error.ts";
import { createLog, type Log } from "./domain/log.ts";
import { jsonLine, prettyLine } from "./domain/log_lines.ts";
import { StartError } from "./domain/start_error.ts";
import { createWarnings, type Warnings } from "./domain/warnings.ts";
import { embeddedPage } from "./platform/embedded_page.ts";
import { createOperations } from "./commands/operations.ts";
import { createOutput, type Output } from "./platform/output.ts";
import { passwordHash as argon2 } from "./platform/password_hash.ts";
import { stopOnSignals } from "./platform/stop_on_signals.ts";
import { emitSecurityNotes } from "./storage/security_notes.ts";
import { openStorage, type Storage } from "./storage/storage.ts";
import { startControl } from "./transport/control.ts";

const now = Date.now;
/** So long may the last lines take to leave. */
const lastLinesMs = 500;

interface StartOptions {
  /** Tests start it on a storage that is broken on purpose. */
  open?: typeof openStorage;
  /** And with passwords that cost nothing. */
  passwordHash?: PasswordHash;
  /** The exit code where the start is not possible (H14). */
  refusedCode?: number;
}

/** Both streams of the process. */
interface Printing {
  out: Output;
  err: Output;
}

async function start(options: StartOptions, printing: Printing): Promise<void> {
  const { open = openStorage, passwordHash = argon2 } = options;
  const config = readConfig(process.env);
  refuseLostDisk(process.env, config.dataDir);
  const isTerminal = process.stderr.isTTY;
  const isPretty = config.logFormat === "pretty" || (config.logFormat === "auto" && isTerminal);
  const hasColours = isTerminal && !process.env["NO_COLOR"];
  const log = createLog({
    level: config.logLevel,
    line: isPretty ? prettyLine({ hasColours }) : jsonLine,
    now,
    write: (line) => printing.err.write(line),
  });
  printing.err.onRecovered((count) => log.warn("log_lines_dropped", { count }));
  const tls = config.tls && {
    cert: readPem("TLS_CERT", config.tls.cert),
    key: readPem("TLS_KEY", config.tls.key),
  };
  const warnings = createWarnings({ log, now });
  const storage = await open({ dataDir: config.dataDir, now, log, warnings, backups: config.backups });
  try {
    await serve({ config, log, tls, storage, warnings, passwordHash, printing });
  } catch (error) {
    await storage.close();
    throw error;
  }
}

interface ServeParts {
  config: Config;
  log: Log;
  tls: { cert: string; key: string } | null;
  storage: Storage;
  warnings: Warnings;
  passwordHash: PasswordHash;
  printing: Printing;
}

async function serve({ printing, ...parts }: ServeParts): Promise<void> {
  const { config, log, storage } = parts;
  const { dataDir } = config;
  const page = await openPage(log);
  const { out, err } = printing;
  const linesDropped = () => out.dropped() + err.dropped();
  emitSecurityNotes(dataDir, log);
  const services = createServices({ ...parts, page, now, linesDropped });
  const { server, origin } = services;
  const control = startControl({
    dataDir,
    operations: createOperations({
      storage,
      config,
      security: services.security,
      backups: services.backups,
      now,
      origin,
    }),
    log,
  });
  stopOnSignals(log, async () => {
    storage.endSoon();
    await control.stop();
    await services.stop();
    await storage.close();
  });
  const lines = [
    ...nearSettingLines(process.env),
    `Data folder: ${dataDir}`,
    ...(await logWhoMayConnect(services)),
  ];
  if (!origin.startsWith("https:") && !isOnlyForThisMachine(config)) {
    lines.push("Warning: plain HTTP. Anyone on the network can read messages. See README, HTTPS.");
  }
  lines.push(`Confab is ready at ${server.url}`);
  out.write(`${lines.join("\n")}\n`);
}

/** The build of the executable leaves out what only the sources need. */
async function openPage(log: Log): Promise<() => PageFiles> {
  if (!Bun.isStandaloneExecutable) {
    const { livePage } = await import("./platform/live_page.ts");
    return livePage({ rebuild: process.argv.includes("--dev"), log });
  }
  return embeddedPage();
}

/** Nothing where that cannot be read: damage there ends no start, and the check that it began may mend it (H5). */
async function logWhoMayConnect({ accounts, origin, setupCode }: Services): Promise<string[]> {
  try {
    const { needed, registration } = await accounts.setupStatus({ isLocal: true });
    if (needed) return [`First account: ${origin}/setup#${setupCode}`];
    return [`Registration: ${registration === "open" ? "open to everyone" : "invite only"}`];
  } catch (error) {
    if (error instanceof ChatError) return [];
    throw error;
  }
}

function isOnlyForThisMachine({ host }: Config): boolean {
  return host === "localhost" || host === "::1" || (host?.startsWith("127.") ?? false);
}

function readPem(setting: "TLS_CERT" | "TLS_KEY", path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new StartError(`${setting}=${path} cannot be read: ${problem}`);
  }
}

/** Runs until it is stopped. A failed start ends the process with one line. */
export async function startConfab(options: StartOptions = {}): Promise<void> {
  const printing = {
    out: createOutput({ stream: process.stdout }),
    err: createOutput({ stream: process.stderr }),
  };
  try {
    await start(options, printing);
  } catch (error) {
    printing.err.write(`${error instanceof StartError ? error.message : Bun.inspect(error)}\n`);
    await printing.err.flush(lastLinesMs);
    process.exit(options.refusedCode ?? 1);
  }
}

if (import.meta.main) await startConfab();
