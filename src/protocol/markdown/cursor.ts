// A position in a line. In columns a tab reaches to the next multiple of four.
import type { Work } from "./tree.ts";

export interface Cursor {
  at: number;
  column: number;
  end: number;
}

/** Start of the line's text. */
export function passSpace(body: string, { at, column, end }: Cursor, work: Work): Cursor {
  const start = at;
  for (; at < end; at += 1) {
    const character = body.charAt(at);
    if (character === " ") column += 1;
    else if (character === "\t") column += 4 - (column % 4);
    else break;
  }
  work.steps += at - start;
  return { at, column, end };
}

/** The rest of a partly used tab stays in the line. */
export function skipColumns(body: string, cursor: Cursor, columns: number): void {
  const target = cursor.column + columns;
  while (cursor.column < target && cursor.at < cursor.end) {
    const next = cursor.column + (body.charAt(cursor.at) === "\t" ? 4 - (cursor.column % 4) : 1);
    if (next <= target) cursor.at += 1;
    cursor.column = Math.min(next, target);
  }
}
