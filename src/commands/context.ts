// What every command has: where it prints, the settings, and the operations, of the running server or of the folder itself.
import { readConfig, type Config, type Environment } from "../config.ts";
import type { Ask } from "../transport/control_client.ts";
import { createProgressBar } from "./progress_bar.ts";
import type { Input } from "./read_password.ts";
import { reachOperations } from "./reach_operations.ts";

export interface Context {
  /** A line of the answer, on stdout. */
  print: (line: string) => void;
  /** A line beside the answer, on stderr. */
  report: (line: string) => void;
  progress: (done: number, total: number, unit: string) => void;
  /** Whether `--json` was given: then stdout gets one value and nothing else. */
  json: boolean;
  /** The answer: the value for `--json`, else these lines. */
  answer: (value: unknown, lines: () => readonly string[]) => void;
  /** Read at the first use. Throws StartError. */
  readonly config: Config;
  environment: Environment;
  /** Standard input. */
  input: Input;
  /** Where the process was started. */
  folder: string;
  now: () => number;
  /** Asks the running server, else opens the data folder under its lock. */
  ask: Ask;
  /** Lets go of the folder. */
  close: () => Promise<void>;
}

interface ContextDeps {
  out: (text: string) => void;
  err: (text: string) => void;
  json: boolean;
  environment: Environment;
  input: Input;
  folder: string;
  /** Of stderr. */
  terminal: { isTerminal: boolean; columns: () => number };
}

export function createContext({
  out,
  err,
  json,
  environment,
  input,
  folder,
  terminal,
}: ContextDeps): Context {
  const now = Date.now;
  const bar = createProgressBar({ write: err, ...terminal, monotonicMs: () => performance.now() });
  const print = (line: string) => {
    bar.clear();
    out(`${line}\n`);
  };
  const report = (line: string) => {
    bar.clear();
    err(`${line}\n`);
  };
  let config: Config | null = null;
  const readOnce = () => (config ??= readConfig(environment));
  const operations = reachOperations({
    config: readOnce,
    onProgress: ({ done, total, unit }) => bar.show(done, total, unit),
    err,
    now,
  });
  return {
    print,
    report,
    progress: (done, total, unit) => bar.show(done, total, unit),
    json,
    answer(value, lines) {
      if (json) print(JSON.stringify(value, null, 2));
      else for (const line of lines()) print(line);
    },
    get config() {
      return readOnce();
    },
    environment,
    input,
    folder,
    now,
    ask: operations.ask,
    async close() {
      bar.clear();
      await operations.close();
    },
  };
}
