// Backups: when they are made, and their status (SPEC B3). The store makes them.
import { ChatError } from "./chat_error.ts";
import type { Log } from "./log.ts";
import type { After } from "./timer.ts";
import type { Warnings } from "./warnings.ts";

export interface BackupFacts {
  name: string;
  /** UTC milliseconds. */
  createdAt: number;
  /** Of its database and its files together; the files are shared with other backups. */
  bytes: number;
  files: number;
  /** Named by the database, and not in the data folder. */
  missingFiles: number;
  /** Why it could not be uploaded too; null when it was, or should not be. */
  remoteProblem: string | null;
}

export interface BackupRequest {
  reason: "daily" | "manual";
  at: number;
  /** Absent: where the others are, of which the oldest goes. */
  to?: string | undefined;
  onProgress?: ((done: number, total: number) => void) | undefined;
}

export interface BackupStore {
  /** One at a time. Rejects with one line for a person. */
  make(request: BackupRequest): Promise<BackupFacts>;
  /** Newest first. */
  list(): BackupFacts[];
}

interface BackupsDeps {
  store: BackupStore;
  /** From its end until its release no bytes of files are removed. */
  holdBytes: () => Promise<() => void>;
  /** The setting BACKUPS. */
  isOn: boolean;
  warnings: Pick<Warnings, "raise" | "clear">;
  after: After;
  now: () => number;
  monotonicMs: () => number;
  log: Log;
}

interface BackupStatus {
  isOn: boolean;
  /** The stored backups. */
  count: number;
  /** The newest. */
  lastAt: number | null;
  lastBytes: number | null;
  /** The running backup: how many of its files are done. Their number is unknown while the database is copied. */
  running: { done: number; total: number | null } | null;
}

export interface Backups {
  /** Begins a backup beside the others, unless one is running. It is reported like any other. */
  begin(): BackupStatus;

  /** Throws `busy` when it fails. */
  backUp(request?: Pick<BackupRequest, "to" | "onProgress">): Promise<BackupFacts>;
  status(): BackupStatus;
  stop(): void;
}

const hourMs = 3600_000;
const dayMs = 24 * hourMs;
export const checkEveryMs = 5 * 60_000;

export function createBackups(deps: BackupsDeps): Backups {
  const { store, holdBytes, isOn, warnings, after, now, monotonicMs, log } = deps;
  let running: { to: string | undefined; made: Promise<BackupFacts> } | null = null;
  let progress: { done: number; total: number | null } = { done: 0, total: null };
  let stored = store.list();
  const [newest] = stored;
  const startedAt = monotonicMs();
  let lastSuccess = newest ? startedAt - ageOf(newest) : null;
  let notBefore = Number.NEGATIVE_INFINITY;
  let next = after(checkEveryMs, checkAgain);

  /** A clock that was set back says nothing: then one is due (H6). */
  function ageOf({ createdAt }: BackupFacts): number {
    const age = now() - createdAt;
    return age >= 0 ? age : dayMs;
  }

  function checkAgain(): void {
    next = after(checkEveryMs, checkAgain);
    if (!isOn) return;
    if (monotonicMs() - (lastSuccess ?? startedAt) >= 2 * dayMs) warnOfAge();
    const isDue = lastSuccess === null || monotonicMs() - lastSuccess >= dayMs;
    // The failure was reported.
    if (isDue && monotonicMs() >= notBefore) void make({ reason: "daily" }).catch(() => undefined);
  }

  function warnOfAge(): void {
    const [last] = stored;
    const since = last ? `The last backup is of ${new Date(last.createdAt).toISOString()}` : "No backup yet";
    warnings.raise(
      "backup_old",
      `${since}: no backup for two days or longer. The log says why (backup_failed).`,
    );
  }

  function make(request: Omit<BackupRequest, "at">): Promise<BackupFacts> {
    running ??= { to: request.to, made: makeNow(request).finally(() => (running = null)) };
    if (running.to !== request.to)
      return Promise.reject(new Error("Another backup is running. Try again when it is done."));
    return running.made;
  }

  async function makeNow(request: Omit<BackupRequest, "at">): Promise<BackupFacts> {
    const from = monotonicMs();
    progress = { done: 0, total: null };
    const letGo = await holdBytes();
    try {
      const made = await store.make({
        ...request,
        at: now(),
        onProgress(done, total) {
          progress = { done, total };
          request.onProgress?.(done, total);
        },
      });
      const ms = Math.round(monotonicMs() - from);
      log.info("backup_made", { ...made, ms });
      if (made.missingFiles > 0) log.warn("backup_files_missing", { count: made.missingFiles });
      if (request.to === undefined) noteSuccess(made);
      return made;
    } catch (error) {
      if (request.to === undefined) noteFailure(error);
      throw error;
    } finally {
      letGo();
    }
  }

  function noteSuccess({ remoteProblem }: BackupFacts): void {
    stored = store.list();
    lastSuccess = monotonicMs();
    if (remoteProblem === null) warnings.clear("backup_failed");
    else {
      const text = `The backup was made, but couldn't be uploaded: ${remoteProblem} The next one will be uploaded again.`;
      warnings.raise("backup_failed", text);
    }
    warnings.clear("backup_old");
  }

  function noteFailure(error: unknown): void {
    notBefore = monotonicMs() + hourMs;
    const problem = error instanceof Error ? error.message : String(error);
    warnings.raise("backup_failed", `${problem} ${isOn ? "The server tries again every hour." : ""}`.trim());
  }

  const status = (): BackupStatus => ({
    isOn,
    count: stored.length,
    lastAt: stored[0]?.createdAt ?? null,
    lastBytes: stored[0]?.bytes ?? null,
    running: running && { ...progress },
  });

  return {
    begin() {
      // The failure was reported.
      if (running === null) void make({ reason: "manual" }).catch(() => undefined);
      return status();
    },
    async backUp(request = {}) {
      try {
        return await make({ ...request, reason: "manual" });
      } catch (error) {
        throw asRefusal(error);
      }
    },
    status,
    stop: () => next.cancel(),
  };
}

/** For the caller. */
export function asRefusal(error: unknown): ChatError {
  const problem = error instanceof Error ? error.message : String(error);
  return new ChatError("busy", problem, { retryAfterMs: checkEveryMs });
}
