// Keeps the message at the reading position in place while others arrive, disappear and change size around it.

/** This close to the end counts as being there. */
const nearPx = 40;
/** The number of remembered messages from the upper edge: one of them survives the next draw. */
const anchorCount = 3;

interface Anchor {
  key: string;
  top: number;
}

export type ScrollKeeper = ReturnType<typeof createScrollKeeper>;

export function createScrollKeeper(box: HTMLElement) {
  /** Messages only: the lines between them move on their own. */
  const rows = box.getElementsByTagName("article");
  let anchors: readonly Anchor[] = [];
  let isAtEnd = true;
  let rememberedTop = -1;

  const isNear = () => box.scrollHeight - box.scrollTop - box.clientHeight < nearPx;
  const boxTop = () => box.getBoundingClientRect().top;

  /** The number of leading rows for which this holds; rows are stacked vertically. */
  function countWhile(isSo: (row: HTMLElement) => boolean): number {
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const row = rows[middle];
      if (row && isSo(row)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** `residualPx`: the rounding error, as scroll positions are whole device pixels. */
  function measure(residualPx = 0): void {
    isAtEnd = isNear();
    rememberedTop = box.scrollTop;
    const start = boxTop();
    const isAbove = (row: HTMLElement) => row.getBoundingClientRect().top < start;
    let first = countWhile(isAbove);
    // A message taller than the view is its own anchor.
    const next = rows[first];
    if (!next || next.getBoundingClientRect().top >= start + box.clientHeight) first = Math.max(0, first - 1);
    anchors = Array.from({ length: Math.min(anchorCount, rows.length - first) }, (_, index) => {
      const row = rows[first + index];
      const top = row ? row.getBoundingClientRect().top - start - residualPx : 0;
      return { key: row?.dataset["key"] ?? "", top };
    });
  }

  function findRow(key: string): HTMLElement | undefined {
    for (const row of rows) if (row.dataset["key"] === key) return row;
    return undefined;
  }

  /** After a scroll by the person or by us. */
  function remember(): void {
    if (box.scrollTop !== rememberedTop) measure();
  }

  /** After a draw or a change of size. `follows`: new messages at the end are to be shown. */
  function restore({ follows }: { follows: boolean }): void {
    // Scroll events come with the next frame: a scroll since then is the person's, and stays.
    const scrolledPx = rememberedTop < 0 ? 0 : box.scrollTop - rememberedTop;
    // Still at the bottom: only content above changed.
    if (follows && isAtEnd && (scrolledPx > -nearPx || isNear())) {
      box.scrollTop = box.scrollHeight;
      return measure();
    }
    for (const { key, top } of anchors) {
      const row = findRow(key);
      if (!row) continue;
      const wanted = top - scrolledPx;
      const offPx = () => row.getBoundingClientRect().top - boxTop() - wanted;
      const before = offPx();
      if (Math.abs(before) >= 0.5) box.scrollTop += before;
      const residualPx = offPx();
      return measure(Math.abs(residualPx) < 1 ? residualPx : 0);
    }
    measure();
  }

  return {
    remember,
    restore,
    isAtEnd: () => isAtEnd,
    toEnd(): void {
      box.scrollTop = box.scrollHeight;
      measure();
    },
    /** Puts a row at a quarter of the height: earlier rows stay in sight. */
    toRow(row: HTMLElement): void {
      box.scrollTop += row.getBoundingClientRect().top - boxTop() - box.clientHeight / 4;
      measure();
    },
    distances: () => ({
      above: box.scrollTop,
      below: box.scrollHeight - box.scrollTop - box.clientHeight,
    }),
    /** Whether this element is above, in or below the visible part. */
    sideOf(element: HTMLElement): "above" | "seen" | "below" {
      const { top, bottom } = element.getBoundingClientRect();
      if (bottom <= boxTop()) return "above";
      return top >= boxTop() + box.clientHeight ? "below" : "seen";
    },
    /** The seq of the newest message with a line in sight; 0 when there is none. */
    newestInSight(): number {
      const end = boxTop() + box.clientHeight;
      const count = countWhile((row) => {
        const { top, height } = row.getBoundingClientRect();
        return top + Math.min(height, 40) <= end;
      });
      for (let at = count - 1; at >= 0; at -= 1) {
        const seq = rows[at]?.dataset["seq"];
        if (seq !== undefined) return Number(seq);
      }
      return 0;
    },
  };
}
