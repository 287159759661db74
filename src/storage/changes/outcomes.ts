// The outcomes of changes whose result is a message, over its row `m` and author `a`. The message itself stays a text of
// its own, which nobody on the way parses: SQLite escapes every control character in JSON, so a line feed parts two of them.
import { sql, type SQL } from "drizzle-orm";
import { messageJson, storedMessageFields } from "../message_json.ts";

/** Instead of a refusal: it was done, or was so already. */
export const isDone = Symbol("done");

export type Case = [when: SQL, then: SQL | typeof isDone];

/**
 * Columns `outcomes` and `texts` of a run (see `Plan`). The first case that is true decides; where none is, it is done.
 * Both columns go through the same cases, so that each outcome with a message has its text.
 */
export function outcomeColumns(changed: SQL, cases: Case[]): SQL {
  const done = sql`'{"ok":true,"changed":' || iif(${changed}, 'true', 'false') || ',"message":{' || ${storedMessageFields} || '}}'`;
  const column = (ofDone: SQL, ofRefused: (refusal: SQL) => SQL) => {
    const whens = cases.map(
      ([when, then]) => sql`WHEN ${when} THEN ${then === isDone ? ofDone : ofRefused(then)}`,
    );
    return sql`CASE ${sql.join(whens, sql` `)} ELSE ${ofDone} END`;
  };
  return sql`CAST(group_concat(${column(done, (refusal) => refusal)}, ',') AS BLOB) AS outcomes,
    CAST(group_concat(${column(messageJson, () => sql`NULL`)}, char(10)) AS BLOB) AS texts`;
}
