// The format of a log event: JSON for machines, or text for a terminal.
import type { LogLevel } from "./log.ts";

interface LogEvent {
  /** UTC milliseconds. */
  time: number;
  level: LogLevel;
  event: string;
  fields: Readonly<Record<string, unknown>>;
}

export type WriteLine = (event: LogEvent) => string;

/** One object a line. */
export const jsonLine: WriteLine = ({ time, level, event, fields }) =>
  JSON.stringify({ time: new Date(time).toISOString(), level, event, ...describe(fields) });

/** `12:30:59 WARN  event  name=value`; the stack of an error is below. */
export function prettyLine({ hasColours }: { hasColours: boolean }): WriteLine {
  const paint = (code: number, text: string) => (hasColours ? `\u001B[${code}m${text}\u001B[0m` : text);
  const grey = 90;

  return ({ time, level, event, fields }) => {
    const pairs: string[] = [];
    const below: string[] = [];
    for (const [name, value] of Object.entries(describe(fields))) {
      if (value === undefined) continue;
      const isError = fields[name] instanceof Error && typeof value === "string";
      if (isError) below.push(...value.split("\n").map(plain));
      else pairs.push(`${paint(grey, `${name}=`)}${shown(value)}`);
    }
    const clock = new Date(time).toTimeString().slice(0, 8);
    const head = [paint(grey, clock), paint(colours[level], level.toUpperCase().padEnd(5)), event, ...pairs];
    return [head.join(" "), ...below.map((line) => paint(grey, `    ${line.trim()}`))].join("\n");
  };
}

const colours = { debug: 90, info: 36, warn: 33, error: 31 } as const;

/** What people may have chosen must not steer the terminal: only such signs stand as they are. */
function shown(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return /^[\w.:/@+-]+$/.test(text) ? text : plain(typeof value === "string" ? JSON.stringify(text) : text);
}

function plain(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (sign) => {
    return `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
  });
}

/** JSON shows no fields of an Error. */
function describe(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const shownFields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    shownFields[name] = value instanceof Error ? (value.stack ?? value.message) : value;
  }
  return shownFields;
}
