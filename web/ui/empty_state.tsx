import type { ComponentChildren } from "preact";

import { Icon, type IconName } from "./icons.tsx";

interface EmptyStateProps {
  icon: IconName;
  title: ComponentChildren;
  /** The page's heading, if nothing else is. */
  isHeading?: boolean;
  /** Announced when it replaces requested content. */
  role?: "alert" | "status";
  /** A sentence, and one next step. */
  children?: ComponentChildren;
}

/** A view with nothing to show: its purpose, and the next step. */
export function EmptyState({ icon, title, isHeading, role, children }: EmptyStateProps) {
  const Heading = isHeading ? "h1" : "h2";
  return (
    <div class="empty-state" {...(role ? { role } : {})}>
      <span class="empty-state-icon">
        <Icon name={icon} size={24} />
      </span>
      <Heading>{title}</Heading>
      {children}
    </div>
  );
}
