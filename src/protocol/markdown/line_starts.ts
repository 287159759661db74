// What the beginning of a line says (SPEC K5, K6). Each reads the line from `at` to `end`, white space before it passed.

export interface Fence {
  length: number;
  info: string;
}

interface Line {
  body: string;
  at: number;
  end: number;
}

/** `` ``` `` or more, with nothing behind it but a language. A backtick further on makes it code inside a line. */
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

/** Faces and comparisons are no quotes: `>_<`, `>:(`, `>= 5`. */
export function beginsQuote({ body, at, end }: Line): boolean {
  return body.charAt(at) === ">" && (at + 1 >= end || !".:;_=<|^".includes(body.charAt(at + 1)));
}

export interface Marker {
  /** "." for numbers: items of one list have the same sign. */
  sign: "-" | "*" | ".";
  number: number | null;
  /** Of the marker alone. */
  length: number;
}

// No leading zeros: `007. ` would not stay as typed.
const marker = /(?:[-*]|(?:0|[1-9]\d{0,8})\.)(?=[ \t])/y;

export function readMarker({ body, at, end }: Line): Marker | null {
  marker.lastIndex = at;
  const found = marker.exec(body)?.[0];
  // An item needs a text, and `* * *` is none.
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
