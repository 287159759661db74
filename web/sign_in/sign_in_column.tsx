// The column of the sign-in pages.
import type { ComponentChildren } from "preact";

import { Icon } from "../ui/icons.tsx";

export interface SignInColumnProps {
  title: string;
  lead?: ComponentChildren;
  children?: ComponentChildren;
  /** At the bottom of the screen. */
  foot?: ComponentChildren;
}

export function SignInColumn({ title, lead, children, foot }: SignInColumnProps) {
  return (
    <main class="sign-in">
      <div class="sign-in-column">
        <span class="workspace-mark">
          <Icon name="mark" size={20} />
        </span>
        <h1>
          <bdi>{title}</bdi>
        </h1>
        {lead && <p class="lead">{lead}</p>}
        {children}
      </div>
      {foot}
    </main>
  );
}
