import type { ComponentChildren } from "preact";

import { Icon, type IconName } from "../../icons.tsx";
import { useRef } from "preact/hooks";

import { StripLine } from "../parts/strip_line.tsx";
import { messagesId } from "../parts/skip_links.tsx";
import { useOneStop } from "../parts/use_one_stop.ts";
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
  const list = useRef<HTMLDivElement>(null);
  useOneStop(list, { row: "article" });
  return (
    <main class="room">
      <header class="room-head">
        <BackButton />
        <Icon name={icon} />
        <h1 class="room-name">{title}</h1>
      </header>
      <div
        ref={list}
        id={messagesId}
        class="found-list"
        tabIndex={-1}
        role="group"
        aria-label={title}
        aria-busy={isBusy}
      >
        {children}
      </div>
      <div class="found-foot">
        <StripLine />
      </div>
    </main>
  );
}
