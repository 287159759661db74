// The project as a whole: what package.json promises, what the page may reach, what the files may say.
import { describe, expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { generateSQLiteDrizzleJson, generateSQLiteMigration } from "drizzle-kit/api";

import * as core from "../../src/storage/schema.ts";
import * as files from "../../src/storage/schema_files.ts";
import * as search from "../../src/storage/schema_search.ts";
import { findEmptyClaims, readRequirements } from "../support/asvs_table.ts";

const repository = join(import.meta.dir, "..", "..");
const folders = ["src", "web", "drizzle", "build", "tests"];
const roots = [
  "package.json",
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  "SECURITY.md",
  "tsconfig.json",
  "bunfig.toml",
  ".ci/run",
];

/** What people read as text. */
const isProse = (path: string) => path.endsWith(".md");

async function readTexts(): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const path of roots) texts.set(path, await Bun.file(join(repository, path)).text());
  for (const folder of folders) {
    for (const entry of await readdir(join(repository, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.(?:tsx?|md|css|html|json|sql|webmanifest|svg)$/.test(entry.name)) continue;
      const path = join(entry.parentPath, entry.name);
      texts.set(path.slice(repository.length + 1), await Bun.file(path).text());
    }
  }
  return texts;
}

const texts = await readTexts();

describe("[PROJECT] the repository", () => {
  test("[PROJECT] package.json has every script that the README and the hosts call", async () => {
    const { scripts } = await Bun.file(join(repository, "package.json")).json();
    const promised = [
      "dev",
      "start",
      "confab",
      "build",
      "migration",
      "check",
      "test",
      "torture",
      "bench",
      "build:binary",
      "test:deploy",
    ];
    for (const name of [...promised, "predev", "prestart", "pretest"]) {
      expect(typeof scripts[name], `the script ${name}`).toBe("string");
    }
    for (const [name, line] of Object.entries<string>(scripts)) {
      const file = /^bun (?:--\w+ )?(\S+\.tsx?)/.exec(line)?.[1];
      if (file === undefined) continue;
      expect(await Bun.file(join(repository, file)).exists(), `${name}: ${file}`).toBe(true);
    }
  });

  test("[PROJECT] a rule of the SPEC has its id alone: a test names one rule, not two", () => {
    const spec = texts.get("src/protocol/SPEC.md") ?? "";
    const ids = [...spec.matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map(([, id = ""]) => id);
    expect(ids.length).toBeGreaterThan(100);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  test("[PROJECT] prose is read in a terminal and a diff, too: no line outside tables is over 120 columns", () => {
    const prose = [...texts].filter(([path]) => isProse(path));
    expect(prose.length).toBeGreaterThan(15);
    for (const [path, text] of prose) {
      const long: string[] = [];
      for (const [at, line] of text.split("\n").entries()) {
        if (Bun.stringWidth(line) > 120 && !line.trimStart().startsWith("|")) long.push(`${path}:${at + 1}`);
      }
      expect(long).toEqual([]);
    }
  });

  test("[PROJECT] versions are exact, so that the lockfile is the only source of what runs", async () => {
    const { dependencies, devDependencies } = await Bun.file(join(repository, "package.json")).json();
    for (const [name, version] of Object.entries<string>({ ...dependencies, ...devDependencies })) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+/);
    }
  });

  test("[PROJECT] the migrations give exactly the schema", async () => {
    const journal = await Bun.file(join(repository, "drizzle/meta/_journal.json")).json();
    const newest = journal.entries.at(-1);
    const number = String(newest.idx).padStart(4, "0");
    const snapshot = await Bun.file(join(repository, `drizzle/meta/${number}_snapshot.json`)).json();
    const schema = { ...core, ...files, ...search };
    const now = await generateSQLiteDrizzleJson(schema, snapshot.id);
    expect(await generateSQLiteMigration(snapshot, now)).toEqual([]);
    // The comparison does notice: a column less, and there would be a migration.
    const { resets: _, ...rest } = schema;
    expect(
      await generateSQLiteMigration(snapshot, await generateSQLiteDrizzleJson(rest, snapshot.id)),
    ).not.toEqual([]);
  });

  test("[PROJECT] nothing in src or web is fetched from another host", () => {
    const isHost =
      /https?:\/\/[^"'`\s)]*(?:jsdelivr|unpkg|cdnjs|googleapis|gstatic|esm\.sh|skypack|cloudflare)/i;
    for (const [path, text] of texts) {
      if (/^(?:src|web)\//.test(path)) expect(isHost.test(text), path).toBe(false);
    }
    // Of the page's own document and styles: nothing with a scheme at all, but for XML's namespaces.
    for (const [path, text] of texts) {
      if (!/^web\/.*\.(?:html|css)$/.test(path)) continue;
      expect(
        text.replaceAll("http://www.w3.org/", "").match(/(?:https?:)?\/\/[a-z0-9.-]+\.[a-z]{2,}/i),
        path,
      ).toBeNull();
    }
  });

  test("[PROJECT] nothing in src or web starts a program, evaluates text, sets HTML or uses a broken hash", () => {
    const dangerous =
      /\bBun\.(?:spawn|\$)|child_process|\beval\(|new Function\(|dangerouslySetInnerHTML|\.(?:inner|outer)HTML\s*=[^=]|insertAdjacentHTML|document\.write\(|["'](?:md[245]|sha-?1)["']/i;
    for (const [path, text] of texts) {
      if (/^(?:src|web)\/.*\.tsx?$/.test(path)) expect(dangerous.exec(text)?.[0] ?? "", path).toBe("");
    }
  });

  test("[PROJECT] tests/asvs.md has each requirement of ASVS 5.0, levels 1 and 2, once, and nothing empty behind it", () => {
    const table = texts.get("tests/asvs.md") ?? "";
    const requirements = readRequirements(table);
    const ids = requirements.flatMap((one) => one.ids);
    expect(new Set(ids).size).toBe(ids.length);
    const countOf = (level: number) =>
      requirements.filter((one) => one.level === level).flatMap((one) => one.ids).length;
    expect([countOf(1), countOf(2)]).toEqual([70, 183]);
    expect(findEmptyClaims(table, texts, repository)).toEqual([]);
    // Its sums are those of its rows.
    const sums = ["yes", "in part", "no", "not here"].map(
      (answer) => requirements.filter((one) => one.answer === answer).flatMap((one) => one.ids).length,
    );
    const stated =
      /Of the (\d+) requirements (\d+) are met, (\d+) in part, (\d+) are not, and (\d+) do not/.exec(
        table.replaceAll("\n", " "),
      );
    expect(stated?.slice(1).map(Number)).toEqual([ids.length, ...sums]);
  });

  test("[PROJECT] a claim of that table with nothing behind it is told", () => {
    const row = (answer: string, shownBy: string) => `| 1.1.1 | 2 | asked | ${answer} | ${shownBy} |`;
    for (const empty of [
      row("yes", "trust us"),
      row("mostly", "`unit/project.test.ts` [PROJECT]"),
      row("no", ""),
      row("yes", "`unit/gone.test.ts` [X1]"),
      row("yes", "`unit/project.test.ts` [NOBODY]"),
      row("yes", "`unit/project.test.ts`"),
      row("yes", "`src/protocol/SPEC.md` Q99"),
    ]) {
      expect(findEmptyClaims(empty, texts, repository), empty).toHaveLength(1);
    }
  });

  test("[PROJECT] the files speak of the product, not of how or where it was planned", () => {
    const words = /\b[Ii]ssue #?\d|\b[Tt]ickets?\b|["'`\s]\/(?:root|work|Users)\//;
    for (const [path, text] of texts) {
      // Of an emoji that shows two of them.
      if (path === "tests/unit/project.test.ts" || path === "web/emoji/emoji_list.json") continue;
      expect(words.exec(text)?.[0] ?? "", path).toBe("");
    }
  });

  test("[PROJECT] no test is focused or waits to be written", () => {
    const marks = /\b(?:test|it|describe)\.(?:only|todo)\b/;
    for (const [path, text] of texts) {
      if (path.startsWith("tests/") && path !== "tests/unit/project.test.ts")
        expect(marks.test(text), path).toBe(false);
    }
  });

  // Its type is no promise: nothing tells whether it was awaited. `failureOf` does.
  test("[PROJECT] no test asks by `rejects`", () => {
    for (const [path, text] of texts) {
      if (path.startsWith("tests/"))
        expect(/\)\s*\.(?:rejects|resolves)\.\w+/.exec(text)?.[0] ?? "", path).toBe("");
    }
  });

  test("[PROJECT] files are named in snake_case, and none is a bag", () => {
    for (const path of texts.keys()) {
      if (!/^(?:src|web|tests)\/.*\.tsx?$/.test(path)) continue;
      expect(path, path).toMatch(/^[a-z0-9_/.]+$/);
      expect(path, path).not.toMatch(/\/(?:utils?|helpers?|misc|common|index)\.tsx?$/);
    }
  });
});
