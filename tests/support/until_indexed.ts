import type { SearchIndex } from "../../src/domain/search/search_store.ts";

/** Resolves when the search index knows every message as it is. */
export async function untilIndexed(index: SearchIndex): Promise<void> {
  for (;;) {
    const { indexedTo, lastId, stale } = await index.progress();
    if (indexedTo >= lastId && stale === 0) return;
    await Bun.sleep(10);
  }
}
