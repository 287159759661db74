// Listens for the shortcuts. What handles a key where it is pressed says so (`preventDefault`), and it is not looked at here;
// Escape closes the layer that was opened last, and only when there is none it is the shortcut.
import { useLayoutEffect, useRef } from "preact/hooks";

import { isComposed } from "../../ui/is_composed.ts";
import { isApple, pressMatches, writeChord } from "./chord.ts";
import { shortcuts, type ShortcutName } from "./shortcuts.ts";

type Keys = ReturnType<typeof createKeys>;

const names = Object.keys(shortcuts) as ShortcutName[];

export function createKeys(window: Window) {
  const { document } = window;
  const apple = isApple(window.navigator.platform);
  const handlers = new Map<ShortcutName, () => void>();
  const layers: (() => void)[] = [];
  let isPointerLast = false;
  window.addEventListener("pointerdown", () => (isPointerLast = true), { capture: true });
  window.addEventListener("keydown", () => (isPointerLast = false), { capture: true });

  function find(event: KeyboardEvent): ShortcutName | undefined {
    return names.find((name) => shortcuts[name].some((chord) => pressMatches(event, chord, apple)));
  }

  window.addEventListener("keydown", (event) => {
    // An open dialog has the keyboard for itself.
    if (event.defaultPrevented || isComposed(event) || document.querySelector("dialog[open]")) return;
    const name = find(event);
    if (!name || isMeantThere(event, apple)) return;
    const closeLayer = name === "markRead" ? layers.at(-1) : undefined;
    const run = closeLayer ?? handlers.get(name);
    if (!run) return;
    event.preventDefault();
    run();
  });

  return {
    apple,
    /** Whether the last that was pressed was no key. */
    isPointerLast: () => isPointerLast,
    /** Which shortcut this press is. */
    find,
    run: (name: ShortcutName) => handlers.get(name)?.(),
    /** Gives how to take it back. */
    handle(name: ShortcutName, run: () => void): () => void {
      handlers.set(name, run);
      return () => {
        if (handlers.get(name) === run) handlers.delete(name);
      };
    },
    /** Something is open that Escape closes; gives how to take it back. */
    open(close: () => void): () => void {
      layers.push(close);
      return () => {
        const at = layers.lastIndexOf(close);
        if (at !== -1) layers.splice(at, 1);
      };
    },
    /** As it is written on this machine: "⌘K", "Ctrl K". */
    write: (name: ShortcutName) => writeChord(shortcuts[name][0], apple),
  };
}

/** Keys that the field they are pressed in has a use for. */
function isMeantThere(event: KeyboardEvent, apple: boolean): boolean {
  const { target, key, altKey, ctrlKey, metaKey } = event;
  if (!(target instanceof Element)) return false;
  const isText = target.matches("textarea, input, [contenteditable]");
  // A sign is typed.
  if (key.length === 1 && !ctrlKey && !metaKey) return isText || target.matches("select");
  if (altKey) {
    // Opens a list, a calendar; on Apple's machines goes through the paragraphs of what is written.
    if (target.matches("select, [role=combobox], [type=date], [type=time], [type=datetime-local]"))
      return true;
    return apple && isText && Reflect.get(target, "value") !== "";
  }
  // The browser clears a search field on Escape.
  return key === "Escape" && target.matches("[type=search]") && Reflect.get(target, "value") !== "";
}

/** While the view is mounted; `run` is the one of the last render. */
export function useShortcut(keys: Keys, name: ShortcutName, run: () => void): void {
  const latest = useRef(run);
  latest.current = run;
  useLayoutEffect(() => keys.handle(name, () => latest.current()), [keys, name]);
}

/** While `isOpen`, Escape closes it, the last opened first. */
export function useLayer(keys: Keys, isOpen: boolean, close: () => void): void {
  const latest = useRef(close);
  latest.current = close;
  // In a layout effect: the next key is meant for it.
  useLayoutEffect(() => (isOpen ? keys.open(() => latest.current()) : undefined), [keys, isOpen]);
}
