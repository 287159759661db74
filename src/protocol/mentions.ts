// M1: which texts of a body may name someone. Whom they name is for those who know the members.
import { limits } from "./limits.ts";
import type { Block, Inline } from "./markdown/tree.ts";
import { parseBody } from "./markdown/parse_body.ts";

/** The shortest of what `a.b.c.d…` may mean: enough for any name, and a bound for the rest. */
const mostNames = 20;

const signs = new Set([".", "_", "'", "-"]);

/** What stands behind each `@`, outside code and quotes, as long as it goes, in the order of the body. */
export function findMentions(body: string): string[] {
  return body.includes("@") ? parseBody(body).flatMap(inBlock) : [];
}

function inBlock(block: Block): string[] {
  if (block.kind === "paragraph") return block.children.flatMap(inInline);
  if (block.kind === "list") return block.items.flatMap((item) => item.children.flatMap(inBlock));
  return [];
}

function inInline(node: Inline): string[] {
  if (node.kind === "mention") return [node.name];
  return "children" in node ? node.children.flatMap(inInline) : [];
}

/**
 * The names that this may be, those that count first in front: it ends where no letter, digit, mark or `_` follows, and `_` at
 * the end may be left out too. `bob's` may be Bob, `bob_smith` may not. The longest first; of those that differ only in what
 * a sentence puts behind a name the shortest, so that nobody takes `@bob.` from Bob by a name that ends so.
 */
export function namesIn(written: string): string[] {
  const barely = bareName(written).length;
  const alike = new Map<string, string[]>();
  const longest = Math.min(written.length, limits.typedNameLength);
  for (let end = 1, count = 0; end <= longest && count < mostNames; end += 1) {
    const next = written.charAt(end);
    if (next !== "" && (!signs.has(next) || (next === "_" && end < barely))) continue;
    const name = written.slice(0, end);
    const plain = plainName(name);
    alike.set(plain, [...(alike.get(plain) ?? []), name]);
    count += 1;
  }
  return [...alike.values()].reverse().flat();
}

const clitic = /'(?:s|d|m|ll|re|ve)$/i;

/** Whether a sentence may have put its end there: a sign, or English `'s` and the like. */
export function endsLikeSentence(name: string): boolean {
  return name !== plainName(name);
}

function plainName(name: string): string {
  const plain = bareName(name).replace(clitic, "");
  return plain === name ? name : plainName(plain);
}

/** Without the signs at its end. */
export function bareName(written: string): string {
  let end = written.length;
  while (end > 0 && signs.has(written.charAt(end - 1))) end -= 1;
  return written.slice(0, end);
}
