// Emoji under one heading.
import { tEmoji } from "./words.ts";

import type { EmojiRow } from "./emoji_list.ts";
import { shownAs, type SkinTone } from "./skin_tone.ts";

export interface EmojiSectionProps {
  id: string;
  name: string;
  rows: EmojiRow[];
  tone: SkinTone;
  pick: (emoji: string) => void;
  isAnnounced?: boolean;
}

export function EmojiSection({ id, name, rows, tone, pick, isAnnounced }: EmojiSectionProps) {
  return (
    <section class="emoji-section" data-key={id} aria-label={name}>
      <h3 {...(isAnnounced ? { "aria-live": "polite" } : {})}>
        {isAnnounced ? tEmoji("results", { count: rows.length }) : name}
      </h3>
      <div class="emoji-grid">
        {rows.map((row) => {
          const emoji = shownAs(row, tone);
          return (
            <button
              key={row[0]}
              type="button"
              class="emoji"
              // Category names are Unicode's.
              lang="en"
              aria-label={row[1]}
              title={row[1]}
              onClick={() => pick(emoji)}
            >
              {emoji}
            </button>
          );
        })}
      </div>
    </section>
  );
}
