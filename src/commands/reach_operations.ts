// The operations of the running server; where none runs, of the data folder, opened once under its lock until the command ends.
import { existsSync } from "node:fs";
import { join } from "node:path";

import type { Config } from "../config.ts";
import { asRefusal, type Backups } from "../domain/backups.ts";
import { createLog } from "../domain/log.ts";
import { createSecurityLog } from "../domain/security_log.ts";
import { StartError } from "../domain/start_error.ts";
import { createOperations } from "./operations.ts";
import { createSecurityNotes } from "../storage/security_notes.ts";
import { databaseName, openStorage } from "../storage/storage.ts";
import { NoServer, reachServer, type Ask } from "../transport/control_client.ts";
import type { Operations, Progress } from "../transport/control_operations.ts";
import { runOperation } from "../transport/control_run.ts";

interface ReachDeps {
  config: () => Config;
  onProgress: (progress: Progress) => void;
  /** What the storage warns of. */
  err: (text: string) => void;
  now: () => number;
}

export function reachOperations({ config, onProgress, err, now }: ReachDeps): {
  ask: Ask;
  close(): Promise<void>;
} {
  let opened: { operations: Operations; close(): Promise<void> } | null = null;

  async function openFolder(known: Config) {
    const { dataDir, publicUrl, tls, port, backups } = known;
    if (!existsSync(join(dataDir, databaseName))) {
      throw new StartError(`No database in ${dataDir} yet. Start the server first, or set DATA_DIR.`);
    }
    const log = createLog({ level: "warn", now, write: err });
    const storage = await openStorage({ dataDir, now, log, backups });
    const origin = publicUrl ?? `${tls ? "https" : "http"}://localhost:${port}`;
    // The security log is the server's: the next start writes it.
    const security = createSecurityLog({
      log: createSecurityNotes(dataDir, now),
      after: () => ({ cancel: () => undefined }),
    });
    storage.journal.onCommitted((committed) => security.hear(committed));
    // Nobody removes bytes meanwhile: the folder is locked.
    const backUp: Backups["backUp"] = (request = {}) =>
      storage.backups.make({ ...request, reason: "manual", at: now() }).catch((error: unknown) => {
        throw asRefusal(error);
      });
    return {
      operations: createOperations({
        storage,
        config: known,
        backups: { backUp },
        security,
        now,
        origin,
      }),
      close() {
        security.stop();
        return storage.close();
      },
    };
  }

  return {
    async ask(name, asked) {
      const known = config();
      if (!opened) {
        try {
          return await reachServer({ dataDir: known.dataDir, onProgress }).ask(name, asked);
        } catch (error) {
          if (!(error instanceof NoServer)) throw error;
        }
        opened = await openFolder(known);
      }
      return runOperation(opened.operations, name, asked, {
        progress: onProgress,
        signal: new AbortController().signal,
      });
    },
    async close() {
      await opened?.close();
    },
  };
}
