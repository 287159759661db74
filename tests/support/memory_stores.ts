// The reads of the memory twin.
import type { Stores } from "../../src/domain/stores.ts";
import { createMemoryAccountStore } from "./memory_account_store.ts";
import { createMemoryFileStore } from "./memory_files.ts";
import { createMemoryMessageStore } from "./memory_message_store.ts";
import { createMemoryRetentionStore } from "./memory_retention.ts";
import { createMemoryRoomStore } from "./memory_room_store.ts";
import { createMemorySearch } from "./memory_search.ts";
import type { Tables } from "./memory_tables.ts";

export function createMemoryStores(tables: Tables, pause: () => Promise<unknown>): Stores {
  const { place } = tables;

  /** Every read is of one moment, after a pause. */
  async function read<T>(take: () => T): Promise<T> {
    await pause();
    return take();
  }

  return {
    rooms: createMemoryRoomStore(tables, read),

    messages: createMemoryMessageStore(tables, read),

    accounts: createMemoryAccountStore(tables, read),

    files: createMemoryFileStore(tables, read),
    retention: createMemoryRetentionStore(tables, read),
    place: { place: () => read(() => ({ ...place })) },
    // Nothing lasts: there is no earlier epoch.
    line: { epoch: crypto.randomUUID(), findEnd: () => read(() => null), findEndRev: () => read(() => null) },

    search: createMemorySearch(tables, read),
  };
}
