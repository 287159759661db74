// Unread rooms out of sight: how many there are above or below what the side shows, and the way to the next of them.
import { useLayoutEffect, useRef, useState } from "preact/hooks";

import { useChat } from "../app/app_context.ts";
import { tSidebarLazy } from "./lazy_words.ts";

type Edge = "above" | "below";

/** Stands at an edge of the scrolling side, as its first or last child. */
export function UnreadCue({ edge }: { edge: Edge }) {
  const box = useRef<HTMLDivElement>(null);
  const [count, setCount] = useState(0);
  const scroller = () => box.current?.closest<HTMLElement>(".sidebar-scroll") ?? null;

  /** The nearest first. */
  function hidden(): HTMLElement[] {
    const box = scroller();
    if (!box) return [];
    const { top, bottom } = box.getBoundingClientRect();
    const rows = [...box.querySelectorAll<HTMLElement>(".sidebar-row.is-unread")].filter((row) => {
      const { top: from, bottom: to } = row.getBoundingClientRect();
      const middle = (from + to) / 2;
      // What is folded away has no height.
      return to > from && (edge === "above" ? middle < top : middle > bottom);
    });
    return edge === "above" ? rows.toReversed() : rows;
  }

  // Behind the side, which is drawn before what stands in it.
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
