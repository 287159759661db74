// Errors of the package `libsql`, coded as `@libsql/client` codes them.
import Database from "libsql";
import { DatabaseError, LockedOut } from "./errors.ts";

/** By their numbers, from 0. */
const kinds =
  "OK ERROR INTERNAL PERM ABORT BUSY LOCKED NOMEM READONLY INTERRUPT IOERR CORRUPT NOTFOUND FULL CANTOPEN PROTOCOL EMPTY SCHEMA TOOBIG CONSTRAINT MISMATCH MISUSE NOLFS AUTH FORMAT RANGE NOTADB NOTICE WARNING".split(
    " ",
  );
const busy = 5;

/** Anything else as it is. `isBegun`: whether its transaction was. */
export function databaseError(error: unknown, { isBegun = true } = {}): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const { message, code: extendedCode, rawCode } = error;
  // An extended code has its kind in the lowest byte, also where libSQL knows no name for it.
  const kind = rawCode === undefined ? "UNKNOWN" : (kinds[rawCode & 0xff] ?? `UNKNOWN_${rawCode & 0xff}`);
  const Kind = !isBegun && rawCode !== undefined && (rawCode & 0xff) === busy ? LockedOut : DatabaseError;
  return new Kind(message, { code: `SQLITE_${kind}`, extendedCode, cause: error });
}
