// A list that is read page by page.
import { useEffect, useRef, useState } from "preact/hooks";

export interface Pages<T> {
  items: readonly T[];
  state: "loading" | "ready" | "failed";
  /** Where the next page begins: 0 before the first one, null behind the last. */
  next: number | null;
  more: () => void;
  /** The page that failed. */
  retry: () => void;
}

interface ChangingPages<T> extends Pages<T> {
  /** From the first page on; what is shown stays until it arrives. */
  again: () => void;
  /** After something was done to one of them. */
  change: (edit: (items: readonly T[]) => readonly T[]) => void;
}

interface PagesOptions<T> {
  /** What is asked: another begins the list anew. */
  asked?: string;
  /** For what is typed: it is asked for after a pause. */
  pauseMs?: number;
  /** Without it a page is put at the end. `known` is empty for the first one. */
  merge?: (known: readonly T[], page: readonly T[]) => readonly T[];
}

export function usePages<T>(
  /** From 0: the first page. */
  load: (after: number) => Promise<{ items: readonly T[]; next: number | null }>,
  { asked = "", pauseMs = 0, merge = (known, page) => [...known, ...page] }: PagesOptions<T> = {},
): ChangingPages<T> {
  const [items, setItems] = useState<readonly T[]>([]);
  const [state, setState] = useState<Pages<T>["state"]>("loading");
  const [next, setNext] = useState<number | null>(0);
  // An answer to what is not asked any more is late.
  const turn = useRef(0);
  const isBusy = useRef(false);
  const isFirst = useRef(true);
  const last = useRef(0);

  async function read(after: number): Promise<void> {
    const mine = (turn.current += 1);
    isBusy.current = true;
    last.current = after;
    setState("loading");
    try {
      const page = await load(after);
      if (mine !== turn.current) return;
      setItems((known) => merge(after === 0 ? [] : known, page.items));
      setNext(page.next);
      setState("ready");
    } catch {
      if (mine === turn.current) setState("failed");
    } finally {
      if (mine === turn.current) isBusy.current = false;
    }
  }

  useEffect(() => {
    const pause = isFirst.current ? 0 : pauseMs;
    isFirst.current = false;
    const timer = setTimeout(() => void read(0), pause);
    return () => {
      clearTimeout(timer);
      turn.current += 1;
    };
  }, [asked]);

  return {
    items,
    state,
    next,
    more: () => {
      if (next !== null && !isBusy.current) void read(next);
    },
    retry: () => {
      if (!isBusy.current) void read(last.current);
    },
    again: () => void read(0),
    change: setItems,
  };
}
