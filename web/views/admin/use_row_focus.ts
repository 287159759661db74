import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { useApp } from "../../app/app.ts";

/**
 * Where the focus goes when the row that had it is gone: to the row in its place, as soon as no dialog is open. Rows carry
 * `data-row`; `rowIds` are those that are shown.
 */
export function useRowFocus(rowIds: readonly number[]): RefObject<HTMLDivElement | null> {
  const { dialog } = useApp();
  const list = useRef<HTMLDivElement>(null);
  const last = useRef<{ id: string; at: number } | null>(null);
  const isOpen = dialog.value !== null;
  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];

  useEffect(() => {
    const { current } = list;
    const note = ({ target }: FocusEvent) => {
      const row = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
      last.current = row && { id: row.dataset["row"] ?? "", at: rows().indexOf(row) };
    };
    current?.addEventListener("focusin", note);
    return () => current?.removeEventListener("focusin", note);
  }, []);

  useEffect(() => {
    const { current: gone } = last;
    // Where it goes by itself: see keep_focus.
    const isAdrift = document.activeElement?.matches("body, main, h1");
    if (isOpen || !gone || !isAdrift) return;
    if (rowIds.some((id) => String(id) === gone.id)) return;
    const left = rows();
    left[Math.min(gone.at, left.length - 1)]?.querySelector<HTMLElement>("button")?.focus();
  }, [isOpen, rowIds.join()]);

  return list;
}
