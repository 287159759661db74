import { useSignalEffect } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

import { limits } from "../../../src/protocol/limits.ts";
import { isStorableText, isVisible } from "../../../src/protocol/text.ts";
import { useChat } from "../../app/app.ts";
import { Icon } from "../../icons.tsx";
import type { RoomState } from "../../state/room_state.ts";
import { trayHasFiles, trayReady, type Tray } from "../../state/upload_tray.ts";
import { sendsMessage } from "../../text/enter_key.ts";
import { putText } from "../completion/put_text.ts";
import { useCompletion } from "../completion/use_completion.tsx";
import { AttachButton } from "../files/attach_button.tsx";
import { TrayList } from "../files/later_files.tsx";
import { StripLine } from "../parts/strip_line.tsx";

import { AnswerChip } from "./answer_chip.tsx";
import { useDesk } from "./desk.ts";
import { EmojiButton } from "./emoji_button.tsx";
import { fitHeight } from "./fit_height.ts";
import { TypingLine } from "./typing_line.tsx";

/** From here on the rest is counted. */
const countFrom = limits.bodyLength * 0.9;
const hasMouse = () => window.matchMedia("(hover: hover)").matches;

export interface ComposerProps {
  room: RoomState;
  /** "Message harbour", "Reply". */
  label: string;
}

/** Where one writes. What is typed belongs to what is shown: the composer lives and ends with it. */
export function Composer({ room, label }: ComposerProps) {
  const { core, strip, tray, trayItems } = useChat();
  const desk = useDesk();
  const area = useRef<HTMLTextAreaElement>(null);
  const roomId = room.info.id;
  const isPanel = desk.originalId !== null;
  const text = desk.draft.value;
  const over = text.length - limits.bodyLength;
  const isSafe = isStorableText(text);
  const items = trayItems.value.filter(({ place }) => place === desk.place);
  const isReady = trayReady(items);
  const maySend = mayGo(text);
  const completion = useCompletion(area, room);

  /** The text, or files without one (F2); and only when all files are there. */
  function mayGo(body: string): boolean {
    const mine = tray.items().filter(({ place }) => place === desk.place);
    const hasSomething = isVisible(body) || trayHasFiles(mine);
    return hasSomething && trayReady(mine) && body.length <= limits.bodyLength && isStorableText(body);
  }

  function addFiles(files: readonly File[], options?: { isOffered: boolean }): void {
    const added = files.map((content) => ({ name: content.name || "file", content }));
    if (added.length > 0) tray.add(desk.place, roomId, added, options);
    desk.focus();
  }

  /** Office programs put a picture of the text beside the text: then the text is meant, and the picture is offered. */
  function paste(event: ClipboardEvent): void {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    const isOffered = event.clipboardData?.types.includes("text/plain") ?? false;
    if (!isOffered) event.preventDefault();
    addFiles(files, { isOffered });
  }

  // The field holds the text itself: a draw must not disturb a composition. Only what others put here is written back.
  useSignalEffect(() => take(desk.draft.value));

  /** At once, not with the next draw: what is typed is kept, what is sent is gone. */
  function take(value: string): void {
    const element = area.current;
    if (element && element.value !== value) element.value = value;
    desk.keepDraft(value);
    desk.draft.value = value;
    if (element) fitHeight(element);
  }

  /** Where the caret was. */
  function putEmoji(emoji: string): void {
    const element = area.current;
    if (element) putText(element, { start: element.selectionStart, end: element.selectionEnd }, emoji);
  }

  function typed(value: string): void {
    take(value);
    core.typed(roomId, value);
  }

  useLayoutEffect(() => {
    // The draft stands there before anyone can type.
    take(desk.draft.value);
    desk.focus = () => area.current?.focus();
    if (hasMouse()) desk.focus();
  }, []);

  // Typing anywhere on the page means the message.
  useEffect(() => {
    if (isPanel) return undefined;
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
    if (!mayGo(body)) return;
    const files = tray.take(desk.place);
    const replyTo = desk.answering.value;
    take("");
    completion.close();
    if (!isPanel) desk.answering.value = null;
    core.post(roomId, body, { replyTo, files });
    desk.toEnd();
    desk.focus();
  }

  function press(event: KeyboardEvent & { currentTarget: HTMLTextAreaElement }): void {
    if (completion.press(event)) return;
    if (sendsMessage(event)) {
      event.preventDefault();
      send();
    } else if (event.key === "ArrowUp" && event.currentTarget.value === "" && !event.shiftKey) {
      event.preventDefault();
      desk.editLast();
    } else if (event.key === "Escape" && !event.isComposing && !isPanel && desk.answering.value !== null) {
      desk.answering.value = null;
      event.stopPropagation();
    }
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {completion.list}
      <div class="composer-card" onClick={(event) => event.target === event.currentTarget && desk.focus()}>
        <AnswerChip />
        {items.length > 0 && <TrayList items={items} onEmptied={desk.focus} />}
        <div class="composer-row">
          <AttachButton add={addFiles} />
          <textarea
            ref={area}
            class="composer-text"
            dir="auto"
            rows={1}
            enterkeyhint="send"
            aria-label={label}
            placeholder={label}
            {...completion.props}
            onInput={(event) => {
              typed(event.currentTarget.value);
              completion.heard(event);
            }}
            onKeyDown={press}
            onPaste={paste}
          />
          <EmojiButton label="Add an emoji" pick={putEmoji} refocus={() => area.current?.focus()} />
          <button type="submit" class="send" aria-label="Send" title="Send" disabled={!maySend}>
            <Icon name="send" />
          </button>
        </div>
      </div>
      <div class="composer-foot">
        <span class="composer-news">
          <StripLine />
          {strip.value === null && <TypingLine room={room} />}
        </span>
        <span class="composer-count" role="status">
          {!isSafe ? "This text holds a character that cannot be sent." : ""}
          {isSafe && over <= 0 && !isReady ? filesNote(items) : ""}
          {isSafe && over > 0 ? <span class="is-over">{over} too many</span> : ""}
          {isSafe && over <= 0 && text.length >= countFrom ? `${-over} left` : ""}
        </span>
      </div>
    </form>
  );
}

/** Why the message cannot go yet. */
function filesNote(items: Tray): string {
  const hasFailed = items.some(({ phase }) => phase === "failed");
  return hasFailed ? "Remove the files that failed, or try again" : "Files are not all there yet";
}
