// A paged list from REST.
import { useEffect, useRef, useState } from "preact/hooks";

export interface Pages<T> {
  items: readonly T[];
  state: "loading" | "ready" | "failed";
  /** Null when all pages are loaded. */
  next: number | null;
  more: () => void;
  /** From the first page on; what is shown stands until it has come. */
  again: () => void;
}

interface ChangingPages<T> extends Pages<T> {
  /** After something was done to one of them. */
  change: (edit: (items: readonly T[]) => readonly T[]) => void;
}

interface PagesOptions {
  /** What is asked: another begins the list anew. */
  asked?: string;
  /** For what is typed: it is asked for after a pause. */
  pauseMs?: number;
}

export function usePages<T>(
  load: (after: number) => Promise<{ items: T[]; next: number | null }>,
  { asked = "", pauseMs = 0 }: PagesOptions = {},
): ChangingPages<T> {
  const [items, setItems] = useState<readonly T[]>([]);
  const [state, setState] = useState<Pages<T>["state"]>("loading");
  const [next, setNext] = useState<number | null>(0);
  // An answer to what is not asked any more is late.
  const turn = useRef(0);
  const isBusy = useRef(false);
  const isFirst = useRef(true);

  async function read(after: number): Promise<void> {
    const mine = (turn.current += 1);
    isBusy.current = true;
    setState("loading");
    try {
      const page = await load(after);
      if (mine !== turn.current) return;
      setItems((known) => (after === 0 ? page.items : [...known, ...page.items]));
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
    again: () => void read(0),
    change: setItems,
  };
}
