// Whether the file is what SQLite expects, table by table, each in a separate transaction; then the pages of no table.
// Texts come as bytes: a damaged one may not be UTF-8, which would abort the process.
import type { Client, Row } from "../client.ts";
import { describe, isDamage } from "../errors.ts";
import { textAt } from "../row_text.ts";
import { isOfSearchIndex, whatFailed } from "../search/index_errors.ts";
import { findingOf, readFindings, type Finding, type Tree } from "./findings.ts";

interface CheckOptions {
  client: Client;
  /** `integrity` also compares each index with its table, and takes several times as long. */
  depth: "quick" | "integrity";
  /** False: nothing is known of its tables, as in a database of an older version. */
  counters?: boolean;
  isStopped?: () => boolean;
  yieldToEventLoop?: () => Promise<void>;
}

/** The only row of a check whose pages are consistent, but that met an unreadable row. */
const brokenOff = "database disk image is malformed";

/** Everything that was found; nothing when it is whole, or was stopped. */
export async function checkDatabase({
  client,
  depth,
  counters = true,
  isStopped = () => false,
  yieldToEventLoop = () => Promise.resolve(),
}: CheckOptions): Promise<Finding[]> {
  const pragma = `${depth}_check`;
  const findings: Finding[] = [];
  let trees: Tree[] = [];

  // The first row holds all that is wrong with the pages; a later one may fail as damaged and take that along.
  async function check(table: Tree | null): Promise<void> {
    await yieldToEventLoop();
    if (isStopped()) return;
    const source = table ? `pragma_${pragma}(?)` : `pragma_${pragma}`;
    try {
      const { rows } = await client.execute({
        sql: `SELECT CAST(${pragma} AS BLOB) FROM ${source} LIMIT 1`,
        args: table ? [table.name] : [],
      });
      const text = textAt(rows[0], 0);
      if (text === brokenOff) return noteUnreadable(table);
      const found = readFindings(text, trees, table?.name ?? null);
      for (const one of found) if (!findings.some((before) => isSamePart(before, one))) findings.push(one);
    } catch (error) {
      // It was rebuilt since the tables were listed.
      if (whatFailed(error) === "gone") return;
      // The check of the whole file fails while FTS5 cannot open the search index, which will be rebuilt.
      if (isOfSearchIndex(error)) {
        findings.push({ part: "search", text: describe(error) });
        return;
      }
      if (!isDamage(error)) throw error;
      noteUnreadable(table);
    }
  }

  // The whole is only asked for what belongs to no table: a row that cannot be read was found before.
  function noteUnreadable(table: Tree | null): void {
    const what = "rows cannot be read";
    if (table) findings.push(findingOf(table, what));
    else if (findings.length === 0) findings.push({ part: "file", text: what });
  }

  try {
    trees = await readTrees(client);
  } catch (error) {
    if (!isDamage(error)) throw error;
    return [{ part: "file", text: error instanceof Error ? error.message : String(error) }];
  }
  for (const tree of trees.filter(({ type }) => type === "table")) await check(tree);
  await check(null);
  if (isStopped()) return [];
  if (!counters) return findings;
  return [...findings, ...(await checkCounters(client))];
}

async function readTrees(client: Client): Promise<Tree[]> {
  const { rows } = await client.execute(
    `SELECT CAST(type AS BLOB), CAST(name AS BLOB), CAST(tbl_name AS BLOB), CAST(rootpage AS INTEGER)
      FROM sqlite_schema WHERE rootpage > 0`,
  );
  return rows.map((row) => ({
    type: textAt(row, 0),
    name: textAt(row, 1),
    table: textAt(row, 2),
    rootPage: Number(row[3]),
  }));
}

/** D3, D5: `lastSeq` is that of the newest message, no `rev` is above its room's, and no message is missing between. */
export async function checkCounters(client: Client): Promise<Finding[]> {
  try {
    const { rows } = await client.execute(`
      SELECT id, last_seq, rev, newest, highest, stored FROM (
        SELECT r.id, r.last_seq, r.rev,
          (SELECT coalesce(max(m.seq), 0) FROM messages m WHERE m.room_id = r.id) AS newest,
          (SELECT coalesce(max(m.rev), 0) FROM messages m WHERE m.room_id = r.id) AS highest,
          (SELECT count(*) FROM messages m WHERE m.room_id = r.id) AS stored
        FROM rooms r)
      WHERE last_seq <> newest OR rev < highest OR stored <> last_seq`);
    return rows.map((row) => ({ part: "counters", roomId: Number(row[0]), text: describeCounters(row) }));
  } catch (error) {
    // Pages of these tables: found above.
    if (isDamage(error)) return [];
    throw error;
  }
}

function describeCounters(row: Row): string {
  const [lastSeq = 0, rev = 0, newest = 0, highest = 0, stored = 0] = [1, 2, 3, 4, 5].map((column) =>
    Number(row[column]),
  );
  if (lastSeq < newest) return `its newest message is ${newest}, its counter says ${lastSeq}`;
  if (rev < highest) return `its highest rev is ${highest}, its counter says ${rev}`;
  return `it has ${stored} of ${lastSeq} messages`;
}

function isSamePart(a: Finding, b: Finding): boolean {
  return a.part === b.part && ("name" in a ? a.name : "") === ("name" in b ? b.name : "");
}
