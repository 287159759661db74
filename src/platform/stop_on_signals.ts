// The end of the process: the first signal shuts down in order, the second exits at once. An uncaught error
// ends it the same way, since its state is unknown. Even if something hangs, a successor can start soon (SPEC H8).
import type { Log } from "../domain/log.ts";

/** From the signal to the end of the process, at most 8 s, its last moments included. */
const stopWithinMs = 7500;

export function stopOnSignals(log: Log, stop: () => Promise<void>): void {
  let isStopping = false;

  async function leave(exitCode: number): Promise<void> {
    isStopping = true;
    setTimeout(leaveLate, stopWithinMs);
    try {
      await stop();
      process.exit(exitCode);
    } catch (error) {
      log.error("stop_failed", { error });
      process.exit(1);
    }
  }

  // A journal that the disk or a lock holds up would be waited for without end. What was acknowledged is on disk; what the
  // close would have folded into the file is in the log beside it, and the next start reads it.
  function leaveLate(): void {
    log.warn("stopped_late", { afterMs: stopWithinMs });
    process.exit(1);
  }

  function onSignal(): void {
    if (isStopping) process.exit(1);
    void leave(0);
  }

  function onBug(error: unknown): void {
    log.error("unhandled", { error });
    if (!isStopping) void leave(1);
  }

  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
  process.on("unhandledRejection", onBug);
  process.on("uncaughtException", onBug);
}
