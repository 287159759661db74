// Rows of an archive into a new database, in portions. SQLite holds them against its keys and references; the row it refuses is
// searched one by one, so that its line can be reported.
import type { Client } from "../client.ts";
import { getTableColumns, getTableName } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { confusableKeysOf } from "../../domain/accounts/confusable_keys.ts";
import { unusableKeyOf } from "../changes/twins.ts";
import { codeOf, describe } from "../errors.ts";
import { quoted } from "../repair/salvage.ts";
import type { ExportedTable } from "./export_tables.ts";
import { ArchiveError } from "./line_reader.ts";

type Row = Record<string, unknown>;

interface RowImport {
  path: string;
  first: number;
  rows: Row[];
}

const rowBatchSize = 500;

export function createRowImport(client: Client, { table, shape, leftOut = [] }: ExportedTable) {
  const keys = [...Object.keys(shape.shape), ...leftOut.filter((key) => key in emptyKeys)];
  const sql = insertInto(table, keys);
  const risingKey = integerKeyOf(table);
  let last = 0;

  function insert(rows: Row[]) {
    const values = rows.map(withConfusableKeys).map((row) => keys.map((key) => row[key]));
    return client.batch([{ sql, args: [JSON.stringify(values)] }], "write");
  }

  return {
    /** Throws ArchiveError for the first row that does not fit. */
    async write({ path, first, rows }: RowImport): Promise<void> {
      if (risingKey !== null) {
        rows.forEach((row, index) => {
          const id = Number(row[risingKey]);
          if (id <= last) throw new ArchiveError(path, first + index, `"${risingKey}" does not rise`);
          last = id;
        });
      }
      for (let from = 0; from < rows.length; from += rowBatchSize) {
        const portion = rows.slice(from, from + rowBatchSize);
        try {
          await insert(portion);
        } catch (error) {
          if (!isConstraint(error)) throw error;
          throw (await findRefused(portion, { path, first: first + from })) ?? error;
        }
      }
    },
  };

  async function findRefused(rows: Row[], { path, first }: Omit<RowImport, "rows">) {
    for (const [index, row] of rows.entries()) {
      try {
        await insert([row]);
      } catch (error) {
        if (!isConstraint(error)) throw error;
        return new ArchiveError(path, first + index, whyRefused(error));
      }
    }
    return null;
  }
}

const emptyKeys = { foldedKey: "", typedKey: "" };

/** L5: names are compared by keys that are computed from them. */
function withConfusableKeys(row: Row): Row {
  if (typeof row["username"] !== "string") return row;
  const isNameless = row["username"] === "";
  const unusableKey = unusableKeyOf(Number(row["id"]));
  return {
    ...row,
    ...(isNameless ? { foldedKey: unusableKey, typedKey: unusableKey } : confusableKeysOf(row["username"])),
  };
}

function insertInto(table: SQLiteTable, keys: string[]): string {
  const columns: Record<string, { name: string }> = getTableColumns(table);
  const names = keys.map((key) => quoted(columns[key]?.name ?? key));
  const values = keys.map((_, index) => `value ->> '$[${index}]'`);
  return `INSERT INTO ${quoted(getTableName(table))} (${names.join(", ")})
    SELECT ${values.join(", ")} FROM json_each(?) ORDER BY key`;
}

/** Of a table whose only key is an integer: it is the rowid. */
function integerKeyOf(table: SQLiteTable): string | null {
  const keys = Object.entries(getTableColumns(table)).filter(([, column]) => column.primary);
  const [first] = keys;
  return first && keys.length === 1 && first[1].dataType === "number" ? first[0] : null;
}

function isConstraint(error: unknown): boolean {
  return codeOf(error).startsWith("SQLITE_CONSTRAINT");
}

function whyRefused(error: unknown): string {
  const text = describe(error);
  if (/FOREIGN KEY/.test(text)) return "names someone or something that is not in the export";
  const unique = /UNIQUE constraint failed: (.*)/.exec(text);
  if (unique) return `is there twice: another row has the same ${unique[1]}`;
  return text;
}
