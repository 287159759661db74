// The steps in which the search index follows (SPEC S7). Edited and deleted messages are in `search_stale`, put there by a
// trigger of the database: no verb has to think of it. How far the index has come is in the same transaction as its rows.
import { sql, type SQL } from "drizzle-orm";

import type { Change } from "../../domain/journal.ts";
import { insertIntoIndex } from "../search/index_match.ts";
import { createIndex, dropDamagedIndex, dropIndex as dropWhole, indexNames } from "../search/index_tables.ts";
import { isTrue, single, type Effects } from "./verb.ts";
import { noEffects } from "./shared_effects.ts";

const dayMs = sql.raw(String(24 * 3600 * 1000));
const indexedTo = sql.raw("(SELECT indexed_to FROM search_progress)");

// For each message; with fewer, the segments of the index would grow without bound.
const mergedPages = 0.4;

/** Each is alone in its transaction: it delays no post, and nobody waits for it. */
export function isIndexStep({ kind }: Change): boolean {
  return ["indexMore", "rebuildIndex", "dropIndex", "replaceIndex"].includes(kind);
}

export const indexMore = single<"indexMore">(noEffects, ({ limit, table }) => {
  const { index } = indexNames(table);
  // An index that is no longer in use is left alone.
  const inUse = sql`table_no = ${table}`;
  const stale = sql`(SELECT s.id FROM search_stale s, search_progress WHERE ${inUse} ORDER BY s.id LIMIT ${limit})`;
  // Ids hardly have gaps, and a step that finds none costs nothing.
  const upTo = sql`(SELECT min(indexed_to + ${limit}, (SELECT max(id) FROM messages)) FROM search_progress WHERE ${inUse})`;
  const isNew = sql`m.id > ${indexedTo} AND m.id <= ${upTo}`;
  return {
    statements: [
      sql`DELETE FROM ${index} WHERE rowid IN ${stale}`,
      insertIntoIndex(index, sql`m.id IN ${stale} AND m.id <= ${indexedTo}`),
      sql`DELETE FROM search_stale WHERE id IN ${stale}`,
      insertIntoIndex(index, isNew),
      noteDays(isNew),
      sql`UPDATE search_progress SET indexed_to = coalesce(${upTo}, indexed_to)`,
      // Merges the segments of the index, a bounded number of pages at a time: left to itself FTS5 does it in jumps
      // of up to 70 ms.
      sql`INSERT INTO ${index} (${index}, rank) VALUES ('merge', CAST(${Math.ceil(limit * mergedPages)} AS INTEGER))`,
      sql`SELECT NOT EXISTS (SELECT 1 FROM search_stale) AND NOT EXISTS (SELECT 1 FROM messages WHERE id > ${indexedTo}) AS isDone`,
    ],
    outcome: (results) => ({ ok: true, isDone: isTrue(results.at(-1), "isDone") }),
  };
});

const rebuildIndexEffects: Effects<"rebuildIndex"> = () => [{ kind: "index" }];

/** The old one is left as it is. */
export const rebuildIndex = single<"rebuildIndex">(rebuildIndexEffects, ({ table }) => ({
  statements: [
    ...createIndex(table),
    sql`DELETE FROM search_stale`,
    sql`DELETE FROM search_days`,
    sql`UPDATE search_progress SET indexed_to = 0, table_no = ${table}`,
  ],
  outcome: () => ({ ok: true }),
}));

export const dropIndex = single<"dropIndex">(noEffects, ({ table, isDamaged }) => ({
  statements: isDamaged ? dropDamagedIndex(table) : dropWhole(table),
  outcome: () => ({ ok: true }),
}));

function noteDays(which: SQL): SQL {
  return sql`INSERT INTO search_days (day, first_id, last_id)
    SELECT m.created_at / ${dayMs}, min(m.id), max(m.id) FROM messages m WHERE ${which} GROUP BY 1
    ON CONFLICT (day) DO UPDATE SET first_id = min(first_id, excluded.first_id), last_id = max(last_id, excluded.last_id)`;
}
