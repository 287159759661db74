// Errors of the package `libsql`, coded as `@libsql/client` codes them.
import Database from "libsql";
import { DatabaseError, LockedOut } from "./errors.ts";

/** By their numbers, from 0. */
const kinds =
  "OK ERROR INTERNAL PERM ABORT BUSY LOCKED NOMEM READONLY INTERRUPT IOERR CORRUPT NOTFOUND FULL CANTOPEN PROTOCOL EMPTY SCHEMA TOOBIG CONSTRAINT MISMATCH MISUSE NOLFS AUTH FORMAT RANGE NOTADB NOTICE WARNING".split(
    " ",
  );
/** Not its extended codes: after BUSY_SNAPSHOT only another connection helps. */
const busy = 5;
const cannotOpen = 14;

/** Anything else as it is. `isBegun`: whether its transaction was. */
export function databaseError(error: unknown, { isBegun = true } = {}): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const { message, code: extendedCode, rawCode } = error;
  // An extended code has its kind in the lowest byte, also where libSQL knows no name for it.
  const kind = rawCode === undefined ? "UNKNOWN" : (kinds[rawCode & 0xff] ?? `UNKNOWN_${rawCode & 0xff}`);
  const Kind = !isBegun && rawCode === busy ? LockedOut : DatabaseError;
  return new Kind(message, { code: `SQLITE_${kind}`, extendedCode, cause: error });
}

/** A file that could not be opened: libSQL has no code for it and says the number at the end of its sentence. */
export function openError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof Database.SqliteError) return databaseError(error);
  const number = Number(/: (\d+)"\)$/.exec(error.message)?.[1] ?? cannotOpen);
  const code = `SQLITE_${kinds[number & 0xff] ?? kinds[cannotOpen]}`;
  return new DatabaseError(error.message, { code, cause: error });
}
