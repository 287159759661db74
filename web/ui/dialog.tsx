// A dialog: the browser's own, which keeps the focus inside and gives it back.
import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";

import { useUi } from "./ui_context.ts";
import { Icon } from "./icons.tsx";
import { tUi } from "./words.ts";

import { NoticeList } from "./notice_list.tsx";
import { useBackCloses } from "./use_back_closes.ts";

interface DialogBoxProps {
  title: ComponentChildren;
  close: () => void;
  /** When the page beneath may have the focus again. */
  onGone?: () => void;
  /** Another look, which comes with the view that wants it. */
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
  // At once: the next key is meant for it.
  useLayoutEffect(() => {
    const dialog = box.current;
    if (dialog && !dialog.open) dialog.showModal();
    // Nobody who opened it with a pointer looks for a ring around what closes it; WebKit draws one.
    if (keys.isPointerLast() && document.activeElement === closeButton.current) {
      closeButton.current?.blur();
      closeButton.current?.focus({ focusVisible: false });
    }
    return () => {
      // It will say that it was closed, when another may be in its place.
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
      // Where it began counts: text may be selected beyond the edge.
      onPointerDown={(event) => (isPressedOnBackdrop.current = event.target === box.current)}
      onClick={(event) => {
        if (event.target === box.current && isPressedOnBackdrop.current) close();
      }}
    >
      <div class="dialog-inner">
        <header class="dialog-head">
          <h2 id={id}>{title}</h2>
          <button
            ref={closeButton}
            type="button"
            class="icon-button"
            aria-label={tUi("close")}
            onClick={close}
          >
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
      <NoticeList />
    </dialog>
  );
}
