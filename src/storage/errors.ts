// What an error of libSQL means.

/** A page of the file is not what it should be: trying again does not help. The search index has a code of its own. */
export function isDamage(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  if ("extendedCode" in error && error.extendedCode === "SQLITE_CORRUPT_VTAB") return false;
  return error.code === "SQLITE_CORRUPT" || error.code === "SQLITE_NOTADB";
}

export function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
