// The meaning of an error of a query of the index.

/**
 * `damaged`: the index cannot be read, now or later. FTS5 reports it by many codes. `gone`: another is in use by now.
 * `other`: the machine's fault, or ours.
 */
export function whatFailed(error: unknown): "damaged" | "gone" | "other" {
  if (!(error instanceof Error) || !("code" in error)) return "other";
  const code = String(error.code);
  if (/no such table: (main\.)?search/.test(error.message)) return "gone";
  if (/^SQLITE_(CORRUPT|NOTADB|IOERR|CONSTRAINT)/.test(code)) return "damaged";
  return code === "SQLITE_ERROR" && damages.some((text) => error.message.includes(text))
    ? "damaged"
    : "other";
}

/** Of SQLite, when it opens the schema and FTS5 cannot open an index. */
export function isOfSearchIndex(error: unknown): boolean {
  return error instanceof Error && /vtable constructor failed: search|invalid fts5 file/.test(error.message);
}

const damages = [
  "vtable constructor failed",
  "invalid fts5 file format",
  "no such fts5 table",
  // Of FTS5, when one of its tables is missing.
  "SQL logic error",
];
