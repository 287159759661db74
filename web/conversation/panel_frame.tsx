import type { ComponentChildren } from "preact";
import { useEffect, useId, useLayoutEffect, useRef } from "preact/hooks";

import { Icon } from "../ui/icons.tsx";
import { tUi } from "../ui/words.ts";
import { tConversation } from "./words.ts";
import { ColumnEdge } from "../ui/columns/column_edge.tsx";

import { panelCovers, useConversation } from "./conversation_context.ts";
import { useBackCloses } from "../ui/use_back_closes.ts";
import { useMedia } from "../ui/use_media.ts";

interface PanelFrameProps {
  title: string;
  /** Where the focus goes when it closes: what opened it is drawn anew meanwhile. */
  returnTo: string;
  children: ComponentChildren;
}

/** A third column on a wide screen, else a sheet over the room. Escape closes it; the focus goes back. */
export function PanelFrame({ title, returnTo, children }: PanelFrameProps) {
  const conversation = useConversation();
  // Over the room it is what the page is about.
  const covers = useMedia(panelCovers);
  const Frame = covers ? "main" : "aside";
  const Heading = covers ? "h1" : "h2";
  const frame = useRef<HTMLElement>(null);
  const id = useId();

  const close = () => (conversation.panel.value = null);
  // At once, both ways: the next key may be pressed already, and the page would look for another place for the focus.
  useLayoutEffect(() => {
    const element = frame.current;
    const isWithin = () => element?.contains(document.activeElement) ?? false;
    if (!isWithin()) element?.querySelector<HTMLElement>("[data-first-focus]")?.focus();
    return () => {
      // Who has gone on elsewhere stays there.
      if (document.activeElement !== document.body && !isWithin()) return;
      // On a phone it may have been opened from the room's menu.
      for (const selector of [returnTo, ".room-tools [aria-haspopup=menu]"]) {
        document.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
        if (document.activeElement?.matches(selector)) break;
      }
    };
  }, []);

  useBackCloses(close, covers);

  // A press beside the sheet: the room beneath is inert, and what lies under that is pressed.
  useEffect(() => {
    if (!covers) return undefined;
    const onClick = ({ target }: Event) => {
      if (target instanceof Element && target.matches(".app-shell")) close();
    };
    document.addEventListener("click", onClick);
    return () => document.removeEventListener("click", onClick);
  }, [covers]);

  return (
    <Frame ref={frame} class="panel" aria-labelledby={id}>
      {!covers && <ColumnEdge column="panel" label={tConversation("width")} />}
      <header class="panel-head">
        <Heading id={id}>{title}</Heading>
        <button type="button" class="icon-button" aria-label={tUi("close")} data-first-focus onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      {children}
    </Frame>
  );
}
