// The tables of the index by the number that `search_progress` names: a new index is made beside one that is damaged, for FTS5
// can neither empty nor drop what it cannot read.
import { sql, type SQL } from "drizzle-orm";
import type { Client } from "../client.ts";

import { readJson } from "../stores/read_json.ts";

interface IndexNames {
  /** FTS5. */
  index: SQL;
  /** Its terms. */
  terms: SQL;
}

export function indexNames(table: number): IndexNames {
  const name = nameOf(table);
  return { index: sql.raw(name), terms: sql.raw(`${name}_terms`) };
}

function nameOf(table: number): string {
  return table === 0 ? "search" : `search_${table}`;
}

/** As the first was made by a migration. */
export function createIndex(table: number): SQL[] {
  const { index, terms } = indexNames(table);
  return [
    sql`CREATE VIRTUAL TABLE ${index} USING ${fts5}`,
    sql`CREATE VIRTUAL TABLE ${terms} USING fts5vocab(${index}, row)`,
    // Its segments are merged by the steps that follow the messages, a bounded number of pages at a time.
    sql`INSERT INTO ${index} (${index}, rank) VALUES ('automerge', 0), ('crisismerge', 1000), ('usermerge', 8)`,
  ];
}

const fts5 = sql.raw(
  "fts5(body, files, marks, room, author, tokenize = 'trigram', content = '', contentless_delete = 1, detail = none)",
);

export function dropIndex(table: number): SQL[] {
  const { index, terms } = indexNames(table);
  return [sql`DROP TABLE IF EXISTS ${terms}`, sql`DROP TABLE IF EXISTS ${index}`];
}

// What FTS5 keeps an index in, as it makes it itself.
const shadowTables = {
  data: "(id INTEGER PRIMARY KEY, block BLOB)",
  idx: "(segid, term, pgno, PRIMARY KEY (segid, term)) WITHOUT ROWID",
  docsize: "(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER)",
  config: "(k PRIMARY KEY, v) WITHOUT ROWID",
};

/** Of an index that FTS5 cannot open: its own tables are replaced by those of an empty one. */
export function dropDamagedIndex(table: number): SQL[] {
  const name = nameOf(table);
  const empty = sql.raw("search_empty");
  const replaced = Object.entries(shadowTables).flatMap(([part, columns]) => {
    const shadow = sql.raw(`${name}_${part}`);
    return [
      sql`DROP TABLE IF EXISTS ${shadow}`,
      sql`CREATE TABLE ${shadow} ${sql.raw(columns)}`,
      sql`INSERT INTO ${shadow} SELECT * FROM ${sql.raw(`search_empty_${part}`)}`,
    ];
  });
  return [
    sql`CREATE VIRTUAL TABLE ${empty} USING ${fts5}`,
    ...replaced,
    ...dropIndex(table),
    sql`DROP TABLE ${empty}`,
  ];
}

/** The one in use, and those that are left of former ones. */
export async function readIndexTables(client: Client): Promise<{ current: number; others: number[] }> {
  const read = await readJson<{ current: number; names: string[] }>(client, {
    json: sql`json_object('current', table_no, 'names', (
        SELECT json_group_array(name) FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE search% USING fts5(%'))`,
    from: sql`FROM search_progress`,
  });
  if (!read) throw new Error("The search index has no state.");
  const { current, names } = read;
  const tables = names.map((name) => Number(/^search_?(\d*)$/.exec(name)?.[1] ?? Number.NaN));
  return { current, others: tables.filter((table) => Number.isInteger(table) && table !== current) };
}
