// How far the keys move in a list of rows.

/** The part of a page that stays in sight, to go on reading. */
const pageShare = 0.85;

export const hasNoModifier = ({ altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent) =>
  !altKey && !ctrlKey && !metaKey && !shiftKey;

/** It handles these keys. */
export const isFieldOfItsOwn = (element: HTMLElement) =>
  element.matches("textarea, input, select, audio, video, [contenteditable]");

const heightOf = (box: HTMLElement) => Math.min(box.clientHeight, window.innerHeight);

interface Sight {
  box: HTMLElement;
  last: HTMLElement | null;
  start: "first" | "last";
}

/** The last row, if in sight; else the outermost row in sight, a whole one if possible. */
export function rowInSight(
  rows: readonly HTMLElement[],
  { box, last, start }: Sight,
): HTMLElement | undefined {
  const edge = box.getBoundingClientRect();
  const [top, bottom] = [Math.max(0, edge.top), Math.min(window.innerHeight, edge.bottom)];
  const isWhole = (row: HTMLElement) => {
    const rect = row.getBoundingClientRect();
    return rect.height > 0 && rect.top >= top - 1 && rect.bottom <= bottom + 1;
  };
  const isSeen = (row: HTMLElement) => {
    const rect = row.getBoundingClientRect();
    return rect.bottom > top && rect.top < bottom;
  };
  if (last && isSeen(last)) return last;
  const find = (isSo: (row: HTMLElement) => boolean) =>
    start === "first" ? rows.find(isSo) : rows.findLast(isSo);
  return find(isWhole) ?? find(isSeen);
}

/** The row about a page away; the last one where less is left. */
export function rowAtPage(
  rows: readonly HTMLElement[],
  at: number,
  way: 1 | -1,
  box: HTMLElement,
): HTMLElement | undefined {
  const from = rows[at]?.getBoundingClientRect().top ?? 0;
  const max = heightOf(box) * pageShare;
  let next = at;
  for (let to = at + way; rows[to]; to += way) {
    const isNear = Math.abs((rows[to]?.getBoundingClientRect().top ?? 0) - from) <= max;
    if (!isNear && next !== at) break;
    next = to;
    if (!isNear) break;
  }
  return rows[next];
}

/** Scrolls in a row that is taller than the list; returns whether there was more of it. */
export function scrollWithin(box: HTMLElement, row: HTMLElement, key: string): boolean {
  const way = key === "ArrowDown" || key === "PageDown" ? 1 : key === "ArrowUp" || key === "PageUp" ? -1 : 0;
  const [seen, whole] = [box.getBoundingClientRect(), row.getBoundingClientRect()];
  if (way === 0 || whole.height <= seen.height) return false;
  const left = way === 1 ? whole.bottom - seen.bottom : seen.top - whole.top;
  if (left < 1) return false;
  box.scrollBy(0, way * Math.min(left, seen.height * pageShare));
  return true;
}

/** The neighbours of a removed element, the following ones first. */
export function siblingsOfRemoved(gone: Node, changes: readonly MutationRecord[]): HTMLElement[] {
  const change = changes.find(({ removedNodes }) => [...removedNodes].some((node) => node.contains(gone)));
  const siblings: HTMLElement[] = [];
  for (let at = change?.nextSibling; at; at = at.nextSibling)
    if (at instanceof HTMLElement) siblings.push(at);
  for (let at = change?.previousSibling; at; at = at.previousSibling)
    if (at instanceof HTMLElement) siblings.push(at);
  return siblings;
}
