import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

import { IconButton } from "../ui/icon_button.tsx";

interface SidebarSectionProps {
  title: string;
  /** Action of the plus button. */
  add: string;
  onAdd: () => void;
  children: ComponentChildren;
}

export function SidebarSection({ title, add, onAdd, children }: SidebarSectionProps) {
  const titleId = useId();
  return (
    <section class="sidebar-section" aria-labelledby={titleId}>
      <div class="section-head">
        <h2 id={titleId}>{title}</h2>
        <IconButton icon="plus" size={16} label={add} onClick={onAdd} />
      </div>
      {children}
    </section>
  );
}
