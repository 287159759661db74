// The real server as a process of its own: a free port, a temporary data folder, ended by its id.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { quickProgram } from "./quick_program.ts";

export interface TestServerOptions {
  /** An existing data folder, to start again on it; else a new temporary one, removed by `dispose`. */
  dataDir?: string;
  /** "off" unless told: most tests are about something else. */
  rateLimits?: "on" | "off";
  port?: number;
  /** Further settings, as the environment holds them. */
  env?: Record<string, string>;
  /** An executable in a folder of its own, which the run knows nothing else of: neither PATH nor HOME; its data is beside it. */
  program?: { command: string; folder: string };
  /** Another entry than quick_main.ts: src/main.ts, where a hash must cost what it does, or a build broken on purpose; and flags. */
  entry?: string;
  args?: string[];
  /** Stands before the command and becomes it: `taskset -c 0`. */
  prefix?: string[];
  /** A descriptor to write its log to; nothing of it is kept then. */
  stderr?: number;
  /** How long the ready line may take. */
  timeoutMs?: number;
}

export interface TestServer {
  /** As printed in the ready line, without a slash at the end. */
  url: string;
  port: number;
  pid: number;
  dataDir: string;
  /** Of the line `First account: …#<code>`; null once there is an account. */
  setupCode: string | null;
  /** What it has written so far. */
  stdout(): string;
  stderr(): string;
  /** What it has written to stderr, but for the security log and what is only told: empty when all went well. */
  problems(): string;
  exited: Promise<number>;
  /** SIGTERM, then waits for the end. Gives the exit code. */
  stop(): Promise<number>;
  /** SIGKILL, then waits for the end. */
  kill(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  /** Ends it if it still runs, and removes a data folder made here. */
  dispose(): Promise<void>;
}

const repository = join(import.meta.dir, "..", "..");

/** Starts the server and waits until it says that it is ready. Rejects with its output when it does not. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const run = await runServer(options);
  const ready = /ready at (https?:\/\/\S+)/;
  const line = await run.waitFor(ready, options.timeoutMs ?? 30_000);
  const url = (ready.exec(line)?.[1] ?? "").replace(/\/$/, "");
  return {
    url,
    port: Number(new URL(url).port || (url.startsWith("https:") ? 443 : 80)),
    pid: run.process.pid,
    dataDir: run.dataDir,
    get setupCode() {
      return /First account: \S+#(\S+)/.exec(run.stdout())?.[1] ?? null;
    },
    stdout: run.stdout,
    stderr: run.stderr,
    problems: () =>
      run
        .stderr()
        .split("\n")
        .filter((line) => !line.includes('"event":"security"') && !line.includes('"level":"info"'))
        .join("\n"),
    exited: run.process.exited,
    async stop() {
      run.process.kill("SIGTERM");
      return run.process.exited;
    },
    async kill() {
      run.process.kill("SIGKILL");
      await run.process.exited;
    },
    signal: (signal) => run.process.kill(signal),
    dispose: run.dispose,
  };
}

/** For starts that must fail: waits for the end and gives exit code and output. */
export async function runUntilExit(
  options: TestServerOptions = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const run = await runServer(options);
  try {
    const code = await within(run.process.exited, options.timeoutMs ?? 30_000, () => {
      return `The server should have stopped by itself.\n${run.stdout()}${run.stderr()}`;
    });
    return { code, stdout: run.stdout(), stderr: run.stderr() };
  } finally {
    await run.dispose();
  }
}

async function runServer(options: TestServerOptions) {
  const { program } = options;
  const dataDir =
    options.dataDir ??
    (program ? join(program.folder, "data") : await mkdtemp(join(tmpdir(), "confab-test-")));
  const { PATH, HOME, TMPDIR } = globalThis.process.env;
  const isQuick = options.entry === undefined && options.args === undefined;
  const command = program
    ? [program.command]
    : isQuick && quickProgram !== undefined
      ? [quickProgram]
      : [globalThis.process.execPath, options.entry ?? "tests/support/quick_main.ts"];
  const process = Bun.spawn([...(options.prefix ?? []), ...command, ...(options.args ?? [])], {
    cwd: program?.folder ?? repository,
    stdin: "ignore",
    stdout: "pipe",
    stderr: options.stderr ?? "pipe",
    env: {
      ...(program ? {} : { PATH, HOME, TMPDIR, DATA_DIR: dataDir }),
      HOST: "127.0.0.1",
      PORT: String(options.port ?? 0),
      RATE_LIMITS: options.rateLimits ?? "off",
      ...options.env,
    },
  });
  const out = collect(process.stdout);
  const err = collect(process.stderr instanceof ReadableStream ? process.stderr : new Blob().stream());

  async function waitFor(pattern: RegExp, timeoutMs: number): Promise<string> {
    const found = out.find(pattern);
    const early = process.exited.then(async (code) => {
      await Promise.all([out.ended, err.ended]);
      throw new Error(`The server ended with ${code} before it was ready.\n${out.text()}${err.text()}`);
    });
    try {
      return await within(Promise.race([found, early]), timeoutMs, () => {
        return `The server was not ready within ${timeoutMs} ms.\n${out.text()}${err.text()}`;
      });
    } catch (error) {
      early.catch(() => undefined);
      await dispose();
      throw error;
    } finally {
      early.catch(() => undefined);
    }
  }

  async function dispose(): Promise<void> {
    if (process.exitCode === null && process.signalCode === null) process.kill("SIGKILL");
    await process.exited;
    if (options.dataDir === undefined && !program) await rm(dataDir, { recursive: true, force: true });
  }

  return { process, dataDir, waitFor, dispose, stdout: out.text, stderr: err.text };
}

/** Keeps what a stream has said; `find` resolves with the first line that matches. */
function collect(stream: ReadableStream<Uint8Array>) {
  let text = "";
  const watchers: { pattern: RegExp; found: (line: string) => void }[] = [];
  function matchLines(): void {
    const lines = text.split("\n");
    for (const watcher of watchers.slice()) {
      const line = lines.find((candidate) => watcher.pattern.test(candidate));
      if (line === undefined) continue;
      watchers.splice(watchers.indexOf(watcher), 1);
      watcher.found(line);
    }
  }
  async function read(): Promise<void> {
    const decoder = new TextDecoder();
    for await (const chunk of stream) {
      text += decoder.decode(chunk, { stream: true });
      matchLines();
    }
  }
  return {
    text: () => text,
    ended: read().catch(() => undefined),
    find(pattern: RegExp): Promise<string> {
      return new Promise((found) => {
        watchers.push({ pattern, found });
        matchLines();
      });
    },
  };
}

/** The promise, or an error with this sentence when it takes longer. */
export async function within<T>(promise: Promise<T>, timeoutMs: number, sentence: () => string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(sentence())), timeoutMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
