// The end of the process: the first signal says goodbye in order, the second leaves at once. An error that nobody caught
// ends it the same way, since what it left half-done is unknown.
import type { Log } from "./domain/log.ts";

export function stopOnSignals(log: Log, stop: () => Promise<void>): void {
  let isStopping = false;

  async function leave(exitCode: number): Promise<void> {
    isStopping = true;
    try {
      await stop();
      process.exit(exitCode);
    } catch (error) {
      log.error("stop_failed", { error });
      process.exit(1);
    }
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
