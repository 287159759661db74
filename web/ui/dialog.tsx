// A dialog: the browser's own, which traps the focus and restores it.
import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";

import { useUi } from "./ui_context.ts";
import { IconButton } from "./icon_button.tsx";
import { tUi } from "./words.ts";

import { NoticeList } from "./notice_list.tsx";
import { useBackCloses } from "./use_back_closes.ts";

interface DialogBoxProps {
  title: ComponentChildren;
  close: () => void;
  /** Called when the page below may have the focus again. */
  onGone?: () => void;
  /** A class for another appearance; its style comes with the view that uses it. */
  variant?: string;
  children: ComponentChildren;
}

export function DialogBox({ title, close, onGone, variant, children }: DialogBoxProps) {
  const box = useRef<HTMLDialogElement>(null);
  const closeButton = useRef<HTMLButtonElement>(null);
  const { keys } = useUi();
  const isGone = useRef(false);
  const isPressedOnBackdrop = useRef(false);
  const id = useId();
  useBackCloses(close);
  // In a layout effect: the next key is meant for the dialog.
  useLayoutEffect(() => {
    const dialog = box.current;
    if (dialog && !dialog.open) dialog.showModal();
    // After a click no ring is expected around the close button; WebKit draws one.
    if (keys.isPointerLast() && document.activeElement === closeButton.current) {
      closeButton.current?.blur();
      closeButton.current?.focus({ focusVisible: false });
    }
    return () => {
      // It would report that it was closed when another dialog may be in its place.
      isGone.current = true;
      dialog?.close();
      onGone?.();
    };
  }, []);
  return (
    <dialog
      ref={box}
      class={variant === undefined ? "dialog" : `dialog ${variant}`}
      aria-labelledby={id}
      onClose={() => {
        if (!isGone.current) close();
      }}
      // The start of the press counts: text may be selected beyond the edge.
      onPointerDown={(event) => (isPressedOnBackdrop.current = event.target === box.current)}
      onClick={(event) => {
        if (event.target === box.current && isPressedOnBackdrop.current) close();
      }}
    >
      <div class="dialog-inner">
        <header class="dialog-head">
          <h2 id={id}>{title}</h2>
          <IconButton ref={closeButton} icon="close" label={tUi("close")} title={null} onClick={close} />
        </header>
        {children}
      </div>
      <NoticeList />
    </dialog>
  );
}
