// H4. libSQL aborts the process where it makes a string of a TEXT that is not UTF-8. So text leaves SQLite as bytes, by a CAST
// around the outermost expression, and becomes a string here. Inside SQLite such bytes do no harm: functions and aggregates pass
// them on.
import type { Client, InStatement, ResultSet, Row } from "@libsql/client";
import { sql, type SQL } from "drizzle-orm";

const lenient = new TextDecoder("utf-8", { ignoreBOM: true });

/** What a decoder puts where bytes are no character. */
export const replacement = "\u{fffd}";

/** Around the outermost expression of a result that is text. */
export function asBytes(text: SQL): SQL {
  return sql`CAST(${text} AS BLOB)`;
}

export interface StoredTextOptions {
  /** Hears each text in which something may have been replaced; it may as well have been typed. */
  onReplacedText?: ((text: string) => void) | undefined;
}

/** The same client, but results have strings where SQLite returned bytes, and text that was not cast is refused. */
export function readTextAsBytes(client: Client, { onReplacedText }: StoredTextOptions = {}): Client {
  function decode(result: ResultSet, statement: InStatement | [string, unknown?] | undefined): ResultSet {
    if (!result.rows.some(hasText)) return result;
    const rows = result.rows.map((row) => decodeRow(row, result.columns, statement));
    return { ...result, rows, toJSON: () => result.toJSON() };
  }

  function decodeRow(row: Row, columns: string[], statement: Parameters<typeof decode>[1]): Row {
    const cells: Row = Object.defineProperty({ length: columns.length }, "length", { enumerable: false });
    columns.forEach((column, index) => {
      const cell = row[index] ?? null;
      if (typeof cell === "string" && !isOwnText(statement)) {
        throw new Error(`The column ${column} is read as text: it needs a CAST to BLOB.`);
      }
      const value = cell instanceof ArrayBuffer ? toText(cell) : cell;
      Object.defineProperty(cells, index, { value });
      if (!Object.hasOwn(cells, column)) Object.defineProperty(cells, column, { value, enumerable: true });
    });
    return cells;
  }

  function toText(bytes: ArrayBuffer): string {
    const text = lenient.decode(bytes);
    if (onReplacedText && text.includes(replacement)) onReplacedText(text);
    return text;
  }

  return new Proxy(client, {
    get(target, property) {
      const member: unknown = Reflect.get(target, property, target);
      if (typeof member !== "function") return member;
      if (property === "execute") {
        return async (...args: Parameters<Client["execute"]>) =>
          decode(await Reflect.apply(member, target, args), args[0]);
      }
      if (property === "batch") {
        return async (...args: Parameters<Client["batch"]>) => {
          const results: ResultSet[] = await Reflect.apply(member, target, args);
          return results.map((result, index) => decode(result, args[0][index]));
        };
      }
      return member.bind(target);
    },
  });
}

function hasText(row: Row): boolean {
  for (let index = 0; index < row.length; index += 1) {
    const cell = row[index];
    if (typeof cell === "string" || cell instanceof ArrayBuffer) return true;
  }
  return false;
}

/** What a PRAGMA answers are SQLite's own words, never bytes of the file. */
function isOwnText(statement: InStatement | [string, unknown?] | undefined): boolean {
  const text = typeof statement === "string" || Array.isArray(statement) ? statement : statement?.sql;
  return /^\s*PRAGMA\b/i.test(Array.isArray(text) ? text[0] : (text ?? ""));
}
