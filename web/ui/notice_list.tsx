import { useEffect, useRef } from "preact/hooks";

import { useUi } from "./ui_context.ts";
import { IconButton } from "./icon_button.tsx";
import { tUi } from "./words.ts";

/**
 * Notices, and hidden lines for screen readers only. The regions exist before they get text:
 * a region inserted together with its text is not read aloud. `isQuiet`: a dialog above has its own.
 */
export function NoticeList({ isQuiet = false }: { isQuiet?: boolean }) {
  const { notices } = useUi();
  const list = useRef<HTMLDivElement>(null);
  /** The element that had the focus before. */
  const before = useRef<HTMLElement | null>(null);
  const isOver = useRef(false);
  const isIn = useRef(false);
  const shown = isQuiet ? [] : notices.shown.value;
  /** Announced elsewhere up to here: a repeat would be read aloud again. */
  const announcedTo = useRef(notices.announcements.peek().at(-1)?.id ?? 0);
  const announcements = notices.announcements.value;
  if (isQuiet) announcedTo.current = announcements.at(-1)?.id ?? 0;

  const hold = () => notices.hold(isOver.current || isIn.current);
  const isHere = (target: EventTarget | null) =>
    target instanceof Node && list.current?.contains(target) === true;

  function letGo(): void {
    isOver.current = false;
    isIn.current = false;
    notices.hold(false);
  }
  useEffect(() => letGo, []);

  function dismiss(id: number): void {
    const hadFocus = isHere(document.activeElement);
    notices.dismiss(id);
    letGo();
    if (!hadFocus) return;
    requestAnimationFrame(() => {
      // The focus may have moved since.
      if (document.activeElement !== document.body) return;
      const next = list.current?.querySelector<HTMLElement>("button") ?? before.current;
      if (next?.isConnected) next.focus();
    });
  }

  return (
    <>
      <div
        ref={list}
        class="notices"
        role="status"
        onPointerOver={() => {
          isOver.current = true;
          hold();
        }}
        onPointerOut={({ relatedTarget }) => {
          isOver.current = isHere(relatedTarget);
          hold();
        }}
        onFocusIn={({ relatedTarget }) => {
          if (!isHere(relatedTarget))
            before.current = relatedTarget instanceof HTMLElement ? relatedTarget : null;
          isIn.current = true;
          hold();
        }}
        onFocusOut={({ relatedTarget }) => {
          isIn.current = isHere(relatedTarget);
          hold();
        }}
      >
        {shown.map(({ id, message, action }) => (
          <div class="notice" key={id}>
            <span dir="auto">{message.text}</span>
            {action && (
              <button
                type="button"
                class="button is-small"
                onClick={() => {
                  dismiss(id);
                  action.run();
                }}
              >
                {action.label.text}
              </button>
            )}
            <IconButton
              icon="close"
              size={16}
              label={tUi("dismiss")}
              title={null}
              onClick={() => dismiss(id)}
            />
          </div>
        ))}
      </div>
      <div class="unseen" role="log" aria-live="polite" aria-label={tUi("newMessages")}>
        {announcements.map(({ id, text }) => id > announcedTo.current && <p key={id}>{text}</p>)}
      </div>
    </>
  );
}
