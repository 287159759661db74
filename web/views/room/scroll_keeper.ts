// Keeps the message under the eye where it is while others come, go and change size around it.

/** This near to the end counts as being there. */
const nearPx = 40;

export type ScrollKeeper = ReturnType<typeof createScrollKeeper>;

export function createScrollKeeper(box: HTMLElement) {
  let anchor: { key: string; top: number } | null = null;
  let isAtEnd = true;
  let rememberedTop = 0;

  const rows = () => box.querySelectorAll<HTMLElement>("[data-key]");
  const topOf = (row: HTMLElement) => row.getBoundingClientRect().top - box.getBoundingClientRect().top;

  /** After the person scrolled, or we did. */
  function remember(): void {
    isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < nearPx;
    rememberedTop = box.scrollTop;
    anchor = null;
    for (const row of rows()) {
      const top = topOf(row);
      if (top + row.offsetHeight <= 0) continue;
      anchor = { key: row.dataset["key"] ?? "", top };
      break;
    }
  }

  /** After something was drawn anew or changed its size. `follows`: what is new at the end is to be seen. */
  function restore({ follows }: { follows: boolean }): void {
    // Scrolling is told only with the next frame: what was scrolled since is the person's, and stays.
    const scrolledPx = box.scrollTop - rememberedTop;
    if (follows && isAtEnd && scrolledPx > -nearPx) box.scrollTop = box.scrollHeight;
    else if (anchor) {
      const { key, top } = anchor;
      const row = [...rows()].find((one) => one.dataset["key"] === key);
      if (row) box.scrollTop += topOf(row) - (top - scrolledPx);
    }
    remember();
  }

  return {
    remember,
    restore,
    isAtEnd: () => isAtEnd,
    toEnd(): void {
      box.scrollTop = box.scrollHeight;
      remember();
    },
    /** A row at a quarter of the height: what is before it stays in sight. */
    toRow(row: HTMLElement): void {
      box.scrollTop += topOf(row) - box.clientHeight / 4;
      remember();
    },
    distances: () => ({
      above: box.scrollTop,
      below: box.scrollHeight - box.scrollTop - box.clientHeight,
    }),
    /** The newest message of which a line is in sight, by seq; 0 when there is none. */
    newestInSight(): number {
      const height = box.clientHeight;
      const messages = [...box.querySelectorAll<HTMLElement>("[data-seq]")];
      const seen = messages.findLast((row) => topOf(row) + Math.min(row.offsetHeight, 40) <= height);
      return Number(seen?.dataset["seq"] ?? 0);
    },
  };
}
