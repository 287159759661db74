// A storage whose answers take uneven times: local libSQL is so even that ordering bugs hide (style.md, "Tests").
import type { Change, ChangeOf, OutcomeOf } from "../../src/domain/journal.ts";
import type { Storage } from "../../src/storage/storage.ts";

export interface Unevenness {
  /** 0 to 1. */
  random: () => number;
  maxMs: number;
}

/** Waits for a while that nobody can tell before. */
export function pauseOf({ random, maxMs }: Unevenness): () => Promise<unknown> {
  return () => new Promise((resolve) => setTimeout(resolve, Math.floor(random() * maxMs)));
}

/** Each read waits before and after it, each outcome waits once it is there. */
export function unevenStorage(
  storage: Pick<Storage, "stores" | "journal">,
  unevenness: Unevenness,
): Pick<Storage, "stores" | "journal"> {
  const pause = pauseOf(unevenness);

  function slow<T extends object>(store: T): T {
    return new Proxy(store, {
      get(target, name, receiver) {
        const method: unknown = Reflect.get(target, name, receiver);
        if (typeof method !== "function") return method;
        return async (...args: unknown[]) => {
          await pause();
          const found: unknown = await Reflect.apply(method, target, args);
          await pause();
          return found;
        };
      },
    });
  }

  const { rooms, messages, accounts, files, workspace, retention, line, search } = storage.stores;
  return {
    stores: {
      rooms: slow(rooms),
      messages: slow(messages),
      accounts: slow(accounts),
      files: slow(files),
      workspace: slow(workspace),
      retention: slow(retention),
      line: slow(line),
      search: slow(search),
    },
    journal: {
      async submit<K extends Change["kind"]>(change: ChangeOf<K>): Promise<OutcomeOf<K>> {
        const outcome = await storage.journal.submit(change);
        await pause();
        return outcome;
      },
      onCommitted: (listener) => storage.journal.onCommitted(listener),
    },
  };
}
