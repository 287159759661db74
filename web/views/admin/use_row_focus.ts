import type { RefObject } from "preact";
import { useRef } from "preact/hooks";

export interface RowFocus {
  list: RefObject<HTMLDivElement | null>;
  /** Before a row goes: what stands in its place then gets the focus. */
  passOn: (rowId: number) => void;
}

/** Where the focus goes when the row that had it is gone. Rows carry their id as `data-row`. */
export function useRowFocus(): RowFocus {
  const list = useRef<HTMLDivElement>(null);

  function passOn(rowId: number): void {
    const rows = () => [...(list.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
    const at = rows().findIndex((row) => row.dataset["row"] === String(rowId));
    requestAnimationFrame(() => {
      const left = rows();
      const row = left[Math.min(Math.max(at, 0), left.length - 1)];
      const target = row ? row.querySelector<HTMLElement>("button") : list.current?.querySelector("input");
      target?.focus();
    });
  }
  return { list, passOn };
}
