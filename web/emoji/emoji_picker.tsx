// All emoji, found by word or by looking: for reactions and for the composer. Loaded when it is first opened.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

import { sayEmoji } from "../words/en/emoji.ts";

import { loadEmojiList, type EmojiList, type EmojiRow } from "./emoji_list.ts";
import { searchEmoji } from "./emoji_search.ts";
import { useOneStop } from "../views/parts/use_one_stop.ts";

import { moveInGrid } from "./grid_keys.ts";
import type { RecentEmoji } from "./recent_emoji.ts";
import { shownAs, type SkinTone } from "./skin_tone.ts";
import { ToneChoice } from "./tone_choice.tsx";

export interface EmojiPickerProps {
  recent: RecentEmoji;
  tone: SkinTone;
  setTone: (tone: SkinTone) => void;
  onPick: (emoji: string) => void;
}

const mostFound = 64;
/** In the order of Unicode, as in the list. */
const groups = [
  "group0",
  "group1",
  "group2",
  "group3",
  "group4",
  "group5",
  "group6",
  "group7",
  "group8",
] as const;

export function EmojiPicker({ recent, tone, setTone, onPick }: EmojiPickerProps) {
  const [list, setList] = useState<EmojiList | null>(null);
  const [query, setQuery] = useState("");
  // Two thousand buttons at once would hold the page up: the groups come one a frame.
  const [shownGroups, setShownGroups] = useState(1);
  const search = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const lately = useMemo(() => recent.list(), []);

  // It came with the picker.
  useEffect(() => void loadEmojiList().then(setList, () => {}), []);
  useLayoutEffect(() => search.current?.focus(), []);
  useOneStop(grid, { hasOwnKeys: true });
  useEffect(() => {
    if (!list || shownGroups >= list.length) return undefined;
    const frame = requestAnimationFrame(() => setShownGroups(shownGroups + 1));
    return () => cancelAnimationFrame(frame);
  }, [list, shownGroups]);

  function pick(emoji: string): void {
    recent.note(emoji);
    onPick(emoji);
  }

  const found = list && query.trim() !== "" ? searchEmoji(list, query, mostFound) : null;

  function onSearchKey(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      const [first] = found ?? [];
      if (first) pick(shownAs(first, tone));
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      grid.current?.querySelector<HTMLElement>("button")?.focus({ focusVisible: true });
    }
  }

  return (
    <div class="emoji-picker">
      <div class="emoji-head">
        <input
          ref={search}
          class="emoji-search"
          type="search"
          aria-label={sayEmoji("search")}
          placeholder={sayEmoji("searchHere")}
          autocomplete="off"
          value={query}
          onInput={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={onSearchKey}
        />
        <ToneChoice tone={tone} setTone={setTone} />
      </div>
      <div
        ref={grid}
        class="emoji-scroll"
        tabIndex={-1}
        onKeyDown={(event) => moveInGrid(event, { grid: grid.current, above: search.current })}
      >
        {found && found.length === 0 && <p class="list-note">{sayEmoji("none")}</p>}
        {found && found.length > 0 && (
          <EmojiSection name={sayEmoji("found")} rows={found} tone={tone} pick={pick} isAnnounced />
        )}
        {list && !found && (
          <>
            {lately.length > 0 && (
              <EmojiSection name={sayEmoji("lastUsed")} rows={rowsOf(list, lately)} tone={0} pick={pick} />
            )}
            {list.slice(0, shownGroups).map(({ name, emojis }, at) => (
              <EmojiSection
                key={name}
                name={sayEmoji(groups[at] ?? "found")}
                rows={emojis}
                tone={tone}
                pick={pick}
              />
            ))}
          </>
        )}
      </div>
    </div>
  );
}

interface EmojiSectionProps {
  name: string;
  rows: EmojiRow[];
  tone: SkinTone;
  pick: (emoji: string) => void;
  isAnnounced?: boolean;
}

function EmojiSection({ name, rows, tone, pick, isAnnounced }: EmojiSectionProps) {
  return (
    <section class="emoji-section" aria-label={name}>
      <h3 {...(isAnnounced ? { "aria-live": "polite" } : {})}>
        {isAnnounced ? sayEmoji("results", { count: rows.length }) : name}
      </h3>
      <div class="emoji-grid">
        {rows.map((row) => {
          const emoji = shownAs(row, tone);
          return (
            <button
              key={emoji}
              type="button"
              class="emoji"
              // The names are those of Unicode.
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

/** With their names where the list knows them; in a tone they are called by themselves. */
function rowsOf(list: EmojiList, emojis: string[]): EmojiRow[] {
  const names = new Map(list.flatMap((group) => group.emojis.map((row) => [row[0], row] as const)));
  return emojis.map((emoji) => names.get(emoji) ?? [emoji, emoji, "", 0, ""]);
}
