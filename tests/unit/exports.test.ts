// What is exported is read elsewhere: else nobody can tell what of a file others rely on, and dead code stays.
import { expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { findUnreadExports } from "../support/exports.ts";

const repository = join(import.meta.dir, "..", "..");

// Read by programs, not by files: drizzle-kit.
const exempt = ["drizzle/config.ts: default"];

async function readSources(): Promise<Map<string, string>> {
  const sources = new Map<string, string>();
  for (const top of ["src", "web", "build", "drizzle", "tests"]) {
    for (const entry of await readdir(join(repository, top), { recursive: true })) {
      if (!/\.tsx?$/.test(entry)) continue;
      sources.set(`${top}/${entry}`, await Bun.file(join(repository, top, entry)).text());
    }
  }
  return sources;
}

test("[PROJECT] every export is read by another file", async () => {
  const sources = await readSources();
  expect(sources.size).toBeGreaterThan(1000);
  const unread = findUnreadExports(sources);
  expect(unread.filter((one) => exempt.includes(one))).toEqual(exempt);
  expect(unread.filter((one) => !exempt.includes(one))).toEqual([]);
});

// Each is a file beside the reader, and what of it is left over.
const files: [string, string, string, string[]][] = [
  ["a value and a type", "export const a = 1;\nexport interface B {}", "", ["a", "B"]],
  [
    "what is imported by name",
    "export const a = 1;\nexport type B = 1;",
    `import { a } from "./x.ts";`,
    ["B"],
  ],
  ["another name", "export const a = 1;", `import { a as b } from "./x.ts";`, []],
  ["a type among values", "export type A = 1;", `import { type A } from "./x.ts";`, []],
  ["passed on", "export type A = 1;", `export type { A } from "./x.ts";`, []],
  ["a whole file", "export const a = 1;\nexport type B = 1;", `import * as x from "./x.ts";`, []],
  ["loaded when needed", "export const a = 1;\nexport const b = 1;", `(await import("./x.ts")).a;`, ["b"]],
  ["the default", "export default 1;", `import x from "./x.ts";`, []],
  ["only in a comment", "export const a = 1;", `// import { a } from "./x.ts";`, ["a"]],
  ["a string that looks like one", "const text = `\nexport function a() {}\n`;\ntext.trim();", "", []],
  ["listed", "const a = 1;\ntype B = 1;\nexport { a, type B };", "", ["a", "B"]],
];
for (const [what, file, reader, left] of files) {
  test(`[PROJECT] what no other file reads is told: ${what}`, () => {
    const unread = findUnreadExports(
      new Map([
        ["src/x.ts", file],
        ["src/reader.ts", reader],
      ]),
    );
    expect(unread.filter((one) => one.startsWith("src/x.ts"))).toEqual(
      left.map((name) => `src/x.ts: ${name}`),
    );
  });
}

test("[PROJECT] what is loaded when needed is read by name also where it is taken from the file that loads it", () => {
  const unread = findUnreadExports(
    new Map([
      ["src/x.ts", "export const a = 1;\nexport const b = 1;"],
      ["src/chunks.ts", `export const xChunk = () => import("./x.ts");`],
      ["src/reader.ts", `import { xChunk } from "./chunks.ts";\nxChunk().then(({ a }) => a);`],
      ["src/stranger.ts", "const b = 1;\nb.toString();"],
    ]),
  );
  expect(unread).toEqual(["src/x.ts: b"]);
});
