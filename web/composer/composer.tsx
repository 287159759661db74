import type { ComponentChildren } from "preact";
import { useSignalEffect } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

import { limits } from "../../src/protocol/limits.ts";
import type { Author } from "../../src/protocol/shapes.ts";
import { isStorableText, isVisible } from "../../src/protocol/text.ts";
import { useChat } from "../app/app_context.ts";
import { IconButton } from "../ui/icon_button.tsx";
import type { RoomState } from "../client/room_state.ts";
import { trayHasFailed, trayHasFiles, trayReady } from "../files/tray_items.ts";
import { createSharedText } from "../client/storage/shared_text.ts";
import { sendsMessage } from "./enter_key.ts";
import { broadcastWords, mayBroadcast, type BroadcastWord } from "./may_broadcast.ts";
import { nameList } from "../people/name_list.ts";
import { whatIsPasted } from "./read_paste.ts";
import { tUi } from "../ui/words.ts";
import { tComposer } from "./words.ts";
import { mirrorText } from "./field_layer.ts";
import { useCompletion } from "./use_completion.tsx";
import { useLongPaste } from "./use_long_paste.tsx";
import { useTypeAnywhere } from "./use_type_anywhere.ts";
import { WritingField } from "./message_field.tsx";
import { composerId } from "../ui/skip_link.tsx";
import { ConnectionBannerView } from "../connection/connection_banner_view.tsx";

import { AnswerChip } from "./reply_chip.tsx";
import { ComposerTools } from "./composer_tools.tsx";
import { useConversation } from "../conversation/conversation_context.ts";
import { filesChunk, highlightChunk } from "../app/chunks.ts";
import { lazy } from "../ui/lazy/lazy.tsx";

const TrayList = lazy(filesChunk, ({ TrayList }) => TrayList);

/** From here on the rest is counted. */
const countFrom = limits.bodyLength * 0.9;
const ignore = () => {};
const hasMouse = () => window.matchMedia("(hover: hover)").matches;

interface ComposerProps {
  room: RoomState;
  /** "Message harbour", "Reply". */
  label: string;
  /** Who types now. */
  typing: ComponentChildren;
}

/** Where one writes. What is typed belongs to what is shown: the composer lives and ends with it. */
export function Composer({ room, label, typing }: ComposerProps) {
  const { core, drafts, people, banner, uploads, user } = useChat();
  const conversation = useConversation();
  const area = useRef<HTMLTextAreaElement>(null);
  /** What the field and its layer show. */
  const restoredText = useRef<string | null>(null);
  const roomId = room.info.id;
  const isPanel = conversation.originalId !== null;
  const text = conversation.draft.value;
  const over = text.length - limits.bodyLength;
  const isSafe = isStorableText(text);
  const items = uploads.items.value.filter(({ target }) => target === conversation.target);
  const hasFailed = trayHasFailed(items);
  const isArriving = uploads.isArriving(conversation.target);
  const maySend = mayGo(text);
  /** Names that call nobody, as they stand in code. */
  const [hidden, setHidden] = useState("");
  const shared = useMemo(() => createSharedText({ now: Date.now }), []);
  const completion = useCompletion(area, room);
  const longPaste = useLongPaste({ field: area, addFiles });
  useTypeAnywhere(area, !isPanel);

  /** The text, or files without one (F2). What is still on its way it waits for by itself; what failed is settled before. */
  function mayGo(body: string): boolean {
    const mine = uploads.items.value.filter(({ target }) => target === conversation.target);
    const hasSomething = isVisible(body) || trayHasFiles(mine);
    if (uploads.isArriving(conversation.target)) return false;
    return hasSomething && !trayHasFailed(mine) && body.length <= limits.bodyLength && isStorableText(body);
  }

  /** Who has spoken here: not all of them may be known otherwise. */
  function authors(): readonly Author[] {
    const { window: run } = core.state().rooms.get(roomId) ?? room;
    return run ? run.messages.map(({ author }) => author) : [];
  }

  /** Of `@everyone` and `@here` those that call people when I write them here. */
  function mine(): readonly BroadcastWord[] {
    return mayBroadcast(core.state().rooms.get(roomId) ?? room, user.peek().role) ? broadcastWords : [];
  }

  function addFiles(files: readonly File[], options?: { isOffered: boolean }): void {
    const added = files.map((content) => ({ name: content.name || "file", content }));
    if (added.length > 0) uploads.add(conversation.target, roomId, added, options);
    conversation.focus();
  }

  function paste(event: ClipboardEvent): void {
    const files = [...(event.clipboardData?.files ?? [])];
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    const meant = whatIsPasted({ text: pasted, files });
    if (files.length > 0) addFiles(files, { isOffered: meant === "both" });
    if (meant === "files") event.preventDefault();
    else longPaste.onPaste(event, pasted);
  }

  // The field holds the text itself: a draw must not disturb a composition. Only what others put here is written back.
  useSignalEffect(() => {
    const { value } = conversation.draft;
    if (value !== restoredText.current) take(value);
  });

  /** At once, not with the next draw: what is typed is kept, what is sent is gone. */
  function take(value: string): void {
    const element = area.current;
    restoredText.current = value;
    if (element && element.value !== value) element.value = value;
    if (!shared.isOwnText(value)) conversation.keepDraft(value);
    shared.hold(value);
    conversation.draft.value = value;
    if (element) {
      const names = mirrorText(element, { people: people.peek(), others: authors, broadcasts: mine() });
      setHidden(nameList(names.map((name) => `@${name}`)));
    }
    longPaste.onText(value);
  }

  function typed(value: string): void {
    take(value);
    shared.typed(value);
    core.typed(roomId, value);
  }

  useLayoutEffect(() => {
    // The draft stands there before anyone can type.
    take(conversation.draft.value);
    conversation.focus = () => area.current?.focus();
    if (hasMouse()) conversation.focus();
  }, []);

  // Nobody is left typing in a room they have gone from.
  useEffect(() => () => core.typed(roomId, ""), []);

  // A draft from before is seen as it was.
  useEffect(() => {
    if (conversation.draft.value !== "")
      void highlightChunk.fetch().then(() => take(conversation.draft.value), ignore);
  }, []);

  // What another tab makes of this draft, from the moment it was read here.
  useLayoutEffect(() => {
    const isComposing = () => area.current?.parentElement?.classList.contains("is-composing") ?? false;
    return drafts.watch(conversation.target, {
      text: (other) => {
        if (!isComposing() && shared.takes(other)) conversation.draft.value = other;
      },
      answers: (id) => {
        if (!isPanel && shared.isTogether()) conversation.answering.value = id;
      },
    });
  }, []);

  function send(): void {
    // Read and emptied in one step: a second Enter or click finds nothing to send.
    const body = area.current?.value ?? "";
    if (!mayGo(body)) return;
    const tray = uploads.loaded.peek()?.tray;
    const isReady = trayReady(uploads.items.peek().filter(({ target }) => target === conversation.target));
    const goes = isReady
      ? { files: tray?.take(conversation.target) ?? [] }
      : { uploads: tray?.uploadsOf(conversation.target) ?? [] };
    const replyTo = conversation.answering.value;
    take("");
    completion.close();
    if (!isPanel) conversation.answering.value = null;
    core.post(roomId, body, { replyTo, ...goes });
    // Files on their way belong to the message now; what was only offered goes nowhere.
    tray?.take(conversation.target);
    conversation.toEnd();
    conversation.focus();
  }

  function press(event: KeyboardEvent & { currentTarget: HTMLTextAreaElement }): void {
    if (completion.press(event)) return;
    if (sendsMessage(event)) {
      event.preventDefault();
      send();
    } else if (isPlainUp(event) && event.currentTarget.value === "") {
      event.preventDefault();
      conversation.editLast();
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
      <div
        class="composer-card"
        onClick={(event) => event.target === event.currentTarget && conversation.focus()}
      >
        <AnswerChip />
        {longPaste.offer}
        {items.length > 0 && <TrayList items={items} onEmptied={conversation.focus} />}
        <WritingField
          field={area}
          {...(isPanel ? {} : { id: composerId })}
          class="composer-text"
          enterkeyhint="send"
          aria-label={label}
          placeholder={label}
          {...completion.props}
          onInput={(event) => {
            typed(event.currentTarget.value);
            completion.onInput(event);
          }}
          onKeyDown={press}
          onPaste={paste}
        />
        <div class="composer-tools">
          <ComposerTools field={area} addFiles={addFiles} />
          <IconButton type="submit" class="send" icon="send" label={tComposer("send")} disabled={!maySend} />
        </div>
      </div>
      <div class="composer-foot">
        <span class="composer-news">
          <ConnectionBannerView />
          {banner.value === null && typing}
        </span>
        <span class="composer-count" role="status">
          {isArriving ? tUi("loading") : ""}
          {!isSafe ? tComposer("badCharacter") : ""}
          {isSafe && over <= 0 && hasFailed ? tComposer("filesFailed") : ""}
          {isSafe && over > 0 ? <span class="is-over">{tComposer("tooMany", { count: over })}</span> : ""}
          {isSafe && over <= 0 && text.length >= countFrom ? tComposer("left", { count: -over }) : ""}
          {isSafe && over <= 0 && !hasFailed && hidden !== "" ? tComposer("inCode", { names: hidden }) : ""}
        </span>
      </div>
    </form>
  );
}

const isPlainUp = ({ key, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent) =>
  key === "ArrowUp" && !altKey && !ctrlKey && !metaKey && !shiftKey;
