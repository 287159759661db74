import type { Message } from "../../src/protocol/shapes.ts";
import { useRecentEmoji } from "../emoji/use_recent_emoji.ts";

import { EmojiButton } from "../emoji/emoji_button.tsx";
import { useReact } from "./use_react.ts";
import { tReactions } from "./words.ts";

interface QuickReactionsProps {
  message: Message;
  /** The emoji I reacted with. */
  given: ReadonlySet<string>;
  onToggle: (isOpen: boolean) => void;
}

const common = ["👍", "🎉", "❤️", "😂", "👀", "✅"];
const shown = 2;

/** The last used emoji, else common ones. */
export const quickEmoji = (recent: readonly string[], count: number) =>
  [...new Set([...recent, ...common])].slice(0, count);

/** Most used emoji, and a button for all others. */
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
        // The picker only adds; a reaction is removed by its chip.
        pick={(emoji) => void react(message, emoji, true)}
      />
    </>
  );
}
