// What backslashes do (SPEC K7): something only before what would mean something.
import type { Span } from "./tree.ts";

const escapable = "`*_~[]<>@";
const backslashes = /\\+/y;

/** `shown` of the text from `at` to `end`; null: all of it. */
export function readBackslashes(
  text: string,
  { at, lineStart }: { at: number; lineStart: number },
): { shown: Span[] | null; end: number } {
  backslashes.lastIndex = at;
  backslashes.test(text);
  const end = backslashes.lastIndex;
  const following = text.charAt(end);
  // The shrug keeps its arm.
  if (text.charAt(at - 1) === "\u00af" && following === "_") return { shown: null, end: end + 1 };
  const isEscape = (following !== "" && escapable.includes(following)) || hidesItem(text, { lineStart, end });
  if (!isEscape) return { shown: null, end };
  const shown: Span[] = [];
  for (let index = at + 1; index < end; index += 2) shown.push({ start: index, end: index + 1 });
  const isOdd = (end - at) % 2 === 1;
  if (isOdd) shown.push({ start: end, end: end + 1 });
  return { shown, end: isOdd ? end + 1 : end };
}

/** `\- ` and `1\. ` at the beginning of a line. */
function hidesItem(text: string, { lineStart, end }: { lineStart: number; end: number }): boolean {
  const longest = "   123456789\\".length;
  return (
    end - lineStart <= longest && /^ {0,3}(?:\\-|\d{1,9}\\\.)[ \t]$/.test(text.slice(lineStart, end + 2))
  );
}
