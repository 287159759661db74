// The status of the server, for admins (SPEC G9). Cheap: all requests within a second share an answer.
import type { ServerStatus } from "../protocol/shapes.ts";
import type { Backups } from "./backups.ts";
import type { DiskReserve } from "./files/disk_reserve.ts";
import type { FileStore } from "./files/file_store.ts";
import { mustBeAdmin } from "./room_rules.ts";
import type { AccountStore } from "./stores.ts";
import type { Warnings } from "./warnings.ts";

interface ServerStatusDeps {
  accounts: Pick<AccountStore, "findUser">;
  files: Pick<FileStore, "totalUsage">;
  disk: Pick<DiskReserve, "facts">;
  /** Bytes. */
  database: { databaseBytes(): number; logBytes(): number };
  backups: Pick<Backups, "status">;
  sockets: { size(): number; people(): number };
  socketLimit: number;
  /** F3. */
  filesLimit: number | null;
  quotaBytes: number;
  warnings: Pick<Warnings, "list">;
  version: string;
  now: () => number;
  monotonicMs: () => number;
}

export interface ServerStatusReader {
  /** Throws `not_allowed`. */
  read(userId: number): Promise<ServerStatus>;
}

const freshMs = 1000;

export function createServerStatus(deps: ServerStatusDeps): ServerStatusReader {
  const { accounts, files, disk, database, backups, sockets, warnings, version, now, monotonicMs } = deps;
  const { socketLimit, filesLimit, quotaBytes } = deps;
  const startedAtMs = monotonicMs();
  let last: { at: number; status: Promise<ServerStatus> } | null = null;

  async function read(): Promise<ServerStatus> {
    const filesBytes = await files.totalUsage();
    return {
      version,
      // By the clock as it is now: set right meanwhile, the start was another moment.
      startedAt: Math.round(now() - (monotonicMs() - startedAtMs)),
      disk: disk.facts(),
      databaseBytes: database.databaseBytes(),
      logBytes: database.logBytes(),
      filesBytes,
      filesLimit,
      quotaBytes,
      backups: backups.status(),
      online: sockets.people(),
      sockets: sockets.size(),
      socketLimit,
      warnings: warnings.list(),
    };
  }

  return {
    async read(userId) {
      mustBeAdmin(await accounts.findUser(userId));
      if (last === null || monotonicMs() - last.at > freshMs) {
        const status = read();
        last = { at: monotonicMs(), status };
        // What failed is asked again.
        status.catch(() => (last = null));
      }
      return last.status;
    },
  };
}
