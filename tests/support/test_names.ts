// The names of the tests of a file as they stand there.
import { withoutComments } from "./imports.ts";

// A helper that makes a test of a name is called so: `testIndexed("…", …)`.
const call = /\b(test(?:[A-Z]\w*)?|describe)((?:\.\w+)*)\(/g;
const takesCases = /\.(?:each|skipIf|if)$/;

/** For each test the names of the groups around it, the outermost first, then its own. A name that is computed is "". */
export function readTestNames(source: string): string[][] {
  const text = withoutComments(source);
  const found: string[][] = [];
  const groups: { name: string; end: number }[] = [];
  for (const match of text.matchAll(call)) {
    // `/x/.test(…)`, or where a helper is declared.
    if (/(?:[./)\w]|\bfunction )$/.test(text.slice(0, match.index))) continue;
    let open = match.index + match[0].length - 1;
    if (takesCases.test(match[2] ?? "")) {
      open = endOf(text, open) + 1;
      if (text[open] !== "(") continue;
    }
    while ((groups.at(-1)?.end ?? Infinity) < match.index) groups.pop();
    const after = text.slice(open + 1, open + 1000);
    // Inside such a helper.
    if (/^\s*name,/.test(after) && text.includes("function test")) continue;
    const name = /^\s*(["'`])((?:\\.|(?!\1)[^\\])*)\1/.exec(after)?.[2] ?? "";
    if (match[1] === "describe") groups.push({ name, end: endOf(text, open) });
    else found.push([...groups.map((group) => group.name), name]);
  }
  return found;
}

/** Where the bracket that opens at `from` is closed. Strings are stepped over. */
function endOf(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at] ?? "";
    if (`"'\``.includes(sign)) at = endOfString(text, at, sign);
    else if ("([{".includes(sign)) depth += 1;
    else if (")]}".includes(sign)) depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
}

function endOfString(text: string, from: number, quote: string): number {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === quote) return at;
    // A quote in a regular expression: no string of these goes over a line.
    else if (text[at] === "\n" && quote !== "`") return from;
  }
  return from;
}
