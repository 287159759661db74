// A button with a list of actions. Arrow keys move, Escape returns to the button.
import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";

import { Icon, type IconName } from "../../icons.tsx";

import { keepFloating } from "./place_floating.ts";

export interface MenuItem {
  icon: IconName;
  label: string;
  run: () => void;
  isGrave?: boolean;
}

export interface MenuProps {
  label: string;
  /** The button's content says its name. */
  isNamedInside?: boolean;
  /** Null stands between groups. */
  items: readonly (MenuItem | null)[];
  children: ComponentChildren;
  class?: string;
  /** Told when it opens and closes: what it hangs on must not vanish meanwhile. */
  onToggle?: (isOpen: boolean) => void;
}

export function Menu({
  label,
  isNamedInside,
  items,
  children,
  class: className = "icon-button",
  onToggle,
}: MenuProps) {
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();

  function toggle(next: boolean, { refocus = false } = {}): void {
    setIsOpen(next);
    onToggle?.(next);
    if (refocus) button.current?.focus();
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        class={className}
        {...(isNamedInside ? {} : { "aria-label": label })}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        {...(isOpen ? { "aria-controls": id } : {})}
        onClick={() => toggle(!isOpen)}
      >
        {children}
      </button>
      {isOpen && button.current && (
        <MenuList
          id={id}
          label={label}
          items={items}
          anchor={button.current}
          close={(refocus) => toggle(false, { refocus })}
        />
      )}
    </>
  );
}

interface MenuListProps {
  id: string;
  label: string;
  items: readonly (MenuItem | null)[];
  anchor: HTMLElement;
  close: (refocus: boolean) => void;
}

function MenuList({ id, label, items, anchor, close }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    if (!list.current) return undefined;
    const stop = keepFloating(list.current, anchor, () => close(false));
    list.current.querySelector<HTMLElement>("button")?.focus();
    return stop;
  }, [anchor]);

  function move(event: KeyboardEvent): void {
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>("button") ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: buttons.length - 1,
    };
    const next = steps[event.key];
    if (next !== undefined) {
      event.preventDefault();
      buttons.at(next % buttons.length)?.focus();
    } else if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      event.stopPropagation();
      close(true);
    }
  }

  return (
    <div ref={list} id={id} class="menu" role="menu" aria-label={label} onKeyDown={move}>
      {items.map((item, index) =>
        item ? (
          <button
            key={item.label}
            type="button"
            role="menuitem"
            tabIndex={-1}
            class={item.isGrave ? "menu-item is-grave" : "menu-item"}
            onClick={() => {
              close(true);
              item.run();
            }}
          >
            <Icon name={item.icon} />
            {item.label}
          </button>
        ) : (
          <div key={`line ${index}`} class="menu-line" role="separator" />
        ),
      )}
    </div>
  );
}
