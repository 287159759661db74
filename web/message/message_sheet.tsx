// What a finger may do with a message: a sheet at the lower edge, as large as what it holds. Its text can be selected there.
import { useRef } from "preact/hooks";

import { useApp, useChat } from "../app/app_context.ts";
import { IconButton } from "../ui/icon_button.tsx";
import { Icon } from "../ui/icons.tsx";
import { wordsOf } from "./message_preview.ts";
import { nameOf } from "../people/people_words.ts";
import { clockTime } from "../i18n/times.ts";
import { DialogBox } from "../ui/dialog.tsx";
import { useRecentEmoji } from "../emoji/use_recent_emoji.ts";

import { useMessageItems, type MessageActionsProps } from "./message_menu_items.tsx";
import { quickEmoji } from "../reactions/quick_reactions.tsx";
import { tReactions } from "../reactions/words.ts";
import { useReact } from "../reactions/use_react.ts";
import { toolsChunk } from "../app/chunks.ts";
import { lazy } from "../ui/lazy/lazy.tsx";

const EmojiChoice = lazy(toolsChunk, ({ EmojiChoice }) => EmojiChoice, { isOpened: true });

const shownEmoji = 5;

interface MessageSheetProps extends MessageActionsProps {
  close: () => void;
}

export function MessageSheet({ close, ...props }: MessageSheetProps) {
  const { message, isArchived, given } = props;
  const { show } = useApp();
  const { who } = useChat();
  const recentEmoji = useRecentEmoji();
  const react = useReact();
  const items = useMessageItems(props);
  const words = wordsOf(message);
  /** Done once the page beneath may have the focus again. */
  const chosen = useRef<(() => void) | null>(null);

  function choose(run: () => void): void {
    chosen.current = run;
    close();
  }

  const chooseEmoji = () =>
    show((shut) => (
      <DialogBox title={tReactions("addReaction")} close={shut}>
        <EmojiChoice
          pick={(emoji) => {
            shut();
            void react(message, emoji, true);
          }}
        />
      </DialogBox>
    ));

  return (
    <DialogBox
      variant="is-sheet"
      title={
        <>
          <bdi>{nameOf(who(message.author))}</bdi>{" "}
          <time class="sheet-time">{clockTime(message.createdAt)}</time>
        </>
      }
      close={close}
      onGone={() => chosen.current?.()}
    >
      {words !== "" && (
        <p class="sheet-text" dir="auto">
          {words}
        </p>
      )}
      {!isArchived && (
        <div class="sheet-emoji">
          {quickEmoji(recentEmoji.list(), shownEmoji).map((emoji) => (
            <button
              key={emoji}
              type="button"
              class="sheet-emoji-one"
              aria-label={tReactions(given.has(emoji) ? "takeBack" : "reactWith", { emoji })}
              aria-pressed={given.has(emoji)}
              onClick={() => choose(() => void react(message, emoji, !given.has(emoji)))}
            >
              {emoji}
            </button>
          ))}
          <IconButton
            class="sheet-emoji-one"
            icon="smile"
            size={22}
            label={tReactions("addReaction")}
            title={null}
            aria-haspopup="dialog"
            onClick={() => choose(chooseEmoji)}
          />
        </div>
      )}
      <ul>
        {items.map(
          (item, at) =>
            item && (
              <li key={item.label} class={items[at - 1] === null ? "is-apart" : undefined}>
                <button
                  type="button"
                  class={item.isDanger ? "menu-item is-danger" : "menu-item"}
                  onClick={() => choose(item.run)}
                >
                  <Icon name={item.icon} />
                  {item.label}
                </button>
              </li>
            ),
        )}
      </ul>
    </DialogBox>
  );
}
