// The start of a line: fences, quotes, list items (SPEC K5, K6). Each function reads from `at`, after white space, to `end`.

export interface Fence {
  length: number;
  info: string;
}

interface Line {
  body: string;
  at: number;
  end: number;
}

/** At least ```` ``` ````, followed only by a language; another backtick makes it inline code. */
export function readFence({ body, at, end }: Line): Fence | null {
  const length = countSame({ body, at, end }, "`");
  if (length < 3) return null;
  const info = body.slice(at + length, end).trim();
  return info.includes("`") ? null : { length, info };
}

export function closesFence({ body, at, end }: Line, fence: Fence): boolean {
  const length = countSame({ body, at, end }, "`");
  return length >= fence.length && body.slice(at + length, end).trim() === "";
}

/** Emoticons and comparisons are not quotes: `>_<`, `>:(`, `>= 5`. */
export function beginsQuote({ body, at, end }: Line): boolean {
  return body.charAt(at) === ">" && (at + 1 >= end || !".:;_=<|^".includes(body.charAt(at + 1)));
}

export interface Marker {
  /** "." for numbers; items of a list share it. */
  sign: "-" | "*" | ".";
  number: number | null;
  /** Length of the marker alone. */
  length: number;
}

// No leading zeros: `007. ` would be renumbered.
const marker = /(?:[-*]|(?:0|[1-9]\d{0,8})\.)(?=[ \t])/y;

export function readMarker({ body, at, end }: Line): Marker | null {
  marker.lastIndex = at;
  const found = marker.exec(body)?.[0];
  // An item needs a text; `* * *` is not one.
  if (found === undefined || /^[-* \t]*$/.test(body.slice(at + found.length, end))) {
    return null;
  }
  const sign = found.endsWith(".") ? "." : found === "-" ? "-" : "*";
  return { sign, number: sign === "." ? Number.parseInt(found, 10) : null, length: found.length };
}

function countSame({ body, at, end }: Line, character: string): number {
  let index = at;
  while (index < end && body.charAt(index) === character) index += 1;
  return index - at;
}
