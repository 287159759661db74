import { expect, test } from "bun:test";

import { createLog } from "../../src/domain/log.ts";
import { prettyLine, type WriteLine } from "../../src/domain/log_lines.ts";

function written(line?: WriteLine) {
  const lines: string[] = [];
  const now = () => Date.UTC(2026, 10, 30, 12, 30, 59);
  const log = createLog({
    level: "debug",
    now,
    write: (text) => void lines.push(text),
    ...(line && { line }),
  });
  return { log, lines };
}

test("[Z1] an event is one line of JSON, whatever stands in its fields", () => {
  const { log, lines } = written();
  const error = new Error("two\nlines");
  log.warn("tried", { text: 'a "b"\n\u2028', error, count: 3 });
  expect(lines).toHaveLength(1);
  expect(lines[0]?.indexOf("\n")).toBe((lines[0]?.length ?? 0) - 1);
  expect(JSON.parse(lines[0] ?? "")).toEqual({
    time: "2026-11-30T12:30:59.000Z",
    level: "warn",
    event: "tried",
    text: 'a "b"\n\u2028',
    error: error.stack,
    count: 3,
  });
});

test("[Z1] for a terminal an event is readable, and what stands in it cannot steer the terminal", () => {
  const { log, lines } = written(prettyLine({ hasColours: false }));
  log.info("connected", { userId: 3, address: "127.0.0.1", missing: undefined });
  log.error("bad", { text: "\u001B[2J\u009B31m\u202Eabc def" });
  log.error("failed", { error: new Error("with \u001B]0;title\u0007 inside"), connectionId: 4 });
  expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d INFO {2}connected userId=3 address=127\.0\.0\.1\n$/);
  expect(lines[1]).toEndWith(' ERROR bad text="\\u001b[2J\\u009b31m\\u202eabc def"\n');
  const [head, first, second] = (lines[2] ?? "").split("\n");
  expect(head).toEndWith("ERROR failed connectionId=4");
  expect(first).toBe("    Error: with \\u001b]0;title\\u0007 inside");
  expect(second).toMatch(/^ {4}at /);
  // oxlint-disable-next-line no-control-regex -- none may be there
  expect(lines.join("").replaceAll("\n", "")).not.toMatch(/[\u0000-\u001F\u007F-\u009F]/);
});

test("[Z1] colours stand around level, time and names alone", () => {
  const { log, lines } = written(prettyLine({ hasColours: true }));
  log.warn("tried", { text: "x" });
  expect(lines[0]).toContain("\u001B[33mWARN \u001B[0m tried \u001B[90mtext=\u001B[0mx");
});
