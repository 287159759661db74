// What the command line did without a server, on its way to the log of the next start (SPEC O7, R10).
import { afterEach, beforeEach, expect, test } from "bun:test";
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { createSecurityLog } from "../../src/domain/security_log.ts";
import { createSecurityNotes, emitSecurityNotes } from "../../src/storage/security_notes.ts";

let folder: string;
let events: unknown[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "confab-notes-"));
  events = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const path = () => join(folder, "security.jsonl");
const log = {
  info: (event: string, fields: object = {}) => void events.push(["info", event, fields]),
  warn: (event: string, fields: object = {}) => void events.push(["warn", event, fields]),
};

test("[O7] [R10] they are told once, as loudly as ever, with when it was done; what is no note is not", () => {
  emitSecurityNotes(folder, log);
  expect(events).toEqual([]);
  const security = createSecurityLog({
    log: createSecurityNotes(folder, () => Date.UTC(2026, 10, 30)),
    after: () => ({ cancel: () => undefined }),
  });
  security.note("people_listed", { by: "command line" });
  security.note("role_changed", { userId: null, targetId: 7, detail: "admin", by: "command line" });
  expect(statSync(path()).mode & 0o777).toBe(0o600);
  const forged = { actedAt: "now", by: "command line" };
  for (const line of [
    "half a li",
    "null",
    JSON.stringify({ ...forged, what: "signed_in", text: "what somebody wrote" }),
    JSON.stringify({ ...forged, what: "toString" }),
  ])
    appendFileSync(path(), `${line}\n`);
  emitSecurityNotes(folder, log);
  const actedAt = "2026-11-30T00:00:00.000Z";
  expect(events.splice(0)).toEqual([
    ["info", "security", { actedAt, what: "people_listed", by: "command line" }],
    [
      "warn",
      "security",
      { actedAt, what: "role_changed", userId: null, targetId: 7, detail: "admin", by: "command line" },
    ],
  ]);
  expect(existsSync(path())).toBe(false);
  emitSecurityNotes(folder, log);
  expect(events).toEqual([]);
});

test("[O7] where they cannot be read the start goes on", () => {
  mkdirSync(path());
  emitSecurityNotes(folder, log);
  expect(events).toMatchObject([["warn", "security_notes_unread", {}]]);
});
