import { useRef } from "preact/hooks";

import { nextDivider, type Divider } from "./timeline_rows.ts";

interface Marks {
  readSeq: number;
  unread: number;
}

interface DividerFacts {
  counts: Marks;
  isLinked: boolean;
  /** The person is at the end of the room and looks at it. */
  isReading: () => boolean;
}

/** Where the unread line stands. It depends on what was before: kept over draws, moved by one rule (`nextDivider`). */
export function useDivider({ counts, isLinked, isReading }: DividerFacts) {
  const divider = useRef<Divider | null>(null);
  const before = useRef<Marks | null>(null);
  const wasLinked = useRef(false);
  // What came while the line was away was not read as it came, nor what was there when the room was opened.
  const isLive = before.current !== null && wasLinked.current;
  divider.current = nextDivider(divider.current, {
    before: before.current,
    now: counts,
    isReading: isLive && isReading(),
  });
  before.current = counts;
  wasLinked.current = isLinked;
  return divider.current;
}
