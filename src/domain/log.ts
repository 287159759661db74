// One line of JSON an event. Fields never hold tokens, passwords or message bodies.
export const logLevels = ["debug", "info", "warn", "error"] as const;
export type LogLevel = (typeof logLevels)[number];

export interface Log {
  debug(event: string, fields?: Record<string, unknown>): void;
  info(event: string, fields?: Record<string, unknown>): void;
  warn(event: string, fields?: Record<string, unknown>): void;
  error(event: string, fields?: Record<string, unknown>): void;
}

export function createLog(deps: { level: LogLevel; now: () => number; write: (line: string) => void }): Log {
  const lowest = logLevels.indexOf(deps.level);

  function at(level: LogLevel): Log["info"] {
    if (logLevels.indexOf(level) < lowest) return () => undefined;
    return function writeLine(event, fields = {}) {
      const time = new Date(deps.now()).toISOString();
      deps.write(`${JSON.stringify({ time, level, event, ...describe(fields) })}\n`);
    };
  }

  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

/** For tests, and where nobody reads. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** An Error has no fields of its own that JSON would show. */
function describe(fields: Record<string, unknown>): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    shown[name] = value instanceof Error ? (value.stack ?? value.message) : value;
  }
  return shown;
}
