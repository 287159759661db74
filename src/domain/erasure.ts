// P3: messages of erased people are emptied in small steps, one change of the journal each, so that nobody waits for them. The
// remaining work is in the database: it resumes after a start.
import { ChatError } from "./chat_error.ts";
import type { Journal } from "./journal.ts";
import type { Log } from "./log.ts";
import type { AccountStore } from "./stores.ts";
import type { After } from "./timer.ts";

interface ErasureDeps {
  accounts: Pick<AccountStore, "listErasures">;
  journal: Pick<Journal, "submit">;
  after: After;
  log: Log;
}

export interface Erasure {
  /** Goes on with all that is to be done, now. */
  resume(): void;
  /** After this no step begins; resolves when none is on its way. */
  stop(): Promise<void>;
}

const retryMs = 5000;

export function createErasure({ accounts, journal, after, log }: ErasureDeps): Erasure {
  let isStopped = false;
  let isAskedAgain = false;
  let running: Promise<void> | null = null;
  let retry: ReturnType<After> | null = null;

  function resume(): void {
    if (isStopped) return;
    retry?.cancel();
    retry = null;
    // Someone may be erased after the list was read.
    isAskedAgain = true;
    running ??= run().finally(() => {
      running = null;
      if (isAskedAgain) resume();
    });
  }

  async function run(): Promise<void> {
    try {
      do {
        isAskedAgain = false;
        for (const userId of await accounts.listErasures()) await erase(userId);
      } while (isAskedAgain);
    } catch (error) {
      if (isStopped) return;
      // A disk that is full for a while is no bug.
      if (error instanceof ChatError) log.warn("erasure_waits", { problem: error.message });
      else log.error("erasure_failed", { error });
      retry = after(retryMs, resume);
    }
  }

  async function erase(userId: number): Promise<void> {
    for (;;) {
      if (isStopped) return;
      const outcome = await journal.submit({ kind: "eraseMore", userId });
      if (!outcome.ok) throw new Error(`An erasure was refused with ${outcome.reason}.`);
      if (outcome.isDone) {
        log.debug("erasure_done", { userId });
        return;
      }
    }
  }

  return {
    resume,
    async stop() {
      isStopped = true;
      retry?.cancel();
      await running;
    },
  };
}
