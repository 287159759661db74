// A list is one Tab stop: arrow keys move between rows, Tab from a row into it, then on. Elements that may not have
// the focus for now get `tabindex="-1"`: pointers and screen readers still reach them.
import { after } from "../app/timers.ts";

import { park, release } from "./park_tabindex.ts";
import {
  hasNoModifier,
  isFieldOfItsOwn,
  rowAtPage,
  rowInSight,
  scrollWithin,
  siblingsOfRemoved,
} from "./row_steps.ts";

export interface RovingFocusOptions {
  /** Rows; a focusable element outside of them is a row too. */
  row?: string;
  /** The end at which reading starts. */
  start?: "first" | "last";
  /** The row that Tab goes to, if drawn; else the last focused row, if in sight, else a row in sight. */
  enter?: (rows: readonly HTMLElement[]) => HTMLElement | undefined;
  /** It handles its arrow keys. */
  hasOwnKeys?: boolean;
  /** End was pressed, and this loads the true end first. */
  toEnd?: () => void;
}

const focusable =
  "a[href], button, input, select, textarea, summary, audio[controls], video[controls], [tabindex]";
/** A layer drawn inside the list has its own keys and stops. */
const layers = "[role=menu], [role=dialog], dialog";

/** A scroll container always counts as a stop for the browser: it is skipped while Tab is pressed. */
const scrollers = "pre[tabindex]";

/** Returns how to stop. */
export function keepRovingFocus(box: HTMLElement, options: RovingFocusOptions = {}): () => void {
  const { row, start = "first", enter, hasOwnKeys, toEnd } = options;
  let current: HTMLElement | null = null;
  let hasFocus = false;
  /** The last focused row. */
  let lastFocused: HTMLElement | null = null;

  const isInLayer = (element: Element) => {
    const layer = element.closest(layers);
    return layer !== null && layer !== box && box.contains(layer);
  };
  /** The elements inside, including the root. */
  function stopsIn(root: HTMLElement): HTMLElement[] {
    const targets = [...root.querySelectorAll<HTMLElement>(focusable)];
    if (root !== box && root.matches(focusable)) targets.unshift(root);
    return targets.filter((one) => !isInLayer(one));
  }
  const rowOf = (element: HTMLElement) => (row && element.closest<HTMLElement>(row)) || element;
  const rows = () => [...new Set(stopsIn(box).map(rowOf))];
  const isItself = (one: HTMLElement) => row !== undefined && one.matches(`:is(${row})[tabindex]`);
  /** The element that gets the focus in a row. */
  const headOf = (one: HTMLElement) => (isItself(one) ? one : stopsIn(one)[0]);

  function close(one: HTMLElement): void {
    for (const stop of stopsIn(one)) if (!stop.matches(scrollers)) park(stop);
    if (isItself(one)) one.tabIndex = -1;
  }

  /** Its head alone; everything once it has the focus. */
  function open(one: HTMLElement): void {
    if (isItself(one)) one.tabIndex = 0;
    const stops = hasFocus ? stopsIn(one) : isItself(one) ? [] : stopsIn(one).slice(0, 1);
    for (const stop of stops) release(stop);
  }

  function setCurrent(next: HTMLElement | null | undefined): void {
    if (current) close(current);
    current = next ?? null;
    if (current) open(current);
  }

  function firstChoice(): HTMLElement | undefined {
    const all = row === undefined ? [] : [...box.querySelectorAll<HTMLElement>(row)];
    const targets = start === "first" ? all.find(headOf) : all.findLast(headOf);
    return targets ?? stopsIn(box)[0];
  }

  function goTo(next: HTMLElement | undefined, options: FocusOptions = {}): void {
    const head = next && headOf(next);
    if (!head) return;
    // WebKit draws no ring around an element focused by a script unless asked to.
    head.focus({ ...options, focusVisible: true });
  }

  /** The focused row was removed, as a day line is when older messages load: the row in its place gets the focus. */
  function replace(gone: HTMLElement, changes: readonly MutationRecord[]): void {
    const stops = siblingsOfRemoved(gone, changes)
      .filter((one) => box.contains(one))
      .map((one) => stopsIn(one)[0]);
    const stop = stops.find((one) => one !== undefined);
    if (stop) goTo(rowOf(stop), { preventScroll: true });
  }

  function onKeyDown(event: KeyboardEvent): void {
    const { target, key } = event;
    if (event.defaultPrevented || !hasNoModifier(event) || !(target instanceof HTMLElement)) return;
    if (isInLayer(target) || isFieldOfItsOwn(target)) return;
    if (target === box) {
      // The list itself scrolls; upwards the last row in sight comes next.
      if (key !== "ArrowUp") return;
      event.preventDefault();
      return goTo(rowInSight(rows(), { box, last: null, start: "last" }));
    }
    const from = rowOf(target);
    const all = rows().filter((one) => one.checkVisibility());
    const at = all.indexOf(from);
    const next: Record<string, HTMLElement | undefined> = {
      ArrowDown: all[at + 1],
      ArrowUp: all[at - 1],
      Home: all[0],
      End: all.at(-1),
      PageDown: rowAtPage(all, at, 1, box),
      PageUp: rowAtPage(all, at, -1, box),
    };
    if (!(key in next)) return;
    event.preventDefault();
    // A row taller than the list is read to its end first.
    if (scrollWithin(box, from, key)) return;
    if (key === "End") toEnd?.();
    goTo(next[key]);
    if (key === "Home") box.scrollTop = 0;
    if (key === "End") box.scrollTop = box.scrollHeight;
  }

  function onFocusIn({ target }: FocusEvent): void {
    lastFocused = null;
    if (!(target instanceof HTMLElement) || target === box || !box.contains(target) || isInLayer(target))
      return;
    hasFocus = true;
    setCurrent((lastFocused = rowOf(target)));
  }

  function onFocusOut({ relatedTarget }: FocusEvent): void {
    if (relatedTarget instanceof Node && box.contains(relatedTarget)) return;
    hasFocus = false;
    setCurrent(current);
  }

  function onTab({ key }: KeyboardEvent): void {
    if (key !== "Tab") return;
    passScrollers();
    if (box.contains(document.activeElement)) return;
    const all = rows();
    setCurrent(enter?.(all) ?? rowInSight(all, { box, last: current, start }) ?? current);
  }

  /** Until the browser has moved the focus, after this key event. */
  function passScrollers(): void {
    const others = [...box.querySelectorAll<HTMLElement>(scrollers)].filter(
      (one) => !hasFocus || !current?.contains(one),
    );
    others.forEach(park);
    after(0, () => others.forEach(release));
  }

  const observer = new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) {
        if (!(node instanceof HTMLElement) || !box.contains(node)) continue;
        if (hasFocus && current?.contains(node)) continue;
        for (const stop of stopsIn(node)) if (stop !== current && !stop.matches(scrollers)) park(stop);
      }
    }
    const gone = current && !box.contains(current) ? current : null;
    if (!current || gone) setCurrent(firstChoice());
    // A row may change after it was drawn.
    else if (!hasFocus) open(current);
    if (gone && gone === lastFocused && document.activeElement === document.body) replace(gone, changes);
  });

  for (const stop of stopsIn(box)) if (!stop.matches(scrollers)) park(stop);
  const at = document.activeElement;
  if (at instanceof HTMLElement && at !== box && box.contains(at)) {
    hasFocus = true;
    setCurrent(rowOf(at));
  } else setCurrent(firstChoice());
  observer.observe(box, { childList: true, subtree: true });
  if (!hasOwnKeys) box.addEventListener("keydown", onKeyDown);
  document.addEventListener("focusin", onFocusIn);
  box.addEventListener("focusout", onFocusOut);
  document.addEventListener("keydown", onTab, { capture: true });
  return () => {
    observer.disconnect();
    box.removeEventListener("keydown", onKeyDown);
    document.removeEventListener("focusin", onFocusIn);
    box.removeEventListener("focusout", onFocusOut);
    document.removeEventListener("keydown", onTab, { capture: true });
  };
}
