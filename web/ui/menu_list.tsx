import { useLayoutEffect, useRef } from "preact/hooks";

import { Icon, type IconName } from "./icons.tsx";

import type { OpenMenu } from "./menu.tsx";
import { keepFloating } from "./position_floating.ts";
import { useBackCloses } from "./use_back_closes.ts";

export interface MenuItem {
  icon: IconName;
  label: string;
  run: () => void;
  isDanger?: boolean;
  /** A dot after the label, and its text. */
  attention?: string;
}

interface MenuListProps extends OpenMenu {
  /** Null separates groups. */
  items: readonly (MenuItem | null)[];
}

/** Arrow keys move, Escape returns to the button. */
export function MenuList({ id, label, items, anchor, close }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null);
  useBackCloses(() => close(true));

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
      // WebKit draws no ring around an element focused by a script unless asked to.
      buttons.at(next % buttons.length)?.focus({ focusVisible: true });
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
            class={item.isDanger ? "menu-item is-danger" : "menu-item"}
            onClick={() => {
              close(true);
              item.run();
            }}
          >
            <Icon name={item.icon} />
            {item.label}
            {item.attention !== undefined && (
              <span class="menu-dot">
                <span class="unseen">{item.attention}</span>
              </span>
            )}
          </button>
        ) : (
          <div key={`line ${index}`} class="menu-line" role="separator" />
        ),
      )}
    </div>
  );
}
