// How wide the columns beside the room may be, in px. The style sheet holds to the same numbers while a window changes.
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

/** What the room keeps of the page, whatever stands beside it: about fifty letters in a line. */
export const roomLeast = 440;

/** `others`: what the other column takes, or has to be left. */
export function limitsOf(column: Column, { page, others }: { page: number; others: number }): Limits {
  const { min, max } = columns[column];
  return { min, max: Math.max(min, Math.min(max, page - others - roomLeast)) };
}

export function clampWidth(width: number, { min, max }: Limits): number {
  return Math.round(Math.min(max, Math.max(min, width)));
}

const keyOf = (column: Column) => `confab:${column}-width`;

/** As it was left on this machine; what is kept may be anything. */
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

/** Puts it on the page: the one thing that changes while a column is drawn wider. */
export function applyWidth(page: HTMLElement, column: Column, width: number): void {
  page.style.setProperty(`--${column}-size`, `${width}px`);
}
