// Faults are planted into posts alone, so that the people of a test can sign up.
import type { Statement } from "../../../src/storage/statement.ts";

export function hasPosts(statements: Statement[]): boolean {
  return statements.some(({ sql }) => sql.includes("INSERT INTO messages"));
}
