import type { Message } from "../../src/protocol/shapes.ts";
import { useRecentEmoji } from "../emoji/use_recent_emoji.ts";

import { EmojiButton } from "../emoji/emoji_button.tsx";
import { useReact } from "./use_react.ts";
import { tReactions } from "./words.ts";

interface QuickReactionsProps {
  message: Message;
  /** Which are mine. */
  given: ReadonlySet<string>;
  onToggle: (isOpen: boolean) => void;
}

const common = ["👍", "🎉", "❤️", "😂", "👀", "✅"];
const shown = 2;

/** What one gave last, else what people give most. */
export const quickEmoji = (recent: readonly string[], count: number) =>
  [...new Set([...recent, ...common])].slice(0, count);

/** What one gives most, and the way to all others. */
export function QuickReactions({ message, given, onToggle }: QuickReactionsProps) {
  const recentEmoji = useRecentEmoji();
  const react = useReact();
  const quick = quickEmoji(recentEmoji.list(), shown);

  return (
    <>
      {quick.map((emoji) => (
        <button
          key={emoji}
          type="button"
          class="icon-button quick-emoji"
          aria-label={tReactions(given.has(emoji) ? "takeBack" : "reactWith", { emoji })}
          onClick={() => void react(message, emoji, !given.has(emoji))}
        >
          {emoji}
        </button>
      ))}
      <EmojiButton
        label={tReactions("addReaction")}
        size={16}
        onToggle={onToggle}
        // From among all it is given, never taken back: the chip beneath does that.
        pick={(emoji) => void react(message, emoji, true)}
      />
    </>
  );
}
