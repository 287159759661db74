// Where links may lead, and addresses in brackets (SPEC K4).
import { parseUrl } from "../parse_url.ts";

import type { Work } from "./tree.ts";

const allowed = /^(?:https?:\/\/|mailto:)/i;
// White space and controls that a browser would take out, what turns the text around, and the backslash, which it reads as `/`.
const unfit = /[\s\p{Cc}\p{Bidi_Control}\u200b\ufeff\\]/u;

export function isLinkAddress(address: string): boolean {
  if (!allowed.test(address) || unfit.test(address)) return false;
  const url = parseUrl(address);
  if (!url) return false;
  if (url.protocol === "mailto:") return /^[^@]+@[^@]+$/.test(url.pathname);
  return (url.protocol === "http:" || url.protocol === "https:") && url.hostname !== "";
}

/** Of an address that is its own text: `https://bank.example@evil.example` shows another host in front of its own. */
export function isBareAddress(address: string): boolean {
  const { username, password } = parseUrl(address) ?? {};
  return isLinkAddress(address) && !username && !password;
}

const angled = /<((?:https?:\/\/|mailto:)[^\s<>]*)>/iy;
const angledMail =
  /<([a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*)>/iy;

/** `<https://a.example>` or `<ada@a.example>`, which begins here. */
export function readAngledAddress(
  text: string,
  { start, work }: { start: number; work: Work },
): { href: string; end: number } | null {
  for (const [pattern, prefix] of [
    [angled, ""],
    [angledMail, "mailto:"],
  ] as const) {
    pattern.lastIndex = start;
    const address = pattern.exec(text)?.[1];
    if (address === undefined) continue;
    work.steps += 2 * address.length;
    const href = prefix + address;
    if (isBareAddress(href)) return { href, end: pattern.lastIndex };
  }
  return null;
}

const maxParentheses = 16;
const blank = /[ \t\n]*/y;
const sign = /[!-/:-@[-`{-~]/;

/** What stands between the parentheses of `[text](address)`; `start` is behind the opening one, `end` behind the closing one. */
export function readDestination(
  text: string,
  { start, work }: { start: number; work: Work },
): { href: string; end: number } | null {
  const first = skipBlank(text, start);
  const { href, end } = text.charAt(first) === "<" ? readAngled(text, first + 1) : readPlain(text, first);
  const last = skipBlank(text, end);
  work.steps += last - start;
  return text.charAt(last) === ")" && isLinkAddress(href) ? { href, end: last + 1 } : null;
}

function readAngled(text: string, start: number): { href: string; end: number } {
  let href = "";
  for (let index = start; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === ">") return { href, end: index + 1 };
    if (character === "<" || character === "\n") return { href: "", end: index };
    if (character === "\\" && sign.test(text.charAt(index + 1))) index += 1;
    href += text.charAt(index);
  }
  return { href: "", end: text.length };
}

/** Parentheses inside are in pairs. */
function readPlain(text: string, start: number): { href: string; end: number } {
  let href = "";
  let depth = 0;
  let index = start;
  for (; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (/[\s\p{Cc}]/u.test(character)) break;
    if (character === "(") depth += 1;
    if (character === ")") depth -= 1;
    if (depth < 0 || depth > maxParentheses) break;
    if (character === "\\" && sign.test(text.charAt(index + 1))) index += 1;
    href += text.charAt(index);
  }
  return { href: depth > 0 ? "" : href, end: index };
}

function skipBlank(text: string, start: number): number {
  blank.lastIndex = start;
  blank.test(text);
  return blank.lastIndex;
}
