// A button with a list of actions.
import type { ComponentChildren } from "preact";
import { useId, useRef, useState } from "preact/hooks";

/** The list's view of its button. */
export interface OpenMenu {
  id: string;
  label: string;
  anchor: HTMLElement;
  close: (refocus: boolean) => void;
}

interface MenuProps {
  label: string;
  /** The button's content is its name. */
  isNamedByContent?: boolean;
  /** Draws the list while it is open. */
  list: (menu: OpenMenu) => ComponentChildren;
  children: ComponentChildren;
  class?: string;
  /** Called when it opens and closes: its anchor must not disappear while it is open. */
  onToggle?: (isOpen: boolean) => void;
}

export function Menu({
  label,
  isNamedByContent,
  list,
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
        {...(isNamedByContent ? {} : { "aria-label": label })}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        {...(isOpen ? { "aria-controls": id } : {})}
        onClick={() => toggle(!isOpen)}
      >
        {children}
      </button>
      {isOpen &&
        button.current &&
        list({ id, label, anchor: button.current, close: (refocus) => toggle(false, { refocus }) })}
    </>
  );
}
