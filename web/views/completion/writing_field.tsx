import type { ComponentProps, RefObject } from "preact";

export interface WritingFieldProps extends Omit<ComponentProps<"textarea">, "ref"> {
  field: RefObject<HTMLTextAreaElement | null>;
}

/** A field for messages with its layer (see `mirror.ts`); the box around both scrolls. */
export function WritingField({ field, ...props }: WritingFieldProps) {
  // What is being composed has marks of the browser's own, in the colour of the field.
  const compose = (isComposing: boolean) =>
    field.current?.parentElement?.classList.toggle("is-composing", isComposing);
  return (
    <div class="writing">
      <div class="writing-layer" dir="auto" aria-hidden="true" />
      <textarea
        ref={field}
        dir="auto"
        rows={1}
        {...props}
        onCompositionStart={() => compose(true)}
        onCompositionEnd={() => compose(false)}
      />
    </div>
  );
}
