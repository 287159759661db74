import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

import type { Message } from "../../src/protocol/shapes.ts";
import { isVisible } from "../../src/protocol/text.ts";
import { useApp, useChat } from "../app/app_context.ts";
import { useLayer } from "../app/shortcuts/shortcut_listener.ts";
import { highlightChunk } from "../app/chunks.ts";
import { refusalOf, Refused } from "../connection/refused.ts";
import { createSharedText } from "../client/storage/shared_text.ts";
import { sendsMessage } from "../composer/enter_key.ts";
import { tUi } from "../ui/words.ts";
import { tMessage } from "./words.ts";
import { mirrorText } from "../composer/field_layer.ts";
import { useCompletion } from "../composer/use_completion.tsx";
import { WritingField } from "../composer/message_field.tsx";

import { useConversation } from "../conversation/conversation_context.ts";

/** My message as text again. What was typed is kept until it is saved or cancelled, also over a conflict. */
type Problem = "changedElsewhere" | "nothingToSave" | "doneWhenBack" | "notSaved" | Refused;

function wordsOf(problem: Problem): string {
  if (problem instanceof Refused) return problem.text;
  return problem === "doneWhenBack" ? tUi(problem) : tMessage(problem);
}

export function EditBox({ message }: { message: Message }) {
  const { core, edits, link } = useChat();
  const { dialog, keys } = useApp();
  const conversation = useConversation();
  const box = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const isBusy = useRef(false);
  const completion = useCompletion(area, null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const shared = useMemo(() => createSharedText({ now: Date.now }), []);
  // M3: an edit names nobody anew.
  const named = useMemo(
    () => ({
      people: new Map(message.mentions.map(({ name, user }) => [user.id, { username: name }])),
      broadcasts: message.broadcast ? [message.broadcast.to] : [],
    }),
    [message.mentions, message.broadcast],
  );

  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    if (edits.isOld(message)) setProblem("changedElsewhere");
    put(edits.get(message.id) ?? message.body);
    element.focus();
    element.setSelectionRange(element.value.length, element.value.length);
    void highlightChunk.fetch().then(
      () => put(element.value),
      () => {},
    );
  }, []);

  // With its buttons, and again when it grows: the end of the message may lie under the composer.
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const show = () => {
      if (element.contains(document.activeElement)) element.scrollIntoView({ block: "nearest" });
    };
    show();
    const observer = new ResizeObserver(show);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  function put(text: string): void {
    const element = area.current;
    if (!element) return;
    if (element.value !== text) element.value = text;
    shared.hold(text);
    mirrorText(element, named);
  }

  // Changes to this edit by another tab, from the moment it was read here.
  useLayoutEffect(
    () =>
      edits.watch(message.id, (text) => {
        if (shared.takes(text)) put(text);
      }),
    [],
  );

  // Only the editing ends, not what it stands in.
  useLayer(keys, true, close);

  function close(): void {
    edits.delete(message.id);
    conversation.editing.value = null;
    conversation.focus();
  }

  async function save(): Promise<void> {
    const text = area.current?.value ?? "";
    if (isBusy.current || dialog.value) return;
    if (text === message.body) return close();
    if (!isVisible(text)) return setProblem("nothingToSave");
    isBusy.current = true;
    setProblem(link.peek() === "open" ? null : "doneWhenBack");
    try {
      await core.edit(message, text);
      // Text typed while it waited for the connection still has to be saved.
      if (area.current && area.current.value !== text) setProblem(null);
      else close();
    } catch (error) {
      const isConflict = error instanceof Error && Reflect.get(error, "code") === "conflict";
      setProblem(isConflict ? "changedElsewhere" : (refusalOf(error) ?? "notSaved"));
    } finally {
      isBusy.current = false;
    }
  }

  return (
    <div ref={box} class="edit-box">
      <div class="edit-field">
        <WritingField
          field={area}
          aria-label={tMessage("editMessage")}
          {...completion.props}
          onInput={(event) => {
            const { value } = event.currentTarget;
            edits.set(message, value);
            shared.typed(value);
            put(value);
            completion.onInput(event);
          }}
          onKeyDown={(event) => {
            if (completion.press(event)) return;
            if (!sendsMessage(event)) return;
            event.preventDefault();
            void save();
          }}
        />
        {completion.list}
      </div>
      {problem && (
        <p class="field-error" role="alert">
          {wordsOf(problem)}
        </p>
      )}
      <div class="edit-actions">
        <button type="button" class="button is-small" onClick={close}>
          {tUi("cancel")}
        </button>
        <button type="button" class="button is-small is-main" onClick={() => void save()}>
          {tUi("save")}
        </button>
      </div>
    </div>
  );
}
