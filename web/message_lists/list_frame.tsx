import type { ComponentChildren } from "preact";

import { Icon, type IconName } from "../ui/icons.tsx";
import { useRef } from "preact/hooks";

import { ConnectionBannerView } from "../connection/connection_banner_view.tsx";
import { messagesId } from "../ui/skip_link.tsx";
import { useRovingFocus } from "../ui/use_roving_focus.ts";
import { useViewTitle } from "../app/use_view_title.ts";
import { BackButton } from "../ui/back_button.tsx";

interface ListFrameProps {
  title: string;
  icon: IconName;
  isBusy: boolean;
  children: ComponentChildren;
}

/** The frame of a list from all rooms. */
export function ListFrame({ title, icon, isBusy, children }: ListFrameProps) {
  useViewTitle(title);
  const list = useRef<HTMLDivElement>(null);
  useRovingFocus(list, { row: "article" });
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
        class="message-list"
        tabIndex={-1}
        role="group"
        aria-label={title}
        aria-busy={isBusy}
      >
        {children}
      </div>
      <div class="listed-foot">
        <ConnectionBannerView />
      </div>
    </main>
  );
}
