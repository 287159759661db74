// Rebuilds an index with damaged pages from its table. REINDEX and DROP INDEX read the old pages to free them, and fail there;
// so the schema forgets the old index, whose pages stay unused, and gets a new one, all in one transaction.
import type { Client } from "../client.ts";
import { sql } from "drizzle-orm";
import type { Journal } from "../../domain/journal.ts";
import { single } from "../changes/verb.ts";
import { noEffects } from "../changes/shared_effects.ts";

/** It holds up every other change: a second on the machine of 2026. */
const maxRows = 2_000_000;

export const replaceIndex = single<"replaceIndex">(noEffects, ({ name, definition }) => ({
  statements: [
    sql.raw("PRAGMA writable_schema = 1"),
    sql`DELETE FROM sqlite_schema WHERE type = 'index' AND name = ${name}`,
    sql.raw("PRAGMA writable_schema = RESET"),
    sql.raw(definition),
  ],
  outcome: () => ({ ok: true }),
}));

interface ReplaceDeps {
  client: Client;
  journal: Pick<Journal, "submit">;
}

/** False: its table is too large to hold everybody up, or it belongs to a constraint. */
export async function replaceDamagedIndex({ client, journal }: ReplaceDeps, name: string): Promise<boolean> {
  const { rows } = await client.execute({
    sql: "SELECT CAST(sql AS BLOB), CAST(tbl_name AS BLOB) FROM sqlite_schema WHERE type = 'index' AND name = ?",
    args: [name],
  });
  const [definition, table] = [rows[0]?.[0], rows[0]?.[1]];
  if (typeof definition !== "string" || typeof table !== "string") return false;
  const { rows: last } = await client.execute(`SELECT max(rowid) FROM "${table}"`);
  if (Number(last[0]?.[0] ?? 0) > maxRows) return false;
  await journal.submit({ kind: "replaceIndex", name, definition });
  return true;
}
