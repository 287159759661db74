import { useSignalEffect } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

import { limits } from "../../../src/protocol/limits.ts";
import type { RoomInfo } from "../../../src/protocol/shapes.ts";
import { isStorableText, isVisible } from "../../../src/protocol/text.ts";
import { useChat } from "../../app/app.ts";
import { Icon } from "../../icons.tsx";
import { sendsMessage } from "../../text/enter_key.ts";
import { StripLine } from "../parts/strip_line.tsx";

import { useDesk } from "./desk.ts";
import { fitHeight } from "./fit_height.ts";

/** From here on the rest is counted. */
const countFrom = limits.bodyLength * 0.9;
const hasMouse = () => window.matchMedia("(hover: hover)").matches;

/** Where one writes. What is typed belongs to the room shown: the composer lives and ends with it. */
export function Composer({ info }: { info: RoomInfo }) {
  const { core, drafts } = useChat();
  const desk = useDesk();
  const area = useRef<HTMLTextAreaElement>(null);
  const text = desk.draft.value;
  const over = text.length - limits.bodyLength;
  const isSafe = isStorableText(text);
  const maySend = isVisible(text) && over <= 0 && isSafe;

  // The field holds the text itself: a draw must not disturb a composition. Only what others put here is written back.
  useSignalEffect(() => take(desk.draft.value));

  /** At once, not with the next draw: what is typed is kept, what is sent is gone. */
  function take(value: string): void {
    const element = area.current;
    if (element && element.value !== value) element.value = value;
    if (drafts.get(info.id) !== value) drafts.put(info.id, value);
    desk.draft.value = value;
    if (element) fitHeight(element);
  }

  useLayoutEffect(() => {
    // The draft stands there before anyone can type.
    take(desk.draft.value);
    desk.focus = () => area.current?.focus();
    if (hasMouse()) desk.focus();
  }, []);

  // Typing anywhere on the page means the message.
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isText =
        event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && event.key !== " ";
      const at = document.activeElement;
      if (isText && (at === document.body || at?.matches(".timeline, article"))) area.current?.focus();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);

  function send(): void {
    // Read and emptied in one step: a second Enter or click finds nothing to send.
    const body = area.current?.value ?? "";
    if (!isVisible(body) || body.length > limits.bodyLength || !isStorableText(body)) return;
    take("");
    core.post(info.id, body);
    desk.toEnd();
    desk.focus();
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div class="composer-card" onClick={(event) => event.target === event.currentTarget && desk.focus()}>
        <textarea
          ref={area}
          class="composer-text"
          dir="auto"
          rows={1}
          enterkeyhint="send"
          aria-label={`Message to ${info.name}`}
          placeholder={`Message ${info.name}`}
          onInput={(event) => take(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (sendsMessage(event)) {
              event.preventDefault();
              send();
            } else if (event.key === "ArrowUp" && event.currentTarget.value === "" && !event.shiftKey) {
              event.preventDefault();
              desk.editLast();
            }
          }}
        />
        <button type="submit" class="send" aria-label="Send" title="Send" disabled={!maySend}>
          <Icon name="send" />
        </button>
      </div>
      <div class="composer-foot">
        <StripLine />
        <span class="composer-count" role="status">
          {!isSafe ? "This text holds a character that cannot be sent." : ""}
          {isSafe && over > 0 ? <span class="is-over">{over} too many</span> : ""}
          {isSafe && over <= 0 && text.length >= countFrom ? `${-over} left` : ""}
        </span>
      </div>
    </form>
  );
}
