// The keys of a field in which names are completed (SPEC M1): which name is chosen, taking it, letting it be.
import { useId, useState } from "preact/hooks";

import type { RoomState } from "../../state/room_state.ts";
import { nameAt, putName, type NameQuery } from "../../text/find_name.ts";

import { useNames, type OfferedName } from "./use_names.ts";

export interface NamingOptions {
  room: RoomState;
  area: () => HTMLTextAreaElement | null;
  /** Puts the changed text there. */
  take: (text: string) => void;
}

export function useNaming({ room, area, take }: NamingOptions) {
  const id = useId();
  const [query, setQuery] = useState<NameQuery | null>(null);
  /** The @ that was let be with Escape: nothing is offered there any more. */
  const [refusedAt, setRefusedAt] = useState<number | null>(null);
  const [at, setAt] = useState(0);
  const names = useNames(room, query);
  const isOpen = query !== null && query.start !== refusedAt && names.length > 0;
  const chosen = isOpen ? names[Math.min(at, names.length - 1)] : undefined;

  /** After the text or the caret changed. */
  function look(): void {
    const element = area();
    const isCaret = element && element.selectionStart === element.selectionEnd;
    const next = isCaret ? nameAt(element.value, element.selectionStart) : null;
    if (next?.start !== query?.start || next?.text !== query?.text) {
      setQuery(next);
      setAt(0);
    }
    if (next === null) setRefusedAt(null);
  }

  function pick({ name }: OfferedName): void {
    const element = area();
    if (!element || !query) return;
    const put = putName(element.value, query, name);
    take(put.text);
    element.focus();
    element.setSelectionRange(put.caret, put.caret);
    setQuery(null);
  }

  /** Whether the key was meant for the names. */
  function press(event: KeyboardEvent): boolean {
    if (!isOpen || event.isComposing || event.keyCode === 229) return false;
    if (event.key === "ArrowDown") setAt((at + 1) % names.length);
    else if (event.key === "ArrowUp") setAt((at + names.length - 1) % names.length);
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && chosen) pick(chosen);
    else if (event.key === "Escape") setRefusedAt(query.start);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  const field = {
    "aria-autocomplete": "list" as const,
    "aria-haspopup": "listbox" as const,
    ...(isOpen ? { "aria-controls": id } : {}),
    ...(chosen ? { "aria-activedescendant": `${id}-${chosen.key}` } : {}),
  };
  return { id, names, chosen, isOpen, look, pick, press, field, close: () => setQuery(null) };
}
