import type { ComponentChildren } from "preact";

import { Icon } from "../ui/icons.tsx";

interface SideSectionProps {
  title: string;
  /** What its plus does. */
  add: string;
  onAdd: () => void;
  children: ComponentChildren;
}

export function SideSection({ title, add, onAdd, children }: SideSectionProps) {
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
