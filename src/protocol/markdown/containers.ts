// What quotes and items put before each of their lines (SPEC K5).
import { passSpace, skipColumns, type Cursor } from "./cursor.ts";
import { beginsQuote } from "./line_starts.ts";
import type { Span, Work } from "./tree.ts";

/** An item's lines are indented by so many columns. */
export type Container = { kind: "quote" } | { kind: "item"; indent: number };

interface Line {
  container: Container;
  cursor: Cursor;
  work: Work;
}

/** Passes it, and tells where the text of the line began; null: the line does not belong to it. */
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

/** `>`, and one space or tab behind it. */
export function passSign(body: string, cursor: Cursor, { at, column }: { at: number; column: number }): void {
  Object.assign(cursor, { at: at + 1, column: column + 1 });
  const next = body.charAt(cursor.at);
  if (next === " ") skipColumns(body, cursor, 1);
  if (next === "\t") skipColumns(body, cursor, 4 - (cursor.column % 4));
}
