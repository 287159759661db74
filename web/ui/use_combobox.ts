// A field with a list of options (ARIA combobox): the field keeps the focus and names the active option, which arrow keys move
// and Enter takes.
import type { RefObject } from "preact";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";

import { isComposed } from "./is_composed.ts";

export interface ComboboxOption {
  key: string;
  take: () => void;
}

interface ComboboxSpec<T> {
  field: RefObject<HTMLElement | null>;
  /** Empty while the list is closed. */
  options: readonly T[];
  /** What the options answer: with another the first one is active again. */
  asked: string;
}

export function useCombobox<T extends ComboboxOption>({ field, options, asked }: ComboboxSpec<T>) {
  const id = useId();
  /** The option that was moved to. */
  const [moved, setMoved] = useState<{ asked: string; key: string } | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const found = options.findIndex(({ key }) => moved?.asked === asked && moved.key === key);
  const at = Math.max(found, 0);
  const active = options[at];
  const idOf = ({ key }: ComboboxOption) => `${id}-${key}`;
  const moveTo = ({ key }: ComboboxOption) => setMoved({ asked, key });

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [active?.key]);

  const activeId = active && idOf(active);
  useLayoutEffect(() => {
    const { current } = field;
    if (!current || activeId === undefined) return undefined;
    const isCombobox = current.getAttribute("role") === "combobox";
    current.setAttribute("aria-controls", id);
    current.setAttribute("aria-activedescendant", activeId);
    if (isCombobox) current.setAttribute("aria-expanded", "true");
    return () => {
      for (const name of ["aria-controls", "aria-activedescendant"]) current.removeAttribute(name);
      if (isCombobox) current.setAttribute("aria-expanded", "false");
    };
  }, [activeId, id]);

  /** Whether the key, pressed in the field, was for the list. */
  function press(event: KeyboardEvent): boolean {
    if (!active || isComposed(event)) return false;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = by === undefined ? undefined : options[(at + by + options.length) % options.length];
    if (next) moveTo(next);
    else if (event.key === "Enter") active.take();
    else return false;
    event.preventDefault();
    return true;
  }

  return {
    active,
    press,
    moveTo,
    list: { ref: list, id, role: "listbox" } as const,
    propsOf: (option: T) =>
      ({
        id: idOf(option),
        role: "option",
        "aria-selected": option.key === active?.key,
        // The field keeps the focus.
        onPointerDown: (event: Event) => event.preventDefault(),
        onClick: option.take,
      }) as const,
  };
}
