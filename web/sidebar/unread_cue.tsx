// The number of unread rooms above or below the visible part of the sidebar; a click goes to the next of them.
import { useLayoutEffect, useRef, useState } from "preact/hooks";

import { useChat } from "../app/app_context.ts";
import { tSidebarLazy } from "./lazy_words.ts";

type Edge = "above" | "below";

/** The first or last child of the scrolling element. */
export function UnreadCue({ edge }: { edge: Edge }) {
  const box = useRef<HTMLDivElement>(null);
  const [count, setCount] = useState(0);
  const scroller = () => box.current?.closest<HTMLElement>(".sidebar-scroll") ?? null;

  /** Nearest first. */
  function hidden(): HTMLElement[] {
    const box = scroller();
    if (!box) return [];
    const { top, bottom } = box.getBoundingClientRect();
    const rows = [...box.querySelectorAll<HTMLElement>(".sidebar-row.is-unread")].filter((row) => {
      const { top: from, bottom: to } = row.getBoundingClientRect();
      const middle = (from + to) / 2;
      // Rooms in a folded section have no height.
      return to > from && (edge === "above" ? middle < top : middle > bottom);
    });
    return edge === "above" ? rows.toReversed() : rows;
  }

  // Counts again after every change of the rooms, once the sidebar is redrawn.
  const { rooms } = useChat().state.value;
  useLayoutEffect(() => setCount(hidden().length), [rooms]);
  useLayoutEffect(() => {
    const box = scroller();
    if (!box) return undefined;
    const recount = () => setCount(hidden().length);
    box.addEventListener("scroll", recount, { passive: true });
    const size = new ResizeObserver(recount);
    size.observe(box);
    return () => {
      box.removeEventListener("scroll", recount);
      size.disconnect();
    };
  }, []);

  return (
    <div ref={box} class={`sidebar-cue is-${edge}`}>
      {count > 0 && (
        <button type="button" onClick={() => hidden()[0]?.scrollIntoView({ block: "center" })}>
          {tSidebarLazy(edge === "above" ? "unreadAbove" : "unreadBelow", { count })}
        </button>
      )}
    </div>
  );
}
