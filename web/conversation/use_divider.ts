import { useRef } from "preact/hooks";

import { nextDivider, type Divider } from "./timeline_rows.ts";

interface Marks {
  readSeq: number;
  unread: number;
}

interface DividerFacts {
  counts: Marks;
  isLinked: boolean;
  /** The person is at the end of the room and present. */
  isReading: () => boolean;
}

/** The position of the unread line. It depends on its last position: kept between draws, moved by one rule (`nextDivider`). */
export function useDivider({ counts, isLinked, isReading }: DividerFacts) {
  const divider = useRef<Divider | null>(null);
  const before = useRef<Marks | null>(null);
  const wasLinked = useRef(false);
  // Messages that arrived while offline were not read on arrival, nor those from before the room was opened.
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
