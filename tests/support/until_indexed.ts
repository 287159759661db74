import { reachServer } from "../../src/transport/control_client.ts";
import type { SearchIndex } from "../../src/domain/search/search_store.ts";

/** The index of the server that runs on this folder. */
export function searchIndexOf(dataDir: string): Pick<SearchIndex, "progress"> {
  const { ask } = reachServer({ dataDir });
  return { progress: () => ask("searchProgress", {}) };
}

/** Resolves when the search index knows every message as it is. */
export async function untilIndexed(index: Pick<SearchIndex, "progress">): Promise<void> {
  for (;;) {
    const { indexedTo, lastId, stale } = await index.progress();
    if (indexedTo >= lastId && stale === 0) return;
    await Bun.sleep(10);
  }
}
