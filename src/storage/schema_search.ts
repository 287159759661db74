// What the search index knows of itself. The index too is a table, `search` (FTS5, which Drizzle cannot declare), with its terms
// as `search_terms` and a trigger `search_follows`: see the migration that made them.
import { integer, sqliteTable } from "drizzle-orm/sqlite-core";

/** One row: every message up to this id is in the index, or is stale. */
export const searchProgress = sqliteTable("search_progress", {
  id: integer().primaryKey(),
  indexedTo: integer("indexed_to").notNull(),
  /** Which index is in use: `search` is 0, `search_1` is 1 … A new one is made where the old one is damaged. */
  tableNo: integer("table_no").notNull().default(0),
});

/** Messages that changed after they were indexed. */
export const searchStale = sqliteTable("search_stale", { id: integer().primaryKey() });

/** Between which ids the indexed messages of a UTC day lie, for ids do not tell times. */
export const searchDays = sqliteTable("search_days", {
  day: integer().primaryKey(),
  firstId: integer("first_id").notNull(),
  lastId: integer("last_id").notNull(),
});
