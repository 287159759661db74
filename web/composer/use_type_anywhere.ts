import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

import { useApp } from "../app/app_context.ts";
import { isComposed } from "../ui/is_composed.ts";

/** A key that writes something, pressed among the messages or nowhere, goes to the field. */
export function useTypeAnywhere(field: RefObject<HTMLElement | null>, isOn: boolean): void {
  const { keys } = useApp();
  useEffect(() => {
    if (!isOn) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (writes(event) && !event.defaultPrevented && !keys.find(event)) field.current?.focus();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}

function writes(event: KeyboardEvent): boolean {
  const { key, altKey, ctrlKey, metaKey } = event;
  const isAltGr = event.getModifierState("AltGraph");
  if (key.length !== 1 || key === " " || isComposed(event)) return false;
  if (metaKey || (!isAltGr && (ctrlKey || altKey))) return false;
  const at = document.activeElement;
  if (!at || at === document.body) return document.querySelector("dialog[open]") === null;
  return at.matches(".timeline, article");
}
