// Actions of the command line without a running server: the next start writes them to its security log (SPEC O7, R10). Lines of JSON in the data
// folder; the caller holds its lock.
import { appendFileSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

import type { Log } from "../domain/log.ts";
import { securityEvents } from "../domain/security_log.ts";
import { sizeIfAny } from "./workspace_remains.ts";

const notesName = "security.jsonl";
/** Some ten thousand lines. The audit log has each of them, too. */
const maxBytes = 4 * 1024 * 1024;

const id = z.int();
const note = z.strictObject({
  actedAt: z.string(),
  what: z.enum(Object.keys(securityEvents) as [keyof typeof securityEvents]),
  userId: id.nullable().optional(),
  targetId: id.optional(),
  roomId: id.optional(),
  detail: z.string().max(100).optional(),
  by: z.literal("command line"),
  more: id.optional(),
});

/** As `createSecurityLog` writes to. */
export function createSecurityNotes(dataDir: string, now: () => number): Pick<Log, "info" | "warn"> {
  const path = join(dataDir, notesName);
  function append(_event: string, fields: object = {}): void {
    const line = { actedAt: new Date(now()).toISOString(), ...fields };
    if ((sizeIfAny(path) ?? 0) > maxBytes) return;
    try {
      appendFileSync(path, `${JSON.stringify(line)}\n`, { mode: 0o600 });
    } catch {
      // A full disk: the action stays done, and is in the audit log.
    }
  }
  return { info: append, warn: append };
}

/** Each is reported once. A line that is no note was cut by a full disk, or is of another program. */
export function emitSecurityNotes(dataDir: string, log: Pick<Log, "info" | "warn">): void {
  const path = join(dataDir, notesName);
  if (sizeIfAny(path) === null) return;
  try {
    const lines = readFileSync(path, "utf8").split("\n").filter(Boolean);
    rmSync(path);
    for (const line of lines) {
      const found = decode(line);
      if (found) log[securityEvents[found.what]]("security", found);
    }
  } catch (error) {
    // The start goes on.
    log.warn("security_notes_unread", { error });
  }
}

function decode(line: string): z.infer<typeof note> | null {
  try {
    return note.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
