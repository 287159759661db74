// Arrow keys across the sections of the grid; up from the first row returns to the search field.

export function moveInGrid(
  event: KeyboardEvent,
  { grid, above }: { grid: HTMLElement | null; above: HTMLElement | null },
): void {
  const { target } = event;
  if (!grid || !(target instanceof HTMLElement) || !target.matches(".emoji")) return;
  const next = neighbour(event.key, target, [...grid.querySelectorAll<HTMLElement>(".emoji")]);
  if (next === undefined) return;
  event.preventDefault();
  (next ?? above)?.focus({ focusVisible: true });
}

/** Undefined: not an arrow key. Null: out at the top. */
function neighbour(key: string, from: HTMLElement, all: HTMLElement[]): HTMLElement | null | undefined {
  const at = all.indexOf(from);
  const isBackwards = getComputedStyle(from).direction === "rtl";
  switch (key) {
    case "ArrowRight":
      return all[at + (isBackwards ? -1 : 1)] ?? from;
    case "ArrowLeft":
      return all[at + (isBackwards ? 1 : -1)] ?? from;
    case "Home":
      return all[0];
    case "End":
      return all.at(-1);
    case "ArrowDown":
      return inRow(from, all.slice(at + 1), 1) ?? from;
    case "ArrowUp":
      return inRow(from, all.slice(0, at).reverse(), -1);
    default:
      return undefined;
  }
}

/** The horizontally nearest cell of the next row in that direction. */
function inRow(from: HTMLElement, others: HTMLElement[], way: 1 | -1): HTMLElement | null {
  const mine = from.getBoundingClientRect();
  let best: HTMLElement | null = null;
  let bestOff = Number.POSITIVE_INFINITY;
  let rowTop: number | null = null;
  for (const other of others) {
    const box = other.getBoundingClientRect();
    if ((box.top - mine.top) * way <= mine.height / 2) continue;
    rowTop ??= box.top;
    if (Math.abs(box.top - rowTop) > mine.height / 2) break;
    const off = Math.abs(box.left - mine.left);
    if (off < bestOff) {
      bestOff = off;
      best = other;
    }
  }
  return best;
}
