// H4. libSQL aborts the process where it makes a string of a TEXT that is not UTF-8. So text leaves SQLite as bytes, by a CAST
// around the outermost expression, and becomes a string here. Inside SQLite such bytes do no harm: functions and aggregates pass
// them on.
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

/** Strings of the bytes that SQLite returned. */
export function createTextReader({ onReplacedText }: StoredTextOptions = {}): (bytes: Uint8Array) => string {
  return (bytes) => {
    const text = lenient.decode(bytes);
    if (onReplacedText && text.includes(replacement)) onReplacedText(text);
    return text;
  };
}
