// The prefixes that quotes and items put before each of their lines (SPEC K5).
import { passSpace, skipColumns, type Cursor } from "./cursor.ts";
import { beginsQuote } from "./line_starts.ts";
import type { Span, Work } from "./tree.ts";

/** Lines of an item are indented by this many columns. */
export type Container = { kind: "quote" } | { kind: "item"; indent: number };

interface Line {
  container: Container;
  cursor: Cursor;
  work: Work;
}

/** Consumes the prefix and returns the start of the line's text; null: the line is not part of the container. */
export function passContainer(body: string, { container, cursor, work }: Line): Span | null {
  const { at, column } = passSpace(body, cursor, work);
  const line = { start: at, end: cursor.end };
  if (container.kind === "item") {
    if (at === cursor.end) return line;
    if (column - cursor.column < container.indent) return null;
    skipColumns(body, cursor, container.indent);
    return line;
  }
  if (column - cursor.column > 3 || !beginsQuote({ body, at, end: cursor.end })) return null;
  passSign(body, cursor, { at, column });
  return line;
}

/** `>` and one space or tab after it. */
export function passSign(body: string, cursor: Cursor, { at, column }: { at: number; column: number }): void {
  Object.assign(cursor, { at: at + 1, column: column + 1 });
  const next = body.charAt(cursor.at);
  if (next === " ") skipColumns(body, cursor, 1);
  if (next === "\t") skipColumns(body, cursor, 4 - (cursor.column % 4));
}
