// The storage's twin in memory, for tests of the domain. It obeys the same contract suite as libSQL; `delay` makes its
// answers uneven, for local libSQL is so even that ordering bugs hide.
import { ChatError } from "../../src/domain/chat_error.ts";
import type { Change, ChangeOf, Committed, OutcomeOf } from "../../src/domain/journal.ts";
import { effectsOf, movedAlong } from "../../src/storage/changes/effects_of.ts";
import type { Storage } from "../../src/storage/storage.ts";
import { createMemoryChanges } from "./memory_changes.ts";
import { createMemoryVault } from "./memory_files.ts";
import { toMessage } from "./memory_messages.ts";
import { createMemoryStores } from "./memory_stores.ts";
import { createTables } from "./memory_tables.ts";

export interface MemoryStorageOptions {
  now: () => number;
  /** Milliseconds before each read and each commit. */
  delay?: () => number;
}

export function createMemoryStorage({ now, delay }: MemoryStorageOptions): Storage {
  const pause = () => (delay ? Bun.sleep(delay()) : Promise.resolve());
  const tables = createTables(now);
  const apply = createMemoryChanges(tables);
  let listener: (committed: Committed) => void = () => {};
  let isClosing = false;
  let last: Promise<unknown> = Promise.resolve();

  async function commit<K extends Change["kind"]>(change: ChangeOf<K>, at: number): Promise<OutcomeOf<K>> {
    await pause();
    const kind: K = change.kind;
    const outcome = apply[kind](change, at);
    listener({ change, outcome, effects: effectsOf<K>(change, outcome) } as unknown as Committed);
    const messages = tables.touched.splice(0).map((row) => toMessage(tables, row));
    if (messages.length > 0) listener(movedAlong(messages));
    return outcome;
  }

  return {
    stores: createMemoryStores(tables, pause),
    journal: {
      submit(change) {
        if (isClosing) return Promise.reject(new ChatError("busy", "The server is stopping."));
        const at = now();
        const outcome = last.then(() => commit(change, at));
        last = outcome.catch(() => undefined);
        return outcome;
      },
      onCommitted(next) {
        listener = next;
      },
    },
    // There is none: what is searched are the messages.
    searchIndex: {
      check: () => Promise.resolve({ checked: 0, wrong: 0, next: null }),
      rebuild: () => Promise.resolve(),
      progress: () => Promise.resolve({ indexedTo: 0, lastId: 0, stale: 0, table: 0 }),
    },
    // What a person takes along is read by the database alone.
    ownData: {
      profile: () => Promise.resolve(null),
      async *read() {},
      async *files() {},
    },
    vault: createMemoryVault(pause),
    backups: { make: () => Promise.reject(new Error("There is no disk.")), list: () => [] },
    disk: { read: () => Promise.resolve({ freeBytes: 2 ** 40, totalBytes: 2 ** 41 }) },
    onTransaction: () => undefined,
    abandonedSearches: () => 0,
    inHandMs: () => 0,
    endSoon: () => undefined,
    databaseBytes: () => 0,
    logBytes: () => 0,
    async close() {
      isClosing = true;
      await last;
    },
  };
}
