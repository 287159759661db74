// The widths of the columns next to the room, in px. The style sheet has the same numbers for a window that is resized.
import type { Ui } from "../ui_context.ts";

export type Column = "side" | "panel";

interface Limits {
  min: number;
  max: number;
}

export const columns = {
  side: { min: 200, usual: 286, max: 420 },
  panel: { min: 300, usual: 372, max: 560 },
} as const;

/** The least width of the room: about fifty letters in a line. */
export const roomLeast = 440;

/** `others`: the width of the other column, or its minimum. */
export function limitsOf(column: Column, { page, others }: { page: number; others: number }): Limits {
  const { min, max } = columns[column];
  return { min, max: Math.max(min, Math.min(max, page - others - roomLeast)) };
}

export function clampWidth(width: number, { min, max }: Limits): number {
  return Math.round(Math.min(max, Math.max(min, width)));
}

const keyOf = (column: Column) => `confab:${column}-width`;

/** The width stored on this machine; the stored value may be anything. */
export function readWidth(localStore: Pick<Ui["localStore"], "get">, column: Column): number {
  const storedWidth = Number(localStore.get(keyOf(column)));
  return storedWidth > 0 ? clampWidth(storedWidth, columns[column]) : columns[column].usual;
}

export function keepWidth(
  localStore: Pick<Ui["localStore"], "put" | "remove">,
  column: Column,
  width: number,
): void {
  if (width === columns[column].usual) localStore.remove(keyOf(column));
  else localStore.put(keyOf(column), String(width));
}

/** Sets the width on the page: the only change while a column is dragged. */
export function applyWidth(page: HTMLElement, column: Column, width: number): void {
  page.style.setProperty(`--${column}-size`, `${width}px`);
}
