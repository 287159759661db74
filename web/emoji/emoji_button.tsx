import { useRef, useState } from "preact/hooks";

import { useApp } from "../app/app_context.ts";
import { IconButton } from "../ui/icon_button.tsx";
import { narrow } from "../ui/media_queries.ts";
import { DialogBox } from "../ui/dialog.tsx";
import { toolsChunk } from "../app/chunks.ts";
import { lazy } from "../ui/lazy/lazy.tsx";
import { inDialog } from "../ui/lazy/frames.tsx";

const EmojiBox = lazy(toolsChunk, ({ EmojiBox }) => EmojiBox, inDialog);
const EmojiChoice = lazy(toolsChunk, ({ EmojiChoice }) => EmojiChoice, { isOpened: true });

interface EmojiButtonProps {
  label: string;
  size?: number;
  pick: (emoji: string) => void;
  /** Called when the picker opens and closes: the element it is anchored to must stay meanwhile. */
  onToggle?: (isOpen: boolean) => void;
  /** Moves the focus where the emoji goes; by default back to the button. */
  refocus?: () => void;
}

// On a phone there is no room for a popover beside the button once the keyboard is up.
const isNarrow = () => window.matchMedia(narrow).matches;

/** Opens the emoji picker: in a popover, or on a phone in a dialog. */
export function EmojiButton({ label, size = 18, pick, onToggle, refocus }: EmojiButtonProps) {
  const { show } = useApp();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);

  function toggle(next: boolean, { leads = false } = {}): void {
    setIsOpen(next);
    onToggle?.(next);
    if (!leads) return;
    if (refocus) refocus();
    else button.current?.focus();
  }

  function open(): void {
    if (!isNarrow()) return toggle(!isOpen);
    onToggle?.(true);
    let picked: string | null = null;
    const onGone = () => {
      onToggle?.(false);
      refocus?.();
      if (picked !== null) pick(picked);
    };
    show((close) => (
      <DialogBox title={label} close={close} onGone={onGone}>
        <EmojiChoice
          pick={(emoji) => {
            picked = emoji;
            close();
          }}
        />
      </DialogBox>
    ));
  }

  return (
    <>
      <IconButton
        ref={button}
        icon="smile"
        size={size}
        label={label}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={open}
      />
      {isOpen && button.current && (
        <EmojiBox
          label={label}
          anchor={button.current}
          pick={(emoji) => {
            toggle(false, { leads: true });
            pick(emoji);
          }}
          close={(leads) => toggle(false, { leads })}
        />
      )}
    </>
  );
}
