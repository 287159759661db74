// The edge of a column: dragged, or moved by keys, it resizes the column.
import { useEffect, useRef, useState } from "preact/hooks";

import { useUi } from "../ui_context.ts";

import { clampWidth, columns, keepWidth, limitsOf, readWidth, applyWidth, type Column } from "./widths.ts";

interface ColumnEdgeProps {
  column: Column;
  label: string;
}

const stepPx = 16;

export function ColumnEdge({ column, label }: ColumnEdgeProps) {
  const { localStore } = useUi();
  const edge = useRef<HTMLDivElement>(null);
  const held = useRef<{ from: number; width: number; now: number } | null>(null);
  const [storedWidth, setStoredWidth] = useState(() => readWidth(localStore, column));
  const [limits, setLimits] = useState<{ min: number; max: number }>(columns[column]);

  const page = () => edge.current?.closest<HTMLElement>(".app-shell") ?? document.body;
  /** The side of the screen it grows towards. */
  const towards = () =>
    (column === "side" ? 1 : -1) * (getComputedStyle(page()).direction === "rtl" ? -1 : 1);

  function measure(): { min: number; max: number } {
    const pageBox = page();
    const otherWidths =
      column === "panel"
        ? (pageBox.querySelector(".sidebar")?.getBoundingClientRect().width ?? 0)
        : pageBox.querySelector(".panel")
          ? columns.panel.min
          : 0;
    const measured = limitsOf(column, { page: pageBox.clientWidth, others: otherWidths });
    setLimits((before) => (before.max === measured.max ? before : measured));
    return measured;
  }
  useEffect(() => {
    const follow = () => void measure();
    follow();
    window.addEventListener("resize", follow);
    return () => window.removeEventListener("resize", follow);
  }, []);

  function keep(width: number): void {
    applyWidth(page(), column, width);
    keepWidth(localStore, column, width);
    setStoredWidth(width);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const now = measure();
    const at = clampWidth(storedWidth, now);
    const wider = towards() * stepPx;
    const widths: Record<string, number> = {
      ArrowRight: at + wider,
      ArrowLeft: at - wider,
      Home: now.min,
      End: now.max,
    };
    const next = widths[event.key];
    if (next === undefined) return;
    event.preventDefault();
    keep(clampWidth(next, now));
  }

  function letGo(): void {
    if (!held.current) return;
    keep(held.current.now);
    held.current = null;
    delete page().dataset["sizing"];
  }

  return (
    <div
      ref={edge}
      class="column-edge"
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={clampWidth(storedWidth, limits)}
      aria-valuemin={limits.min}
      aria-valuemax={limits.max}
      tabIndex={0}
      onFocus={measure}
      onKeyDown={onKeyDown}
      onDblClick={() => keep(columns[column].usual)}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const width = clampWidth(storedWidth, measure());
        held.current = { from: event.clientX, width, now: width };
        page().dataset["sizing"] = "";
      }}
      onPointerMove={(event) => {
        const { current } = held;
        if (!current) return;
        current.now = clampWidth(current.width + (event.clientX - current.from) * towards(), limits);
        applyWidth(page(), column, current.now);
      }}
      onLostPointerCapture={letGo}
    />
  );
}
