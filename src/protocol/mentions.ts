// M1: which texts of a body may name someone. Whom they name is for those who know the members.
import type { Block, Inline } from "./markdown/tree.ts";
import { parseBody } from "./markdown/parse_body.ts";

/** More can be typed than a username holds: in NFD a letter has up to four units. */
const longestName = 128;
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
 * The names that this may be, the longest first: it ends where no letter, digit, mark or `_` follows, and `_` at the end
 * may be left out too. `bob's` may be Bob, `bob_smith` may not.
 */
export function namesIn(written: string): string[] {
  const barely = bareName(written).length;
  const names: string[] = [];
  for (let end = 1; end <= Math.min(written.length, longestName) && names.length < mostNames; end += 1) {
    const next = written.charAt(end);
    if (next === "" || (signs.has(next) && (next !== "_" || end >= barely)))
      names.unshift(written.slice(0, end));
  }
  return names;
}

/** Without the signs at its end. */
export function bareName(written: string): string {
  let end = written.length;
  while (end > 0 && signs.has(written.charAt(end - 1))) end -= 1;
  return written.slice(0, end);
}
