// tests/asvs.md held against what it names: its files, the tags in the names of their tests, and rules of SPEC.
import { existsSync } from "node:fs";
import { join } from "node:path";

interface Requirement {
  ids: string[];
  level: number;
  answer: string;
  shownBy: string;
}

export function readRequirements(table: string): Requirement[] {
  return table
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .filter(([, ids = ""]) => /^\d/.test(ids))
    .map(([, ids = "", level, , answer = "", shownBy = ""]) => {
      return { ids: ids.split(", "), level: Number(level), answer, shownBy };
    });
}

/** One sentence for each claim that nothing stands behind. `texts` has what can be read, by path. */
export function findEmptyClaims(table: string, texts: ReadonlyMap<string, string>, root: string): string[] {
  const wrong: string[] = [];
  const spec = texts.get("src/protocol/SPEC.md") ?? "";
  for (const { ids, answer, shownBy } of readRequirements(table)) {
    const report = (what: string) => wrong.push(`${ids[0]}: ${what}`);
    if (!["yes", "in part", "no", "not here"].includes(answer)) report(`"${answer}" is no answer.`);
    const named = [...shownBy.matchAll(/`([\w/.-]+\.(?:tsx?|md|lock|yaml))`((?: \[[A-Z]+\d*\])*)/g)];
    if (answer === "yes" && named.length === 0) report("nothing shows it.");
    if (shownBy === "") report("no reason.");
    for (const [, name = "", tags = ""] of named) {
      const path = existsSync(join(root, name)) ? name : `tests/${name}`;
      if (!existsSync(join(root, path))) {
        report(`${name} is not there.`);
        continue;
      }
      const names = namesOfTests(texts.get(path) ?? "");
      if (/\.test\.ts$|_suite\.ts$/.test(name) && tags === "") report(`${name} without a tag.`);
      for (const [tag] of tags.matchAll(/\[\w+\]/g)) {
        if (!names.some((one) => one.includes(tag))) report(`no test of ${name} has ${tag}.`);
      }
      const rules = name === "src/protocol/SPEC.md" ? shownBy.matchAll(/\b[A-Z]\d{1,2}\b/g) : [];
      for (const [rule] of rules) if (!spec.includes(`- **${rule}**`)) report(`SPEC has no ${rule}.`);
    }
  }
  return wrong;
}

/** Whatever begins with a tag in quotes: a test, a group of them, or a part of such a name. */
function namesOfTests(source: string): string[] {
  return [...source.matchAll(/["'`](\[[A-Z]+\d*\][^\n]*)/g)].map(([, name = ""]) => name);
}
