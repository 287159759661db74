// All emoji by category. Two thousand buttons at once would block the page: they are drawn in slices.
import { useEffect, useLayoutEffect, useState } from "preact/hooks";

import { memo } from "../ui/memo.tsx";

import type { Category } from "./category_tabs.tsx";
import type { EmojiRow } from "./emoji_list.ts";
import { EmojiSection, type EmojiSectionProps } from "./emoji_section.tsx";
import { isDrawn } from "./glyph_check.ts";
import type { SkinTone } from "./skin_tone.ts";

export interface EmojiGroup extends Category {
  emojis: EmojiRow[];
}

interface EmojiGroupsProps {
  groups: EmojiGroup[];
  tone: SkinTone;
  pick: (emoji: string) => void;
  /** The category to scroll to. */
  wanted: string | null;
  scrollTo: (key: string) => void;
  onReached: () => void;
}

/** About 12 ms of drawing. */
const emojiPerFrame = 150;

export function EmojiGroups({ groups, tone, pick, wanted, scrollTo, onReached }: EmojiGroupsProps) {
  const [shown, setShown] = useState(emojiPerFrame);
  const isWhole = shown >= groups.reduce((sum, { emojis }) => sum + emojis.length, 0);

  useEffect(() => {
    if (isWhole) return undefined;
    const frame = requestAnimationFrame(() => setShown(shown + emojiPerFrame));
    return () => cancelAnimationFrame(frame);
  }, [isWhole, shown]);

  // Only as far as it is drawn; sections get their height when they become visible on the way.
  useLayoutEffect(() => {
    if (wanted === null) return undefined;
    scrollTo(wanted);
    if (!isWhole) return undefined;
    const frame = requestAnimationFrame(() => {
      scrollTo(wanted);
      onReached();
    });
    return () => cancelAnimationFrame(frame);
  }, [wanted, shown]);

  let left = shown;
  return (
    <>
      {groups.map(({ key, name, emojis }) => {
        const count = Math.min(Math.max(left, 0), emojis.length);
        left -= emojis.length;
        return (
          count > 0 && (
            <GroupSection
              key={key}
              id={key}
              name={name}
              emojis={emojis}
              count={count}
              tone={tone}
              pick={pick}
            />
          )
        );
      })}
    </>
  );
}

interface GroupSectionProps extends Omit<EmojiSectionProps, "rows" | "isAnnounced"> {
  emojis: EmojiRow[];
  count: number;
}

/** Not measured before their first frame. */
const GroupSection = memo(({ emojis, count, ...section }: GroupSectionProps) => (
  <EmojiSection {...section} rows={emojis.slice(0, count).filter(([emoji]) => isDrawn(emoji))} />
));
