// Where a bare address in a text ends (SPEC K4).
import { isBareAddress } from "./addresses.ts";
import { characterBefore, isOfName } from "./characters.ts";
import { hostEnd } from "./host_end.ts";
import type { Work } from "./tree.ts";

interface Start {
  at: number;
  /** An open `_` may be closed right after the address. */
  isInUnderscores: boolean;
  work: Work;
}

const scheme = /https?:\/\//iy;
const mail = /mailto:[\w.%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+/iy;
const userInformation = /[^\s/?#<>()[\]{}"`\\@]*@/y;

/** A bare address that begins here: `end` is its end, `next` the position after everything examined, where another may begin. */
export function readBareAddress(
  text: string,
  { at, isInUnderscores, work }: Start,
): { end: number; next: number } | null {
  mail.lastIndex = at;
  if (mail.test(text)) {
    work.steps += mail.lastIndex - at;
    return { end: mail.lastIndex, next: mail.lastIndex };
  }
  scheme.lastIndex = at;
  if (!scheme.test(text)) return null;
  const hostStart = scheme.lastIndex;
  userInformation.lastIndex = hostStart;
  if (userInformation.test(text)) {
    work.steps += userInformation.lastIndex - at;
    return { end: at, next: userInformation.lastIndex };
  }
  const afterPort = portEnd(text, hostEnd(text, { start: hostStart, work }));
  const hasPath = /[/?#]/.test(text.charAt(afterPort));
  const next = hasPath ? findEnd(text, { start: afterPort, before: text.charAt(at - 1) }) : afterPort;
  work.steps += 3 * (next - at);
  // `_https://a.example_` is italic, `https://a.example/_b_` is one address.
  const isMarked = isInUnderscores && /^[^_]*_+[.,;:!?'*~]*$/.test(text.slice(at, next));
  let end = withoutTrailing(text, { start: afterPort, end: next, isMarked });
  if (isMarked) while (text.charAt(end - 1) === "_") end -= 1;
  if (isBareAddress(text.slice(at, end))) return { end, next };
  // The rest of an impossible host: `https://a.example\u0301`.
  const plain = /^[\w.-]*\w/.exec(text.slice(hostStart, afterPort))?.[0].length ?? 0;
  end = hostStart + plain;
  return { end: isBareAddress(text.slice(at, end)) ? end : at, next };
}

const port = /:(?:(\d{1,5})(?!\d)|(?=[/?#]))/y;

function portEnd(text: string, start: number): number {
  port.lastIndex = start;
  const found = port.exec(text);
  return found && Number(found[1] ?? 0) <= 65_535 ? port.lastIndex : start;
}

// White space, control characters, and closing quotes and punctuation that need no space after them.
const stop =
  /[\s\p{Cc}\p{Bidi_Control}\u200b\ufeff<>"`\\\u201c-\u201f\u00ab\u00bb\u2039\u203a\u060c\u061b\u061f\u3000-\u3003\u3008-\u3011\u3014-\u301b\u301d-\u301f\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f\uff61-\uff64]/u;
const pairs: Record<string, string> = { "(": ")", "[": "]", "{": "}" };

/** Ends before white space and the like, a closing quotation mark, and an unmatched closing bracket. */
function findEnd(text: string, { start, before }: { start: number; before: string }): number {
  const expected: string[] = [];
  let index = start;
  for (; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (stop.test(character) || closesQuotation(text, index, before)) break;
    const closer = pairs[character];
    if (closer !== undefined) expected.push(closer);
    else if (")]}".includes(character) && expected.pop() !== character) break;
  }
  return index;
}

/** `'a','b'`, `'a'` and `’`; between letters it is an apostrophe: `/Poe's_law`. */
function closesQuotation(text: string, index: number, before: string): boolean {
  const character = text.charAt(index);
  if (character !== "'" && character !== "\u2019") return false;
  const after = text.slice(index + 1, index + 3);
  const isInWord = isOfName(after.charAt(0)) && isOfName(characterBefore(text, index));
  if (character === "\u2019" || before === "'") return !isInWord;
  return /^[,;]['"\u2019]/.test(after);
}

const trailing = /[.,;:!?'*~|^]|(?![\0-\x7f])\p{P}/u;
const clitic = /['\u2019](?:s|d|m|ll|re|ve)$/i;

/** Without trailing punctuation of the sentence. */
function withoutTrailing(
  text: string,
  { start, end, isMarked }: { start: number; end: number; isMarked: boolean },
): number {
  while (end > start) {
    const last = text.charAt(end - 1);
    const length = clitic.exec(text.slice(Math.max(start, end - 3), end))?.[0].length;
    if (length !== undefined) end -= length;
    else if (trailing.test(last) || (isMarked && last === "_")) end -= 1;
    else break;
  }
  return end;
}
