// What a connection keeps of what it compiled.
import { expect, test } from "bun:test";
import Database from "libsql";

import { createCompiledStatements, maxCompiled } from "../../src/storage/compiled_statements.ts";

function counting() {
  const database = new Database(":memory:");
  const compiled: string[] = [];
  const statements = createCompiledStatements((text) => {
    compiled.push(text);
    return database.prepare(text);
  });
  const use = (text: string, args: (string | number)[] = []) =>
    statements.use(text, args, ({ statement }) => statement);
  return { compiled, statements, use };
}

test("[A5] a statement is compiled once for a connection", () => {
  const { compiled, use } = counting();
  const first = use("SELECT 1");
  expect(use("SELECT 2")).not.toBe(first);
  expect(use("SELECT 1")).toBe(first);
  expect(compiled).toEqual(["SELECT 1", "SELECT 2"]);
});

test("[A5] what is kept is bounded, and what is used stays", () => {
  const { compiled, use } = counting();
  const first = use("SELECT 0");
  for (let n = 1; n <= 2 * maxCompiled; n += 1) {
    use(`SELECT ${n}`);
    expect(use("SELECT 0")).toBe(first);
  }
  use("SELECT 1");
  expect(compiled.filter((text) => text === "SELECT 1")).toHaveLength(2);
});

test("[A5] a PRAGMA is compiled each time, for some run only then; so is what was bound to much text", () => {
  const { compiled, use } = counting();
  for (let time = 0; time < 2; time += 1) {
    use(" pragma query_only = 1");
    use("SELECT ?", ["x".repeat(100_000)]);
  }
  expect(compiled).toHaveLength(4);
});

test("[D1] what failed is not used again, nor anything after a change of the schema", () => {
  const { compiled, statements, use } = counting();
  use("SELECT 1");
  const fail = () => {
    throw new Error("no");
  };
  expect(() => statements.use("SELECT 1", [], fail)).toThrow("no");
  use("SELECT 1");
  expect(compiled).toHaveLength(2);
  use(" create table t (x)");
  use("SELECT 1");
  expect(compiled).toHaveLength(4);
  // A change makes it for itself, again and again.
  for (let time = 0; time < 2; time += 1) use("CREATE TEMP TABLE IF NOT EXISTS t (x)");
  use("SELECT 1");
  expect(compiled).toHaveLength(5);
});
