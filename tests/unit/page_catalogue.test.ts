// Nothing the page shows or speaks stands outside the catalogue: sentences and words in the sources are looked for, as the
// build sees them (without comments and types).
import { expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dir, "../../web");

/** Texts that are no words of the page, and why. */
const known: Record<string, readonly string[]> = {
  "its own name": ["Confab"],
  "keys of the keyboard, as the browser or the key itself calls them": [
    "Alt",
    "ArrowDown",
    "ArrowUp",
    "ArrowLeft",
    "ArrowRight",
    "Backspace",
    "Ctrl",
    "Delete",
    "End",
    "Enter",
    "Esc",
    "Escape",
    "Home",
    "Meta",
    "Mod",
    "PageDown",
    "PageUp",
    "Shift",
    "Tab",
  ],
  "what programs and systems are called": [
    "Android",
    "Chrome",
    "Edge",
    "Edg",
    "Firefox",
    "Linux",
    "Mac OS X",
    "Opera",
    "Safari",
    "Windows",
  ],
  "names in code": ["Files", "Notification", "Refused", "Retry-After", "Content-Type", "Segmenter"],
  "said where the catalogue did not come": ["Confab could not start. Reload the page."],
  "letters that show what letters look like": ["Aa"],
};
const isKnown = new Set(Object.values(known).flat());

/** Where a literal is shown or spoken: as a child, or as one of these. */
const spoken =
  /(?:\b(?:children|title|placeholder|alt|label|legend|hint|lead|note|action|word|undo|empty|text)|"aria-(?:label|description|roledescription|valuetext)"): (?:[^"`(]*)$/u;
/** Begins like a name or a sentence, or ends like one. */
const sentence = /^\p{Lu}[\p{Ll}'’]+(?:[\s.,…:]|$)|^\p{L}.* \p{Ll}.*[.?]$/u;
/** Neither shown: what is compared with, and what only a programmer reads. */
const unseen = /(?:[!=]== |\bnew Error\(|\bcase |\bmatches\(|\bthis\.name = )$/u;

function loose(source: string, loader: "ts" | "tsx"): string[] {
  const found: string[] = [];
  const code = new Bun.Transpiler({ loader, target: "browser" }).transformSync(source);
  /** How far the lists of children are indented that the line is in: each child begins a line. */
  const lists: number[] = [];
  for (const line of code.split("\n")) {
    if (/^(?:import|export \*|export \{)/u.test(line)) continue;
    const indent = line.search(/\S|$/u);
    while (indent <= (lists.at(-1) ?? -1)) lists.pop();
    const isChild = indent === (lists.at(-1) ?? -9) + 2 && !line.trimStart().startsWith("}");
    if (line.endsWith("children: [")) lists.push(indent);
    for (const { 0: literal, 1: inQuotes, 2: inTicks, index } of line.matchAll(
      /"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`/gu,
    )) {
      const before = (isChild ? "children: " : "") + line.slice(0, index);
      const text = (inQuotes ?? inTicks ?? "").replaceAll(/\$\{[^}]*\}/gu, "");
      if (unseen.test(before) || isKnown.has(text.trim()) || !/\p{L}/u.test(text)) continue;
      const isKeyOfCatalogue = /\b(?:title|word|label): $/u.test(before) && /^[a-z]+[A-Z]\w*$/u.test(text);
      if (sentence.test(text) || (spoken.test(before) && !isKeyOfCatalogue)) found.push(literal);
    }
  }
  return found;
}

test("[LANGUAGE] it finds what stands outside the catalogue", () => {
  const source = `
    // "A comment says nothing."
    export const View = ({ isMine }: { isMine: boolean }) => (
      <p class="list note" aria-label={isMine ? "mine" : "Not mine"} onClick={() => tell("Copied.")}>
        you {say("known")} <b title="Close">{isMine && "yours"}</b>
      </p>
    );`;
  expect(loose(source, "tsx").sort()).toEqual([
    '"Close"',
    '"Copied."',
    '"Not mine"',
    '"mine"',
    '"you "',
    '"yours"',
  ]);
});

test("[LANGUAGE] whatever is shown or spoken comes from the catalogue", () => {
  const all: string[] = [];
  for (const path of readdirSync(root, { recursive: true, encoding: "utf8" }).sort()) {
    // The build and what it reads are no part of the page.
    if (!/\.tsx?$/u.test(path) || /^(?:build|i18n)\/|words\.ts$/u.test(path)) continue;
    const source = readFileSync(join(root, path), "utf8");
    for (const literal of loose(source, path.endsWith("x") ? "tsx" : "ts")) all.push(`${path}: ${literal}`);
  }
  expect(all).toEqual([]);
});
