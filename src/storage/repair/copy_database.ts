// The whole of a damaged database into a new file: its schema, the rows that can be read, what they point at, the counters. The
// index of the search is left empty: it follows the messages from the first on.
import type { Client } from "../client.ts";
import { openClient } from "../database.ts";
import { statement } from "../statement.ts";
import { createIndex } from "../search/index_tables.ts";
import { migrationsTable } from "../migrations.ts";
import { mendMigrations } from "./mend_migrations.ts";
import { mendReferences, placeholders } from "./references.ts";
import { quoted, salvageTable } from "./salvage.ts";
import { textAt } from "../row_text.ts";

interface SchemaEntry {
  type: string;
  name: string;
  sql: string;
}

export interface Copied {
  /** The losses, a line each. */
  lost: string[];
  /** Tables with all their rows. */
  whole: number;
}

/** Tables of the search index: FTS5's own, its marks, and how far it has come. */
const ofSearch = /^search(_\d+)?(_(data|idx|docsize|config|terms|stale|days|progress))?$/;

interface CopyOptions {
  from: string;
  to: string;
  /** Where a new database may be made, to compare. */
  empty: string;
  at: number;
  report: (line: string) => void;
}

/** Throws what SQLite says when the schema itself cannot be read. */
export async function copyDatabase({ from, to, empty, at, report }: CopyOptions): Promise<Copied> {
  const client = openClient({ path: to, timeoutMs: 5000 });
  try {
    await client.execute("PRAGMA foreign_keys = 0");
    await client.execute({ sql: "ATTACH DATABASE ? AS damaged", args: [readOnlyUrl(from)] });
    return await copyAttached(client, { empty, at, report });
  } finally {
    client.close();
  }
}

async function copyAttached(
  client: Client,
  { empty, at, report }: Omit<CopyOptions, "from" | "to">,
): Promise<Copied> {
  const schema = await readSchema(client);
  const own = schema.filter(({ type, sql }) => type === "table" && !sql.startsWith("CREATE VIRTUAL"));
  const tables = own.filter(({ name }) => !ofSearch.test(name));
  const others = schema.filter(({ type, sql }) => type !== "table" && !sql.includes("VIRTUAL"));
  const ids = own.filter(({ name }) => !/_(data|idx|docsize|config)$/.test(name));
  // From the first row on: of two that a flipped bit made one, the second is lost, and not the whole database.
  const unique = others.filter(({ sql }) => /^CREATE UNIQUE/i.test(sql));
  await client.batch(
    [...ids, ...unique].map(({ sql }) => sql),
    "write",
  );
  const lost: string[] = [];
  let whole = 0;
  let isVersionLost = false;
  for (const { name } of tables) {
    report(`${name} …`);
    const columns = await columnsOf(client, name);
    const missing = await salvageTable(client, { name, columns });
    if (name === migrationsTable && missing) isVersionLost = true;
    if (!missing) whole += 1;
    else
      lost.push(
        `${name}: up to ${missing.rows} rows cannot be read, of the numbers ${missing.first} to ${missing.last}`,
      );
  }
  await keepNumbers(client);
  lost.push(
    ...(await mendReferences(
      client,
      tables.map(({ name }) => name),
      at,
    )),
  );
  await client.batch(
    [
      ...createIndex(0).map(statement),
      "INSERT INTO search_progress (id, indexed_to) VALUES (1, 0)",
      // D3: no number is given twice, also of what was lost.
      `UPDATE rooms SET last_seq = max(last_seq, (SELECT coalesce(max(seq), 0) FROM messages WHERE room_id = rooms.id)),
        rev = max(rev, (SELECT coalesce(max(rev), 0) FROM messages WHERE room_id = rooms.id))`,
      ...others.filter((one) => !unique.includes(one)).map(({ sql }) => sql),
    ],
    "write",
  );
  const [, written] = await client.batch(tombstones(at), "write");
  if (isVersionLost) lost.push(await mendMigrations(client, empty));
  const holes = written?.rowsAffected ?? 0;
  if (holes > 0) lost.push(`messages: ${holes} are lost, and stand there as deleted`);
  if (lost.length > 0) await client.batch(forgetEpochs(schema), "write");
  return { lost, whole };
}

const hasHoles = `last_seq <> (SELECT count(*) FROM messages WHERE room_id = rooms.id)`;

/** D3: a lost message is a deleted one of an erased person, with a new rev: clients that have it get that. */
function tombstones(at: number): string[] {
  return [
    placeholders.users(
      `SELECT seq + 1 AS id FROM sqlite_sequence WHERE name = 'users'
      AND EXISTS (SELECT 1 FROM rooms WHERE ${hasHoles})`,
      at,
    ),
    `INSERT INTO messages (room_id, seq, rev, author_id, client_id, post_hash, body, created_at, deleted_at, deleted_by)
      SELECT r.id, s.value, r.rev + row_number() OVER (PARTITION BY r.id ORDER BY s.value), ghost.id,
        'lost-' || r.id || '-' || s.value, '', '', coalesce((SELECT created_at FROM messages b
          WHERE b.room_id = r.id AND b.seq < s.value ORDER BY b.seq DESC LIMIT 1), ${at}), ${at}, ghost.id
      FROM (SELECT * FROM rooms WHERE ${hasHoles}) r
      CROSS JOIN (SELECT max(id) AS id FROM users) ghost
      CROSS JOIN generate_series(1, r.last_seq) s
      WHERE NOT EXISTS (SELECT 1 FROM messages m WHERE m.room_id = r.id AND m.seq = s.value)`,
    `UPDATE rooms SET rev = max(rev, (SELECT coalesce(max(rev), 0) FROM messages WHERE room_id = rooms.id))`,
  ];
}

async function readSchema(client: Client): Promise<SchemaEntry[]> {
  const { rows } = await client.execute(
    `SELECT CAST(type AS BLOB), CAST(name AS BLOB), CAST(sql AS BLOB) FROM damaged.sqlite_schema
      WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid`,
  );
  return rows.map((row) => ({ type: textAt(row, 0), name: textAt(row, 1), sql: textAt(row, 2) }));
}

async function columnsOf(client: Client, table: string): Promise<string[]> {
  const { rows } = await client.execute({
    sql: "SELECT CAST(name AS BLOB) FROM pragma_table_info(?)",
    args: [table],
  });
  return rows.map((row) => textAt(row, 0));
}

/** AUTOINCREMENT continues above every id it ever gave. */
async function keepNumbers(client: Client): Promise<void> {
  try {
    await client.batch(
      [
        `DELETE FROM main.sqlite_sequence WHERE name IN (SELECT name FROM damaged.sqlite_sequence)`,
        `INSERT INTO main.sqlite_sequence (name, seq) SELECT name, seq FROM damaged.sqlite_sequence`,
      ],
      "write",
    );
  } catch {
    // Damaged too: they continue above the present rows.
  }
}

/** H2: clients hold messages that are lost, so none may take this for the database they followed. */
function forgetEpochs(schema: SchemaEntry[]): string[] {
  const has = (name: string) => schema.some((entry) => entry.name === name);
  return [
    ...["epoch_ends", "epochs"].filter(has).map((table) => `DELETE FROM ${quoted(table)}`),
    `UPDATE meta SET value = '${crypto.randomUUID()}' WHERE key = 'epoch'`,
  ];
}

function readOnlyUrl(path: string): string {
  return `file:${path.split("/").map(encodeURIComponent).join("/")}?mode=ro`;
}
