import type { Client } from "../client.ts";
import { sql } from "drizzle-orm";

import type { IndexProgress } from "../../domain/search/search_store.ts";
import { readJson } from "../stores/read_json.ts";

export async function readProgress(client: Client): Promise<IndexProgress> {
  const progress = await readJson<IndexProgress>(client, {
    json: sql`json_object('indexedTo', indexed_to, 'lastId', (SELECT coalesce(max(id), 0) FROM messages),
        'stale', (SELECT count(*) FROM search_stale), 'table', table_no)`,
    from: sql`FROM search_progress`,
  });
  if (!progress) throw new Error("The search index has no state.");
  return progress;
}
