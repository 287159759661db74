import { loadAround } from "./lazy_style.ts";

/** The exports of an `import()`. */
export interface Chunk<M> {
  /** Null until loaded. */
  known: () => M | null;
  /** Fetches it ahead of time. */
  fetch: () => Promise<M>;
}

/** `load` is an `import()`; the browser keeps its result. */
export function chunk<M>(load: () => Promise<M>): Chunk<M> {
  let known: M | null = null;
  return {
    known: () => known,
    async fetch() {
      const [loaded] = await Promise.all([load(), loadAround()]);
      return (known = loaded);
    },
  };
}
