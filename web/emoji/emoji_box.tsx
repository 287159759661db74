import { useLayoutEffect, useRef } from "preact/hooks";

import { useChat } from "../app/app_context.ts";
import { loadEmojiList } from "./emoji_list.ts";
import { chunk } from "../ui/lazy/chunk.ts";
import { lazy } from "../ui/lazy/lazy.tsx";
import { tUi } from "../ui/words.ts";
import { keepFloating } from "../ui/position_floating.ts";
import { useBackCloses } from "../ui/use_back_closes.ts";
import { useRecentEmoji } from "./use_recent_emoji.ts";

// The picker's code is fetched when first opened.
const pickerChunk = chunk(async () => {
  const [picker] = await Promise.all([import("./emoji_picker.tsx"), loadEmojiList()]);
  return picker;
});

const EmojiPicker = lazy(pickerChunk, ({ EmojiPicker }) => EmojiPicker, {
  waiting: () => <p class="list-note">{tUi("loading")}</p>,
  isOpened: true,
});

/** The emoji picker, in a popover or a dialog. */
export function EmojiChoice({ pick }: { pick: (emoji: string) => void }) {
  const { skinTone } = useChat();
  const recentEmoji = useRecentEmoji();
  return (
    <EmojiPicker
      recent={recentEmoji}
      tone={skinTone.value}
      setTone={(tone) => (skinTone.value = tone)}
      onPick={pick}
    />
  );
}

interface EmojiBoxProps {
  label: string;
  anchor: HTMLElement;
  pick: (emoji: string) => void;
  close: (refocus: boolean) => void;
}

/** A popover beside the button that opened it. */
export function EmojiBox({ label, anchor, pick, close }: EmojiBoxProps) {
  const box = useRef<HTMLDivElement>(null);
  useBackCloses(() => close(true));
  useLayoutEffect(() => {
    if (!box.current) return undefined;
    return keepFloating(box.current, anchor, () => close(false));
  }, [anchor]);
  return (
    <div
      ref={box}
      class="float-box emoji-box"
      role="dialog"
      aria-label={label}
      onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        // Keep keys from the timeline beneath.
        event.stopPropagation();
        if (event.key !== "Escape") return;
        event.preventDefault();
        close(true);
      }}
      onFocusOut={({ relatedTarget }) => {
        // A press on the button that opened it already closes it.
        const isOutside = relatedTarget instanceof Node && !box.current?.contains(relatedTarget);
        if (isOutside && !anchor.contains(relatedTarget)) close(false);
      }}
    >
      <EmojiChoice pick={pick} />
    </div>
  );
}
