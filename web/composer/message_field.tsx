import type { ComponentProps, RefObject } from "preact";

import { useApp } from "../app/app_context.ts";
import { troubleWith } from "../ui/lazy/fetch_chunk.ts";
import { pressMatches } from "../app/shortcuts/chord.ts";
import { markChords } from "./format_chords.ts";
import { notifyChunkFailed } from "../ui/lazy/chunk_error.ts";

interface WritingFieldProps extends Omit<ComponentProps<"textarea">, "ref"> {
  field: RefObject<HTMLTextAreaElement | null>;
}

const marks = Object.keys(markChords) as (keyof typeof markChords)[];

/** A field for messages with its layer (see `field_layer.ts`); the box around both scrolls. */
export function WritingField({ field, onKeyDown, ...props }: WritingFieldProps) {
  const app = useApp();
  const { apple } = app.keys;
  // What is being composed has marks of the browser's own, in the colour of the field.
  const compose = (isComposing: boolean) =>
    field.current?.parentElement?.classList.toggle("is-composing", isComposing);
  async function putMark(target: HTMLTextAreaElement, mark: (typeof marks)[number]): Promise<void> {
    const trouble = await troubleWith(async () => (await import("./put_format.ts")).putMark(target, mark));
    if (trouble) notifyChunkFailed(app, { trouble, again: () => void putMark(target, mark) });
  }
  const press = (event: KeyboardEvent & { currentTarget: HTMLTextAreaElement }) => {
    const mark = marks.find((name) => pressMatches(event, markChords[name], apple));
    if (!mark) return onKeyDown?.(event);
    event.preventDefault();
    const { currentTarget } = event;
    void putMark(currentTarget, mark);
  };
  return (
    <div class="writing">
      <div class="writing-layer" dir="auto" aria-hidden="true" />
      <textarea
        ref={field}
        dir="auto"
        rows={1}
        {...props}
        onKeyDown={press}
        onCompositionStart={() => compose(true)}
        onCompositionEnd={() => compose(false)}
      />
    </div>
  );
}
