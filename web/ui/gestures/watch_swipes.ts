// A phone shows either the list or the room. A swipe moves the open one out, or the last one back in.
import { after } from "../../app/timers.ts";
import { narrow } from "../media_queries.ts";

import { goesThrough, mayBegin, meaningOf, travelOf, type Finger, type Way } from "./swipe.ts";

export interface SwipesOptions {
  /** To the rooms. */
  goBack: () => void;
  /** Opens the last room again; null where there is none. */
  goForward: () => (() => void) | null;
}

interface Swipe {
  pointerId: number;
  page: HTMLElement;
  way: Way;
  isRtl: boolean;
  from: Finger;
  /** The elements that move, once it is known to be a swipe. */
  sheet: HTMLElement | null;
  along: number;
  last: { x: number; time: number };
  speed: number;
  finish: () => void;
}

const still = "(prefers-reduced-motion: reduce)";
const settleMs = 160;
/** Elements with other uses for a finger. */
const others =
  "input, textarea, select, [contenteditable], [role=slider], [role=menu], [role=dialog], dialog";

export function watchSwipes({ goBack, goForward }: SwipesOptions): () => void {
  let swipe: Swipe | null = null;
  /** A released sheet animates to its end: another finger waits for it. */
  let isSettling = false;
  let isStopped = false;
  const matches = (query: string) => window.matchMedia(query).matches;

  function begin({
    pointerId,
    pointerType,
    isPrimary,
    target,
    clientX,
    clientY,
    timeStamp,
  }: PointerEvent): void {
    if (!isPrimary) return drop();
    if (pointerType !== "touch" || swipe || isSettling || !matches(narrow) || !(target instanceof Element))
      return;
    const page = target.closest<HTMLElement>(".app-shell");
    if (!page || target.closest(others) || document.querySelector("dialog[open]")) return;
    if (document.getSelection()?.isCollapsed === false || scrollsSideways(target, page)) return;
    const way = page.dataset["view"] === "list" ? "on" : "back";
    const isRtl = getComputedStyle(page).direction === "rtl";
    if (!mayBegin(clientX, { way, isRtl, width: page.clientWidth })) return;
    // The panel over a room has a history entry.
    const closePanel = page.querySelector(":scope > .panel") ? () => history.back() : null;
    const finish = way === "on" ? goForward() : (closePanel ?? goBack);
    if (!finish) return;
    const from = { x: clientX, y: clientY };
    const last = { x: clientX, time: timeStamp };
    swipe = { pointerId, page, way, isRtl, from, sheet: null, along: 0, last, speed: 0, finish };
  }

  function move({ pointerId, clientX, clientY, timeStamp }: PointerEvent): void {
    if (swipe?.pointerId !== pointerId) return;
    const { page, last, from } = swipe;
    const travel = travelOf(from, { x: clientX, y: clientY }, swipe);
    if (!swipe.sheet) {
      const meaning = meaningOf(travel);
      if (meaning === "other") swipe = null;
      if (meaning !== "swipe" || !swipe) return;
      swipe.sheet =
        page.querySelector<HTMLElement>(":scope > .panel") ?? page.querySelector(":scope > .room");
      if (!matches(still)) page.dataset["swipe"] = swipe.way;
    }
    const recent = travelOf({ x: last.x, y: 0 }, { x: clientX, y: 0 }, swipe).along;
    if (timeStamp > last.time) swipe.speed = recent / (timeStamp - last.time);
    swipe.last = { x: clientX, time: timeStamp };
    swipe.along = Math.max(0, travel.along);
    moveTo(swipe, swipe.along);
  }

  /** Moves the sheet to the finger's position. */
  function moveTo({ sheet, page, way, isRtl }: Swipe, along: number): void {
    if (!sheet || !("swipe" in page.dataset)) return;
    const shift = way === "back" ? along : page.clientWidth - along;
    sheet.style.transform = `translateX(${Math.max(0, shift) * (isRtl ? -1 : 1)}px)`;
  }

  function lift(event: PointerEvent): void {
    if (swipe?.pointerId !== event.pointerId) return;
    const done = swipe;
    const { sheet, along, page } = done;
    swipe = null;
    if (!sheet) return;
    // A finger that rested before it was lifted did not flick.
    const speed = event.timeStamp - done.last.time > 80 ? 0 : done.speed;
    settle(done, goesThrough({ along, width: page.clientWidth, speed }));
  }

  function drop(): void {
    const done = swipe;
    swipe = null;
    if (done?.sheet) settle(done, false);
  }

  function settle(done: Swipe, isThrough: boolean): void {
    const { sheet, page, finish } = done;
    const clean = () => {
      isSettling = false;
      delete page.dataset["swipe"];
      sheet?.removeAttribute("style");
    };
    if (!sheet || !("swipe" in page.dataset)) {
      if (isThrough) finish();
      return;
    }
    isSettling = true;
    sheet.style.transition = `transform ${settleMs}ms ease-out`;
    moveTo(done, isThrough ? page.clientWidth : 0);
    after(settleMs, () => {
      if (!isThrough || isStopped) return clean();
      finish();
      // Until the new view has been drawn; a history step takes a moment.
      const frame = (left: number) => {
        if (left === 0 || !sheet.isConnected) clean();
        else requestAnimationFrame(() => frame(left - 1));
      };
      frame(20);
    });
  }

  document.addEventListener("pointerdown", begin);
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", lift);
  document.addEventListener("pointercancel", drop);
  return () => {
    isStopped = true;
    drop();
    document.removeEventListener("pointerdown", begin);
    document.removeEventListener("pointermove", move);
    document.removeEventListener("pointerup", lift);
    document.removeEventListener("pointercancel", drop);
  };
}

/** An ancestor of the touched element scrolls that way: a block of code, a row of filters. */
function scrollsSideways(target: Element, page: Element): boolean {
  for (let at: Element | null = target; at && at !== page; at = at.parentElement) {
    if (at.scrollWidth > at.clientWidth + 1 && /auto|scroll/u.test(getComputedStyle(at).overflowX))
      return true;
  }
  return false;
}
