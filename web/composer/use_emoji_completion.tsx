// Emoji behind a colon (E4): which are offered, and putting one there.
import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";

import { useChat } from "../app/app_context.ts";
import { loadEmojiList, type EmojiList, type EmojiRow } from "../emoji/emoji_list.ts";
import { emojiCalled, findShortcodes } from "../emoji/find_shortcodes.ts";
import { usesOf } from "../emoji/emoji_uses.ts";
import { isDrawn } from "../emoji/glyph_check.ts";
import { shownAs } from "../emoji/skin_tone.ts";
import { tComposerLazy } from "./lazy_words.ts";
import type { ShortcodeQuery } from "./find_shortcode.ts";

import type { Offer } from "./completion_list.tsx";
import { putText } from "./put_text.ts";
import { useRecentEmoji } from "../emoji/use_recent_emoji.ts";

const maxOffered = 8;

interface EmojiOptions {
  field: RefObject<HTMLTextAreaElement | null>;
  query: ShortcodeQuery | null;
  close: () => void;
}

export function useEmoji({ field, query, close }: EmojiOptions) {
  const { skinTone } = useChat();
  const recentEmoji = useRecentEmoji();
  const [list, setList] = useState<EmojiList | null>(null);

  useEffect(() => {
    // Without a line nothing is offered; the next code asks again.
    if (query && !list) loadEmojiList().then(setList, () => {});
  }, [query === null]);

  function take(row: EmojiRow, { start, text, isClosed }: ShortcodeQuery): void {
    const element = field.current;
    if (!element) return;
    const emoji = shownAs(row, skinTone.value);
    putText(element, { start, end: start + 1 + text.length + (isClosed ? 1 : 0) }, emoji);
    recentEmoji.note(emoji);
    close();
  }

  /** What is closed and exact; nothing when it was changed or sent before the list had come. */
  async function takeExact(at: ShortcodeQuery): Promise<void> {
    const element = field.current;
    const typed = element?.value;
    const row = emojiCalled(list ?? (await loadEmojiList().catch(() => [])), at.text);
    if (row && element && element === document.activeElement && element.value === typed) take(row, at);
  }

  const matches =
    query && list
      ? findShortcodes(list, query.text, { limit: maxOffered * 2, uses: usesOf(recentEmoji.list()) })
          .filter(({ row: [emoji] }) => isDrawn(emoji))
          .slice(0, maxOffered)
      : [];
  const offers = matches.map(({ row, code }): Offer => {
    const emoji = shownAs(row, skinTone.value);
    return {
      key: code,
      mark: <span class="offer-mark is-emoji">{emoji}</span>,
      name: `:${code}:`,
      note: "",
      take: () => query && take(row, query),
    };
  });
  return { label: tComposerLazy("emoji"), offers, takeExact };
}
