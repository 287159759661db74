import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

import { Icon } from "../../icons.tsx";

import { panelCovers, useDesk } from "./desk.ts";
import { useBackCloses } from "./use_back_closes.ts";
import { useMedia } from "./use_media.ts";

export interface PanelFrameProps {
  title: string;
  /** Where the focus goes when it closes: what opened it is drawn anew meanwhile. */
  returnTo: string;
  children: ComponentChildren;
}

/** A third column on a wide screen, else in place of the room. Escape closes it; the focus goes back. */
export function PanelFrame({ title, returnTo, children }: PanelFrameProps) {
  const desk = useDesk();
  // In place of the room it is what the page is about.
  const covers = useMedia(panelCovers);
  const Frame = covers ? "main" : "aside";
  const Heading = covers ? "h1" : "h2";
  const frame = useRef<HTMLElement>(null);
  const id = useId();

  const close = () => (desk.panel.value = null);
  useEffect(() => {
    const isWithin = frame.current?.contains(document.activeElement) ?? false;
    if (!isWithin) frame.current?.querySelector<HTMLElement>("[data-first-focus]")?.focus();
    return () => document.querySelector<HTMLElement>(returnTo)?.focus({ preventScroll: true });
  }, []);

  useBackCloses(covers, close);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.isComposing || event.defaultPrevented) return;
      const at = document.activeElement;
      // What had the focus may be gone by now: then it is nowhere.
      if (at === document.body || frame.current?.contains(at)) close();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
  return (
    <Frame ref={frame} class="panel" aria-labelledby={id}>
      <header class="panel-head">
        <Heading id={id}>{title}</Heading>
        <button type="button" class="icon-button" aria-label="Close" data-first-focus onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      {children}
    </Frame>
  );
}
