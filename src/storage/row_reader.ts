// Rows as libSQL reads them become rows with names, whose text is decoded (H4).
import type { Row } from "./client.ts";
import type { Compiled } from "./compiled_statements.ts";
import { createTextReader, type StoredTextOptions } from "./stored_text.ts";

/** `rows` are lists of cells, with integers as bigint. */
type RowReader = (rows: unknown[], from: { columns: string[] } & Pick<Compiled, "isPragma">) => Row[];

export function createRowReader(options: StoredTextOptions): RowReader {
  const toText = createTextReader(options);

  function toValue(cell: unknown): number | string | null {
    if (cell instanceof Uint8Array) return toText(cell);
    if (typeof cell === "bigint") return toNumber(cell);
    if (typeof cell === "number" || typeof cell === "string" || cell === null) return cell;
    throw new TypeError(`SQLite returned ${typeof cell}.`);
  }

  return (rows, { columns, isPragma }) =>
    rows.map((cells) => {
      if (!Array.isArray(cells)) throw new TypeError("SQLite returned no list of cells.");
      const row: Row = { length: cells.length };
      const values = cells.map((cell: unknown, index) => {
        // What a PRAGMA answers are SQLite's own words, never bytes of the file.
        if (typeof cell !== "string" || isPragma) return toValue(cell);
        throw new Error(`The column ${columns[index]} is read as text: it needs a CAST to BLOB.`);
      });
      // Of two columns with one name the first counts; a name that is a number is no name.
      for (let index = values.length - 1; index >= 0; index -= 1)
        row[columns[index] ?? ""] = values[index] ?? null;
      for (let index = 0; index < values.length; index += 1) row[index] = values[index] ?? null;
      return row;
    });
}

function toNumber(integer: bigint): number {
  const number = Number(integer);
  if (Number.isSafeInteger(number)) return number;
  throw new RangeError(`The integer ${integer} is too large for a number.`);
}
