// Backslashes (SPEC K7): they escape only characters that would be markup without them.
import { beginsQuote, readMarker } from "./line_starts.ts";
import type { Escape } from "./tokens.ts";

const escapable = "`*_~[]<>@\uff20";
const backslashes = /\\+/y;

/** A run that may escape, up to `end`, which is after the escaped character if there is one; null: plain text. */
export function readBackslashes(
  text: string,
  { at, lineStart }: { at: number; lineStart: number },
): { escape: Escape | null; end: number } {
  backslashes.lastIndex = at;
  backslashes.test(text);
  const sign = backslashes.lastIndex;
  const character = text.charAt(sign);
  // ¯\_(ツ)_/¯ keeps its arm.
  if (text.charAt(at - 1) === "\u00af" && character === "_") return { escape: null, end: sign + 1 };
  const isOfLine = hidesBlock(text, { at, sign, lineStart });
  if (!isOfLine && (character === "" || !escapable.includes(character))) return { escape: null, end: sign };
  const end = sign + ((sign - at) % 2);
  return { escape: { kind: "escape", start: at, sign, end, isTaken: isOfLine }, end };
}

const longestStart = "   123456789".length;
const fence = /^ {0,3}(?:\\?`){3,}[^`]*$/;

/** `\- `, `1\. `, `\> ` and `` \``` `` at the start of a line. */
function hidesBlock(
  text: string,
  { at, sign, lineStart }: { at: number; sign: number; lineStart: number },
): boolean {
  const before = text.slice(lineStart, Math.min(at, lineStart + longestStart + 1));
  if (before.length > longestStart || sign - at !== 1) return false;
  const newline = text.indexOf("\n", sign);
  const end = newline === -1 ? text.length : newline;
  const number = /^ {0,3}(\d+)$/.exec(before)?.[1];
  if (number !== undefined) {
    const marker = readMarker({
      body: number + text.slice(sign, end),
      at: 0,
      end: number.length + end - sign,
    });
    // Inside a paragraph only `1. ` begins a list.
    return marker?.sign === "." && (marker.number === 1 || lineStart === 0);
  }
  if (text.charAt(sign) === "`") return /^[ \\`]*$/.test(before) && fence.test(text.slice(lineStart, end));
  const line = { body: text, at: sign, end };
  return /^ {0,3}$/.test(before) && (beginsQuote(line) || ["-", "*"].includes(readMarker(line)?.sign ?? ""));
}

/** The shown text of a run and its escaped character. */
export function shownOfEscape({ start, sign, end, isTaken }: Escape): { start: number; end: number }[] {
  if (!isTaken) return [{ start, end }];
  const shown = [];
  for (let index = start + 1; index < sign; index += 2) shown.push({ start: index, end: index + 1 });
  if (end > sign) shown.push({ start: sign, end });
  return shown;
}
