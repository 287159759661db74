// A name or an avatar that opens who this is: a small card beside it.
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
  /** Where its children say nothing. */
  label?: string;
  /** -1 where the keyboard reaches it by another way. */
  tabIndex?: number;
  children: ComponentChildren;
}

/** Draws its children as a button without looks of its own; pressing it shows the card. */
export function PersonButton({ author, class: className, label, tabIndex, children }: PersonButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  // An erased person has nothing to show (P3).
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
