import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

export interface FocusedRow {
  id: number;
  /** Which of the rows it is. */
  at: number;
}

interface RowFocusOptions {
  /** A dialog lies above: nothing is moved beneath it. */
  isPaused?: boolean;
  /** The row that has it at first. */
  start?: FocusedRow | undefined;
  /** What has it when no row is left. */
  otherwise?: RefObject<HTMLElement | null>;
}

/**
 * Where the focus goes when the row that had it is gone: to the row in its place. Rows carry `data-row`; `rowIds` are those
 * that are shown.
 */
export function useRowFocus(
  rowIds: readonly number[],
  { isPaused = false, start, otherwise }: RowFocusOptions = {},
): RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null);
  const last = useRef<FocusedRow | null>(start ?? null);
  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
  const idOf = (row: HTMLElement) => Number(row.dataset["row"]);

  function focusRow({ id, at }: FocusedRow): void {
    const shown = rows();
    const row = shown.find((one) => idOf(one) === id) ?? shown[Math.min(at, shown.length - 1)];
    (row ? row.querySelector<HTMLElement>("button") : otherwise?.current)?.focus();
  }

  useLayoutEffect(() => {
    if (start) focusRow(start);
    const { current } = list;
    const note = ({ target }: FocusEvent) => {
      const row = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
      last.current = row && { id: idOf(row), at: rows().indexOf(row) };
    };
    current?.addEventListener("focusin", note);
    return () => current?.removeEventListener("focusin", note);
  }, []);

  useEffect(() => {
    const { current: had } = last;
    // Where it goes by itself: see keep_focus.
    const isAdrift = document.activeElement?.matches("body, main, h1, dialog");
    if (!isPaused && had && isAdrift && !rowIds.includes(had.id)) focusRow(had);
  }, [isPaused, rowIds.join()]);

  return list;
}
