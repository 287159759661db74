// A list that comes in pages from REST.
import { useEffect, useState } from "preact/hooks";

export interface Pages<T> {
  items: readonly T[];
  state: "loading" | "ready" | "failed";
  /** Null when all is here. */
  next: number | null;
  more: () => void;
}

export function usePages<T>(load: (after: number) => Promise<{ items: T[]; next: number | null }>): Pages<T> {
  const [items, setItems] = useState<readonly T[]>([]);
  const [state, setState] = useState<Pages<T>["state"]>("loading");
  const [next, setNext] = useState<number | null>(0);

  function more(): void {
    if (next === null) return;
    setState("loading");
    void read(next);
  }

  async function read(after: number): Promise<void> {
    try {
      const page = await load(after);
      setItems((known) => [...known, ...page.items]);
      setNext(page.next);
      setState("ready");
    } catch {
      setState("failed");
    }
  }

  useEffect(more, []);
  return { items, state, next, more };
}
