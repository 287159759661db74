// The keyboard always has a place. When what had the focus is gone (deleted, left, closed), and nobody gave it another one, it
// goes to what stands around it, else to where one writes; on a touch screen, where that would bring up the keyboard, to the
// heading of what is shown.

/** The element that had the focus, and its ancestors, from the inside out. */
type Trail = readonly HTMLElement[];

const canHold = (element: HTMLElement) => element.isConnected && isFocusable(element);
const isFocusable = (element: HTMLElement) =>
  element.hasAttribute("tabindex") ||
  element.matches("a[href], button:not(:disabled), input, textarea, select");

export function keepFocus(window: Window): void {
  const { document } = window;
  // What is written in may have it already.
  let trail: Trail = trailOf(document.activeElement);
  /** Of what had it before a dialog took it. */
  let beneath: Trail = [];

  document.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    const isInDialog = target.closest("dialog") !== null;
    if (isInDialog && !trail[0]?.closest("dialog")) beneath = trail;
    trail = trailOf(target);
  });

  function check(): void {
    const [last] = trail;
    const at = document.activeElement;
    if (!last || last.isConnected || (at && at !== document.body)) return;
    const modal = document.querySelector<HTMLElement>("dialog[open]");
    const wasInDialog = trail.some((element) => element.tagName === "DIALOG");
    const around = [...trail, ...(wasInDialog ? beneath : [])];
    const focusTarget = modal ?? around.find(canHold) ?? lastResort();
    // Where nothing can have it yet, the next thing drawn is looked at: only the focus itself makes a new trail.
    focusTarget?.focus({ preventScroll: true });
  }

  function lastResort(): HTMLElement | null {
    const field = window.matchMedia("(hover: hover)").matches
      ? document.querySelector<HTMLElement>(".composer-text")
      : null;
    const heading = document.querySelector<HTMLElement>("main h1, main, h1");
    if (!field && heading && !isFocusable(heading)) heading.tabIndex = -1;
    return field ?? heading;
  }

  // What is drawn anew may give the focus by itself first.
  let isDue = false;
  new MutationObserver(() => {
    if (isDue || !trail[0] || trail[0].isConnected) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      check();
    });
  }).observe(document.body, { childList: true, subtree: true });
}

function trailOf(target: Element | null): Trail {
  const trail: HTMLElement[] = [];
  for (let element = target; element && element.id !== "app"; element = element.parentElement) {
    if (element instanceof HTMLElement && element !== document.body) trail.push(element);
  }
  return trail;
}
