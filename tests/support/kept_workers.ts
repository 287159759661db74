// Threads that serve one storage after another: to start one takes several times as long as most tests of a storage.
import type { WorkerPort } from "../../src/storage/journal_thread.ts";

/** A connection that was closed in a thread may live on until the thread ends. */
const maxServed = 50;

interface PooledWorker {
  worker: Worker;
  served: number;
}

/** For `openWorker` of a storage. */
export function createKeptWorkers(): (url: URL) => WorkerPort {
  const idle = new Map<string, PooledWorker[]>();

  return ({ href }) => {
    const pooled = idle.get(href)?.pop() ?? { worker: new Worker(href), served: 0 };
    const { worker } = pooled;
    pooled.served += 1;
    const listening = new AbortController();
    return {
      addEventListener(type: string, listener: EventListenerOrEventListenerObject) {
        worker.addEventListener(type, listener, { signal: listening.signal });
      },
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
      postMessage: (message: unknown) => worker.postMessage(message),
      /** It is called when the thread has said that it closed everything. */
      terminate() {
        listening.abort();
        if (pooled.served >= maxServed) worker.terminate();
        else idle.set(href, [...(idle.get(href) ?? []), pooled]);
      },
    };
  };
}
