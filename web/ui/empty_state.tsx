import type { ComponentChildren } from "preact";

import { Icon, type IconName } from "./icons.tsx";

interface EmptyStateProps {
  icon: IconName;
  title: ComponentChildren;
  /** What the page is about, where nothing else says it. */
  isHeading?: boolean;
  /** Said aloud when it comes in the place of what was asked for. */
  role?: "alert" | "status";
  /** A sentence, and the one next step. */
  children?: ComponentChildren;
}

/** What stands in a place that has nothing to show: what it is for, and what to do. */
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
