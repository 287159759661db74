import { useRef, useState } from "preact/hooks";

import type { Message } from "../../../src/protocol/shapes.ts";
import { useApp, useChat } from "../../app/app.ts";
import { Icon } from "../../icons.tsx";
import { DialogBox } from "../parts/dialog_box.tsx";

import { EmojiChoice, ReactionPicker } from "./reaction_picker.tsx";
import { useReact } from "./use_react.ts";

export interface QuickReactionsProps {
  message: Message;
  /** Which are mine. */
  given: ReadonlySet<string>;
  onToggle: (isOpen: boolean) => void;
}

const common = ["👍", "🎉", "❤️", "😂", "👀", "✅"];
const shown = 2;
// Beside a button there would be no room left for it once the keyboard is up.
const isNarrow = () => window.matchMedia("(max-width: 720px)").matches;

/** What one gives most, and the way to all others. */
export function QuickReactions({ message, given, onToggle }: QuickReactionsProps) {
  const { show } = useApp();
  const { recentEmoji } = useChat();
  const react = useReact();
  const more = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const quick = [...new Set([...recentEmoji.list(), ...common])].slice(0, shown);

  function toggle(next: boolean, { refocus = false } = {}): void {
    setIsOpen(next);
    onToggle(next);
    if (refocus) more.current?.focus();
  }

  /** From among all it is given, never taken back: the chip beneath does that. */
  function pick(emoji: string): void {
    void react(message, emoji, true);
  }

  function openAll(): void {
    if (!isNarrow()) return toggle(!isOpen);
    onToggle(true);
    show((close) => {
      const leave = () => {
        onToggle(false);
        close();
      };
      return (
        <DialogBox title="Add a reaction" close={leave}>
          <EmojiChoice
            pick={(emoji) => {
              leave();
              pick(emoji);
            }}
          />
        </DialogBox>
      );
    });
  }

  return (
    <>
      {quick.map((emoji) => (
        <button
          key={emoji}
          type="button"
          class="icon-button quick-emoji"
          aria-label={given.has(emoji) ? `Take back ${emoji}` : `React with ${emoji}`}
          onClick={() => void react(message, emoji, !given.has(emoji))}
        >
          {emoji}
        </button>
      ))}
      <button
        ref={more}
        type="button"
        class="icon-button"
        aria-label="Add a reaction"
        title="Add a reaction"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={openAll}
      >
        <Icon name="smile" size={16} />
      </button>
      {isOpen && more.current && (
        <ReactionPicker
          anchor={more.current}
          pick={(emoji) => {
            toggle(false, { refocus: true });
            pick(emoji);
          }}
          close={(refocus) => toggle(false, { refocus })}
        />
      )}
    </>
  );
}
