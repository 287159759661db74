// What happened, a line an event. Fields never hold tokens, passwords or message bodies.
import { jsonLine, type WriteLine } from "./log_lines.ts";

export const logLevels = ["debug", "info", "warn", "error"] as const;
export type LogLevel = (typeof logLevels)[number];

export interface Log {
  debug(event: string, fields?: Record<string, unknown>): void;
  info(event: string, fields?: Record<string, unknown>): void;
  warn(event: string, fields?: Record<string, unknown>): void;
  error(event: string, fields?: Record<string, unknown>): void;
}

interface LogDeps {
  level: LogLevel;
  /** Default: JSON. */
  line?: WriteLine;
  now: () => number;
  write: (line: string) => void;
}

export function createLog({ line = jsonLine, ...deps }: LogDeps): Log {
  const lowest = logLevels.indexOf(deps.level);

  function at(level: LogLevel): Log["info"] {
    if (logLevels.indexOf(level) < lowest) return () => undefined;
    return function writeLine(event, fields = {}) {
      deps.write(`${line({ time: deps.now(), level, event, fields })}\n`);
    };
  }

  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

/** For tests, and where there is no log. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
