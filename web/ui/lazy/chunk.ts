import { loadAround } from "./lazy_style.ts";

/** What one `import()` gives. */
export interface Chunk<M> {
  /** Null until it is here. */
  known: () => M | null;
  /** Fetches it, to be there at once when it is needed. */
  fetch: () => Promise<M>;
}

/** `load` is an `import()`; what it gives is kept by the browser. */
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
