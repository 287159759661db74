import { useLayoutEffect, useRef, useState } from "preact/hooks";

import type { Message } from "../../../src/protocol/shapes.ts";
import { isVisible } from "../../../src/protocol/text.ts";
import { useApp, useChat } from "../../app/app.ts";
import { sendsMessage } from "../../text/enter_key.ts";
import { useCompletion } from "../completion/use_completion.tsx";

import { useDesk } from "./desk.ts";
import { fitHeight } from "./fit_height.ts";

/** My message as text again. What was typed is kept until it is saved or cancelled, also over a conflict. */
export function EditBox({ message }: { message: Message }) {
  const { core, edits } = useChat();
  const { dialog } = useApp();
  const desk = useDesk();
  const area = useRef<HTMLTextAreaElement>(null);
  const isBusy = useRef(false);
  const completion = useCompletion(area, null);
  const [problem, setProblem] = useState("");

  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.value = edits.get(message.id) ?? message.body;
    fitHeight(element);
    element.focus();
    element.setSelectionRange(element.value.length, element.value.length);
    element.scrollIntoView({ block: "nearest" });
  }, []);

  function close(): void {
    edits.delete(message.id);
    desk.editing.value = null;
    desk.focus();
  }

  async function save(): Promise<void> {
    const text = area.current?.value ?? "";
    if (isBusy.current || dialog.value) return;
    if (text === message.body) return close();
    if (!isVisible(text)) return setProblem("There is nothing to save. Cancel, or delete the message.");
    isBusy.current = true;
    try {
      await core.edit(message, text);
      close();
    } catch (error) {
      const isConflict = error instanceof Error && Reflect.get(error, "code") === "conflict";
      setProblem(
        isConflict
          ? "This message was changed elsewhere meanwhile. Your text is kept here: save again to replace it."
          : error instanceof Error
            ? error.message
            : "This was not saved. Try again.",
      );
    } finally {
      isBusy.current = false;
    }
  }

  return (
    <div class="edit-box">
      <div class="edit-field">
        <textarea
          ref={area}
          dir="auto"
          rows={1}
          aria-label="Edit message"
          {...completion.props}
          onInput={(event) => {
            edits.set(message.id, event.currentTarget.value);
            fitHeight(event.currentTarget);
            completion.heard(event);
          }}
          onKeyDown={(event) => {
            if (completion.press(event)) return;
            if (event.key === "Escape" && !event.isComposing) {
              // Only the editing ends, not what it stands in.
              event.preventDefault();
              close();
            }
            if (!sendsMessage(event)) return;
            event.preventDefault();
            void save();
          }}
        />
        {completion.list}
      </div>
      {problem && (
        <p class="field-error" role="alert">
          {problem}
        </p>
      )}
      <div class="edit-actions">
        <button type="button" class="button is-small" onClick={close}>
          Cancel
        </button>
        <button type="button" class="button is-small is-main" onClick={() => void save()}>
          Save
        </button>
      </div>
    </div>
  );
}
