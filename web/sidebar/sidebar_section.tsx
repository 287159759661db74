import type { ComponentChildren } from "preact";

import { Icon } from "../ui/icons.tsx";

interface SidebarSectionProps {
  title: string;
  /** What its plus does. */
  add: string;
  onAdd: () => void;
  children: ComponentChildren;
}

export function SidebarSection({ title, add, onAdd, children }: SidebarSectionProps) {
  return (
    <section class="side-section">
      <div class="section-head">
        <h2>{title}</h2>
        <button type="button" class="icon-button" aria-label={add} title={add} onClick={onAdd}>
          <Icon name="plus" size={16} />
        </button>
      </div>
      {children}
    </section>
  );
}
