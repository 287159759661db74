// A name or avatar that opens a person's card beside it.
import type { ComponentChildren } from "preact";
import { useId, useRef, useState } from "preact/hooks";

import type { Author } from "../../src/protocol/shapes.ts";
import { toolsChunk } from "../app/chunks.ts";
import { lazy } from "../ui/lazy/lazy.tsx";
import { inDialog } from "../ui/lazy/frames.tsx";

const PersonCard = lazy(toolsChunk, ({ PersonCard }) => PersonCard, inDialog);

interface PersonButtonProps {
  author: Author;
  class?: string;
  /** The accessible name, if the children give none. */
  label?: string;
  /** -1 if the keyboard reaches it another way. */
  tabIndex?: number;
  children: ComponentChildren;
}

/** An unstyled button around its children that opens the person card. */
export function PersonButton({ author, class: className, label, tabIndex, children }: PersonButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  // An erased person has no card (P3).
  if (author.username === "") return <span class={className ?? ""}>{children}</span>;
  return (
    <>
      <button
        ref={button}
        type="button"
        class={`person-button ${className ?? ""}`.trimEnd()}
        {...(tabIndex === undefined ? {} : { tabIndex })}
        {...(label === undefined ? {} : { "aria-label": label })}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        {...(isOpen ? { "aria-controls": id } : {})}
        onClick={() => setIsOpen(!isOpen)}
      >
        {children}
      </button>
      {isOpen && button.current && (
        <PersonCard
          id={id}
          author={author}
          anchor={button.current}
          close={(refocus) => {
            setIsOpen(false);
            if (refocus) button.current?.focus();
          }}
        />
      )}
    </>
  );
}
