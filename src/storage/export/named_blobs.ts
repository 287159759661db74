// The bytes that rows name: files, their previews, pictures of people.
import type { Client } from "../client.ts";
import { textAt } from "../row_text.ts";

const hashBatchSize = 500;

const columns = [
  ["files", "hash"],
  ["files", "thumb_hash"],
  ["users", "avatar_hash"],
] as const;

/** Each once, rising. */
export async function* readNamedBlobs(client: Client): AsyncGenerator<string[]> {
  // Each part by the index of its column.
  const parts = columns.map(
    ([table, column]) => `SELECT * FROM (SELECT DISTINCT ${column} AS hash FROM ${table}
      WHERE ${column} IS NOT NULL AND ${column} > ?1 ORDER BY 1 LIMIT ${hashBatchSize})`,
  );
  const sql = `SELECT CAST(hash AS BLOB) FROM (${parts.join(" UNION ")}) ORDER BY 1 LIMIT ${hashBatchSize}`;
  for (let after = ""; ;) {
    const { rows } = await client.execute({ sql, args: [after] });
    if (rows.length === 0) return;
    const hashes = rows.map((row) => textAt(row, 0));
    yield hashes;
    after = hashes.at(-1) ?? after;
  }
}

export async function countNamedBlobs(client: Client): Promise<number> {
  const parts = columns.map(([table, column]) => `SELECT ${column} AS hash FROM ${table}`);
  const { rows } = await client.execute(`SELECT count(hash) FROM (${parts.join(" UNION ")})`);
  return Number(rows[0]?.[0]);
}
