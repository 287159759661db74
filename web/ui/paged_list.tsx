// A paged list: a skeleton until the first page is loaded, an empty state, and the way to more.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { Icon, type IconName } from "./icons.tsx";
import { LoadFailed } from "./load_failed.tsx";
import { tUi } from "./words.ts";

import { useRovingFocus } from "./use_roving_focus.ts";
import type { Pages } from "./use_pages.ts";

interface PageListProps<T> {
  pages: Pages<T>;
  label: string;
  class?: string;
  empty: ComponentChildren;
  /** The rows, as items of the list. */
  children: (items: readonly T[]) => ComponentChildren;
}

export function PageList<T>({
  pages,
  label,
  class: className = "dialog-list",
  empty,
  children,
}: PageListProps<T>) {
  const { items, state, next } = pages;
  if (items.length === 0 && state === "loading") return <ListSkeleton />;
  return (
    <>
      {items.length > 0 && (
        <Rows class={className} label={label}>
          {children(items)}
        </Rows>
      )}
      {state === "failed" ? (
        <LoadFailed retry={pages.retry} />
      ) : next !== null && items.length > 0 ? (
        <More pages={pages} />
      ) : (
        items.length === 0 && empty
      )}
    </>
  );
}

interface RowsProps {
  class: string;
  label: string;
  children: ComponentChildren;
}

function Rows({ class: className, label, children }: RowsProps) {
  const list = useRef<HTMLUListElement>(null);
  useRovingFocus(list, { row: "li" });
  return (
    <ul ref={list} class={className} aria-label={label}>
      {children}
    </ul>
  );
}

/** Loads when the end of the list comes near; the button is for people who do not scroll. */
function More({ pages }: { pages: Pages<unknown> }) {
  const end = useRef<HTMLParagraphElement>(null);
  const latest = useRef(pages);
  latest.current = pages;
  useEffect(() => {
    const { current } = end;
    if (!current) return undefined;
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) latest.current.more();
      },
      { rootMargin: "160px" },
    );
    watch.observe(current);
    return () => watch.disconnect();
    // Again after each page: its end may be in sight.
  }, [pages.items.length]);
  return (
    <p class="list-note" ref={end}>
      <button type="button" class="link" aria-disabled={pages.state === "loading"} onClick={pages.more}>
        {tUi("showMore")}
      </button>
    </p>
  );
}

/** Rows that are loading. */
export function ListSkeleton({ rows = 4 }: { rows?: number }) {
  return (
    <div class="list-skeleton" role="status">
      <span class="unseen">{tUi("loading")}</span>
      {Array.from({ length: rows }, (_, index) => (
        <div class="skeleton-row" key={index} aria-hidden="true">
          <span class="skeleton is-avatar" />
          <span class="skeleton" style={{ inlineSize: `${30 + ((index * 17) % 34)}%` }} />
        </div>
      ))}
    </div>
  );
}

interface EmptyProps {
  icon: IconName;
  text: string;
  /** One next step. */
  children?: ComponentChildren;
}

/** An empty list: the reason, and the next step. */
export function Empty({ icon, text, children }: EmptyProps) {
  return (
    <div class="empty-list" role="status">
      <Icon name={icon} size={28} />
      <p>{text}</p>
      {children}
    </div>
  );
}
