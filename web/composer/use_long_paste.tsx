import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";

import { useChat } from "../app/app_context.ts";
import { toolsChunk } from "../app/chunks.ts";
import { useConversation } from "../conversation/conversation_context.ts";
import { unannounced } from "../ui/lazy/frames.tsx";
import { lazy } from "../ui/lazy/lazy.tsx";
import { takeOut } from "./put_text.ts";
import { asTyped, longPaste, maxInserted } from "./read_paste.ts";
import { tComposer } from "./words.ts";

const PasteOffer = lazy(toolsChunk, ({ PasteOffer }) => PasteOffer, unannounced);

interface LongPasteOptions {
  field: RefObject<HTMLTextAreaElement | null>;
  addFiles: (files: readonly File[]) => void;
}

/** A long text that was pasted may go as a file instead; one that is too long for the field waits for that. */
export function useLongPaste({ field, addFiles }: LongPasteOptions) {
  const { drafts } = useChat();
  const conversation = useConversation();
  const [long, setLong] = useState(() => drafts.paste(conversation.target));

  // Before it is drawn: who reloads the moment they see it finds it again.
  useLayoutEffect(() => drafts.keepPaste(conversation.target, long), [long]);

  /** Out of the text, where it still is as it was pasted, and among the files. */
  function sendAsFile({ text, at }: NonNullable<typeof long>): void {
    if (field.current && at !== null) takeOut(field.current, text, at);
    setLong(null);
    addFiles([new File([text], tComposer("pastedName"), { type: "text/plain" })]);
  }

  return {
    onPaste(event: ClipboardEvent, pasted: string): void {
      if (pasted.length <= longPaste) return;
      const isHeld = pasted.length > maxInserted;
      // What goes in is put in by the browser, which can undo it.
      if (isHeld) event.preventDefault();
      setLong({ text: asTyped(pasted), at: isHeld ? null : (field.current?.selectionStart ?? 0) });
    },
    /** Nothing is offered for what was taken out of the field again. */
    onText: (value: string) =>
      setLong((known) => (known && known.at !== null && !value.includes(known.text) ? null : known)),
    offer: long && (
      <PasteOffer
        length={long.text.length}
        isHeld={long.at === null}
        accept={() => sendAsFile(long)}
        dismiss={() => {
          setLong(null);
          conversation.focus();
        }}
      />
    ),
  };
}
