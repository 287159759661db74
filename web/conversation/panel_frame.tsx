import type { ComponentChildren } from "preact";
import { useEffect, useId, useLayoutEffect, useRef } from "preact/hooks";

import { IconButton } from "../ui/icon_button.tsx";
import { tUi } from "../ui/words.ts";
import { tConversation } from "./words.ts";
import { ColumnEdge } from "../ui/columns/column_edge.tsx";

import { panelCovers, useConversation } from "./conversation_context.ts";
import { useBackCloses } from "../ui/use_back_closes.ts";
import { useMedia } from "../ui/use_media.ts";

interface PanelFrameProps {
  title: string;
  /** The focus target after closing: the opener may be drawn again by then. */
  returnTo: string;
  children: ComponentChildren;
}

/** A third column on a wide screen, else a sheet over the room. Escape closes it; the focus returns. */
export function PanelFrame({ title, returnTo, children }: PanelFrameProps) {
  const conversation = useConversation();
  // Over the room it is the main content.
  const covers = useMedia(panelCovers);
  const Frame = covers ? "main" : "aside";
  const Heading = covers ? "h1" : "h2";
  const frame = useRef<HTMLElement>(null);
  const id = useId();

  const close = () => (conversation.panel.value = null);
  // In a layout effect, both ways: the next key may be pressed already, and the page would move the focus elsewhere.
  useLayoutEffect(() => {
    const element = frame.current;
    const isWithin = () => element?.contains(document.activeElement) ?? false;
    if (!isWithin()) element?.querySelector<HTMLElement>("[data-first-focus]")?.focus();
    return () => {
      // A focus that moved elsewhere stays there.
      if (document.activeElement !== document.body && !isWithin()) return;
      // On a phone it may have been opened from the room's menu.
      for (const selector of [returnTo, ".room-tools [aria-haspopup=menu]"]) {
        document.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
        if (document.activeElement?.matches(selector)) break;
      }
    };
  }, []);

  useBackCloses(close, covers);

  // A press outside the sheet: the room below is inert, so its ancestor is pressed.
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
        <IconButton icon="close" label={tUi("close")} title={null} data-first-focus onClick={close} />
      </header>
      {children}
    </Frame>
  );
}
