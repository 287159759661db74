// Allowed link targets, and addresses in angle brackets (SPEC K4).
import { parseUrl } from "../parse_url.ts";

import type { Work } from "./tree.ts";

const allowed = /^(?:https?:\/\/|mailto:)/i;
export const longestScheme = "https://".length;
// White space and control characters that a browser would remove, direction controls, and the backslash, which it treats as `/`.
const unfit = /[\s\p{Cc}\p{Bidi_Control}\u200b\ufeff\\]/u;

export function hasLinkScheme(address: string): boolean {
  return allowed.test(address);
}

export function isLinkAddress(address: string): boolean {
  if (!allowed.test(address) || unfit.test(address)) return false;
  const url = parseUrl(address);
  if (!url) return false;
  if (url.protocol === "mailto:") return /^[^@]+@[^@]+$/.test(url.pathname);
  return (url.protocol === "http:" || url.protocol === "https:") && url.hostname !== "";
}

/** An address that is its own text must show its own host first: `https://bank.example@evil.example` shows another. */
export function isBareAddress(address: string): boolean {
  const { username, password } = parseUrl(address) ?? {};
  return isLinkAddress(address) && !username && !password;
}

const angled = /<((?:https?:\/\/|mailto:)[^\s<>]*)>/iy;
const angledMail =
  /<([a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*)>/iy;

/** `<https://a.example>` or `<ada@a.example>` at this position. */
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
