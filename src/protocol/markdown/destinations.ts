// The address in the parentheses of `[text](address)` (SPEC K4). Each part of a text is read once, however many links
// seem to begin before it (K8).
import { hasLinkScheme, isLinkAddress, longestScheme } from "./addresses.ts";
import type { Work } from "./tree.ts";

const maxParentheses = 16;
const blank = /[ \t\n]*/y;
const sign = /[!-/:-@[-`{-~]/;
const escaped = /\\([!-/:-@[-`{-~])/g;

interface Destination {
  href: string;
  /** Position after the closing parenthesis. */
  end: number;
}

export function createDestinations(text: string, work: Work) {
  let ends: ReadonlyMap<number, number> | null = null;
  let readUpTo = 0;

  /** `start` is the position after the opening parenthesis; calls need ascending `start`. */
  function readDestination(start: number): Destination | null {
    // Inside an address no other one begins.
    if (start < readUpTo) return null;
    const first = skipBlank(text, start);
    work.steps += first - start;
    const isAngled = text.charAt(first) === "<";
    const end = isAngled ? angleEnd(first + 1) : plainEnd(first);
    if (end === null) return null;
    const last = skipBlank(text, end);
    work.steps += last - end;
    if (text.charAt(last) !== ")") return null;
    work.steps += end - first;
    readUpTo = end;
    const href = withoutEscapes(isAngled ? text.slice(first + 1, end - 1) : text.slice(first, end));
    return isLinkAddress(href) ? { href, end: last + 1 } : null;
  }

  /** Position after the `>`. */
  function angleEnd(start: number): number | null {
    for (let index = start; index < text.length; index += 1) {
      const character = text.charAt(index);
      work.steps += 1;
      if (character === ">") return index + 1;
      if (character === "<" || character === "\n") break;
      if (character === "\\" && sign.test(text.charAt(index + 1))) index += 1;
    }
    return null;
  }

  function plainEnd(first: number): number | null {
    if (!hasLinkScheme(withoutEscapes(text.slice(first, first + 2 * longestScheme)))) return null;
    if (!ends) {
      ends = findPlainEnds(text);
      work.steps += text.length;
    }
    return ends.get(first) ?? null;
  }

  return { readDestination };
}

function withoutEscapes(address: string): string {
  return address.replace(escaped, "$1");
}

/** For each possible start of an address its end: at white space, or at an unmatched closing parenthesis. */
function findPlainEnds(text: string): Map<number, number> {
  const ends = new Map<number, number>();
  /** `depth`: nesting of parentheses inside. */
  let open: { start: number; depth: number }[] = [];
  let isBetween = true;

  function close(end: number): void {
    const address = open.pop();
    if (!address) return;
    if (address.depth <= maxParentheses) ends.set(address.start, end);
    const around = open.at(-1);
    if (around) around.depth = Math.max(around.depth, address.depth + 1);
  }

  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (/[\s\p{Cc}]/u.test(character)) {
      close(index);
      open = [];
      isBetween = true;
      continue;
    }
    if (isBetween) open.push({ start: index, depth: 0 });
    isBetween = false;
    if (character === "(") open.push({ start: index + 1, depth: 0 });
    else if (character === ")") close(index);
    else if (character === "\\" && sign.test(text.charAt(index + 1))) index += 1;
  }
  close(text.length);
  return ends;
}

function skipBlank(text: string, start: number): number {
  blank.lastIndex = start;
  blank.test(text);
  return blank.lastIndex;
}
