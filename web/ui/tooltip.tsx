import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

import { keepFloating } from "./position_floating.ts";

interface FloatNoteProps {
  anchor: HTMLElement;
  close: () => void;
  children: ComponentChildren;
}

/** A short note on its anchor. It is drawn inside the anchor, so that the pointer can move into it. */
export function FloatNote({ anchor, close, children }: FloatNoteProps) {
  const note = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!note.current) return undefined;
    return keepFloating(note.current, anchor, close);
  }, [anchor]);
  return (
    <div ref={note} class="float-note" onClick={(event) => event.stopPropagation()}>
      {children}
    </div>
  );
}
