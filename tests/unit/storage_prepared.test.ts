// Statements whose text is built once, and whose values are bound.
import { expect, test } from "bun:test";
import { sql } from "drizzle-orm";

import type { Change } from "../../src/domain/journal.ts";
import { planRuns } from "../../src/storage/changes/verbs.ts";
import { prepared, statement } from "../../src/storage/statement.ts";
import { everyChange } from "../support/changes/every_change.ts";

test("[A5] a text is built once for each shape, and the values of a call are bound, each where it stands", () => {
  let built = 0;
  const find = prepared<{ name: string; id: number; on: boolean }, { isFirst: boolean; isLast: boolean }>(
    (placeholder, { isFirst, isLast }) => {
      built += 1;
      return [
        sql`SELECT ${placeholder("name")}, ${7}, ${placeholder("id")}, ${placeholder("name")} ${isFirst ? sql`LIMIT 1` : sql``}`,
        ...(isLast ? [sql`SELECT ${placeholder("on")}`] : []),
      ];
    },
  );
  const ask = (name: string, isFirst: boolean, isLast: boolean) =>
    find({ name, id: 3, on: true }, { isFirst, isLast });
  for (const name of ["Ada", "'; DROP TABLE users"]) {
    expect(ask(name, true, false)).toEqual([{ sql: "SELECT ?, ?, ?, ? LIMIT 1", args: [name, 7, 3, name] }]);
    expect(ask(name, false, true)).toEqual([
      { sql: "SELECT ?, ?, ?, ? ", args: [name, 7, 3, name] },
      { sql: "SELECT ?", args: [1] },
    ]);
  }
  expect(built).toBe(2);
  // The same shape in another order.
  find({ name: "Ada", id: 3, on: true }, { isLast: true, isFirst: false });
  expect(find({ name: "Ada", id: 3, on: true }, { isLast: true, isFirst: false })).toHaveLength(2);
});

const frequent = ["post", "mark", "react", "edit", "delete"] as const;

for (const kind of frequent) {
  test(`[A5] a change "${kind}" has the same text whatever its values`, () => {
    const { change } = everyChange[kind];
    const textsOf = (one: Change, at: number) =>
      planRuns([{ at, change: one }]).flatMap(({ statements }) =>
        statements.map((some) => statement(some).sql),
      );
    const texts = textsOf(change, 5);
    expect(texts.length).toBeGreaterThan(1);
    expect(textsOf(otherValues(change), 77)).toEqual(texts);
    expect(texts.join()).not.toContain("SECRET");
  });
}

/** The same shape: numbers, texts and flags are others. */
function otherValues<T>(value: T, key?: string): T;
function otherValues(value: unknown, key = ""): unknown {
  if (key === "kind") return value;
  if (typeof value === "number") return value + 1000;
  if (typeof value === "string") return `${value}'x`;
  if (typeof value === "boolean") return !value;
  if (Array.isArray(value)) return value.map((one: unknown) => otherValues(one));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, otherValues<unknown>(one, name)]),
  );
}
