// What is planted where: every column with text, of every table that is ours.
import { openRaw } from "./data_folder.ts";
import { asText } from "./stored.ts";

export interface DamagedColumn {
  table: string;
  column: string;
}

export interface DamagedRun {
  /** That were damaged at once. */
  columns: DamagedColumn[];
  answers: number;
  faults: string[];
  /** Of the log: table and columns. */
  found: string[];
  /** Whether anything that was answered had U+FFFD in it. */
  shown: boolean;
}

/** From the file itself, so that no new one is forgotten; the index for searches is made of the messages, and FTS5's own. */
export async function textColumns(path: string): Promise<DamagedColumn[]> {
  const client = openRaw(path);
  const { rows } = await client.execute(`
    SELECT json_group_array(json_array(t.name, c.name) ORDER BY t.name, c.cid) FROM pragma_table_list t JOIN pragma_table_info(t.name) c
    WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND upper(c.type) = 'TEXT'`);
  client.close();
  const found: [table: string, column: string][] = JSON.parse(asText(rows[0]?.[0]));
  return found.map(([table, column]) => ({ table, column }));
}

/** Of a path or query: what the base folder has under these names. */
export function fillIn(text: string): string {
  const values: Record<string, string> = {
    "/api/users/{id}": "/api/users/2",
    "{id}": "1",
    "{userId}": "2",
    "{avatar}": "none",
    "{name}": "notes.txt",
    "{emoji}": encodeURIComponent("👍"),
  };
  return Object.entries(values).reduce((filled, [name, value]) => filled.replaceAll(name, value), text);
}
