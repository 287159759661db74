import type { ComponentChildren } from "preact";

import { Icon, type IconName } from "../../icons.tsx";
import { StripLine } from "../parts/strip_line.tsx";
import { useViewTitle } from "../parts/use_view_title.ts";
import { BackButton } from "../room/back_button.tsx";

export interface FoundFrameProps {
  title: string;
  icon: IconName;
  isBusy: boolean;
  children: ComponentChildren;
}

/** A list from all rooms in the middle of the page. */
export function FoundFrame({ title, icon, isBusy, children }: FoundFrameProps) {
  useViewTitle(title);
  return (
    <main class="room">
      <header class="room-head">
        <BackButton />
        <Icon name={icon} />
        <h1 class="room-name">{title}</h1>
      </header>
      <div class="found-list" tabIndex={0} role="group" aria-label={title} aria-busy={isBusy}>
        {children}
      </div>
      <div class="found-foot">
        <StripLine />
      </div>
    </main>
  );
}
