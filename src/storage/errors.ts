// What an error of libSQL means.

/** As `@libsql/client` has it: `code` is the kind, `extendedCode` says it exactly. */
export class DatabaseError extends Error {
  readonly code: string;
  readonly extendedCode: string;

  constructor(
    problem: string,
    { code, extendedCode = code, cause }: { code: string; extendedCode?: string; cause?: unknown },
  ) {
    super(`${code}: ${problem}`, { cause });
    this.code = code;
    this.extendedCode = extendedCode;
  }
}

/** Another one has the lock: nothing was begun, and the connection is as good as before. */
export class LockedOut extends DatabaseError {}

/** A page of the file is damaged: trying again does not help. The search index has its own code. */
export function isDamage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // Drizzle wraps the error, and so does a refusal.
  if (error.cause !== undefined && isDamage(error.cause)) return true;
  if (!("code" in error)) return false;
  if ("extendedCode" in error && error.extendedCode === "SQLITE_CORRUPT_VTAB") return false;
  return error.code === "SQLITE_CORRUPT" || error.code === "SQLITE_NOTADB";
}

const passing = new Set([
  "SQLITE_BUSY",
  "SQLITE_LOCKED",
  "SQLITE_FULL",
  "SQLITE_IOERR",
  "SQLITE_CANTOPEN",
  "SQLITE_READONLY",
  "SQLITE_NOMEM",
  "SQLITE_PROTOCOL",
]);

/** The state of the disk or of a lock, not the fault of what was asked: the same may work later. */
export function isPassing(error: unknown): boolean {
  return passing.has(codeOf(error));
}

/** As SQLite says it, or the system. */
export function isDiskFull(error: unknown): boolean {
  return ["SQLITE_FULL", "ENOSPC"].includes(codeOf(error));
}

export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

export function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Why a file or folder could not be used at the start, in one line. */
export function whyNotOpened(error: unknown): string {
  const [problem = ""] = describe(error).split("\n");
  // libSQL says 14 alone where SQLite says CANTOPEN.
  if (/CANTOPEN|EACCES|EPERM|: 14"/.test(problem)) {
    return `this account may not open it, or something else is in its place (${problem})`;
  }
  if (/EEXIST|ENOTDIR/.test(problem)) return `a file is in the place of a folder (${problem})`;
  if (/READONLY|EROFS/.test(problem)) {
    return `it cannot be written: look at its owner, its rights, and whether the disk is read-only (${problem})`;
  }
  return problem;
}
