// The emoji picker of reactions and composer: search and categories. Loaded when first opened.
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

import { tEmoji } from "./words.ts";

import { CategoryTabs, type Category } from "./category_tabs.tsx";
import { EmojiGroups, type EmojiGroup } from "./emoji_groups.tsx";
import { loadEmojiList, type EmojiList, type EmojiRow } from "./emoji_list.ts";
import { searchEmoji } from "./emoji_search.ts";
import { EmojiSection } from "./emoji_section.tsx";
import { usesOf } from "./emoji_uses.ts";
import { isComposed } from "../ui/is_composed.ts";
import { useRovingFocus } from "../ui/use_roving_focus.ts";

import { isDrawn } from "./glyph_check.ts";
import { moveInGrid } from "./grid_keys.ts";
import type { RecentEmoji } from "./recent_emoji.ts";
import { shownAs, type SkinTone } from "./skin_tone.ts";
import { ToneChoice } from "./tone_choice.tsx";

interface EmojiPickerProps {
  recent: RecentEmoji;
  tone: SkinTone;
  setTone: (tone: SkinTone) => void;
  onPick: (emoji: string) => void;
}

const maxResults = 64;
/** In Unicode order, as in the list. */
const groupIcons = [
  { words: "group0", icon: "smile" },
  { words: "group1", icon: "people" },
  { words: "group2", icon: "leaf" },
  { words: "group3", icon: "cup" },
  { words: "group4", icon: "globe" },
  { words: "group5", icon: "ball" },
  { words: "group6", icon: "bulb" },
  { words: "group7", icon: "heart" },
  { words: "group8", icon: "flag" },
] as const;
/** The section of recent emoji, above the categories. */
const usedKey = "used";

export function EmojiPicker({ recent, tone, setTone, onPick }: EmojiPickerProps) {
  const [list, setList] = useState<EmojiList | null>(null);
  const [query, setQuery] = useState("");
  /** The category to scroll to, and the visible one. */
  const [wanted, setWanted] = useState<string | null>(null);
  const [current, setCurrent] = useState("");
  const search = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const lately = useMemo(() => recent.list(), []);

  // Loaded together with the picker.
  useEffect(() => void loadEmojiList().then(setList, () => {}), []);
  useLayoutEffect(() => search.current?.focus(), []);
  useRovingFocus(grid, { hasOwnKeys: true });
  const pick = useCallback(
    (emoji: string) => {
      recent.note(emoji);
      onPick(emoji);
    },
    [recent, onPick],
  );
  const matches =
    list && query.trim() !== ""
      ? searchEmoji(list, query, { limit: maxResults, uses: usesOf(lately) }).filter(([emoji]) =>
          isDrawn(emoji),
        )
      : null;
  const used = list ? rowsOf(list, lately) : [];
  const groups = useMemo(() => groupsOf(list ?? []), [list]);
  const categories: Category[] = [
    ...(used.length > 0 ? [{ key: usedKey, name: tEmoji("frequentlyUsed"), icon: "clock" as const }] : []),
    ...groups,
  ];

  const sectionOf = (key: string) =>
    [...(grid.current?.querySelectorAll<HTMLElement>(".emoji-section") ?? [])].find(
      (section) => section.dataset["key"] === key,
    );

  function goTo(key: string): void {
    setQuery("");
    setWanted(key);
  }

  function noteCurrent(): void {
    const box = grid.current;
    if (!box) return;
    const top = box.getBoundingClientRect().top + 8;
    const passed = categories.filter(
      ({ key }) => (sectionOf(key)?.getBoundingClientRect().top ?? Infinity) <= top,
    );
    setCurrent(passed.at(-1)?.key ?? categories[0]?.key ?? "");
  }

  function onSearchKey(event: KeyboardEvent): void {
    if (isComposed(event)) return;
    if (event.key === "Enter") {
      event.preventDefault();
      const [first] = matches ?? [];
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
          aria-label={tEmoji("search")}
          placeholder={tEmoji("searchHere")}
          autocomplete="off"
          value={query}
          onInput={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={onSearchKey}
        />
        <ToneChoice tone={tone} setTone={setTone} />
      </div>
      {categories.length > 0 && (
        <CategoryTabs
          categories={categories}
          current={matches ? "" : current || (categories[0]?.key ?? "")}
          goTo={goTo}
        />
      )}
      <div
        ref={grid}
        class="emoji-scroll"
        onScroll={noteCurrent}
        tabIndex={-1}
        onKeyDown={(event) => moveInGrid(event, { grid: grid.current, above: search.current })}
      >
        {matches && matches.length === 0 && <p class="list-note">{tEmoji("none")}</p>}
        {matches && matches.length > 0 && (
          <EmojiSection
            id="found"
            name={tEmoji("found")}
            rows={matches}
            tone={tone}
            pick={pick}
            isAnnounced
          />
        )}
        {list && !matches && (
          <>
            {used.length > 0 && (
              <EmojiSection id={usedKey} name={tEmoji("frequentlyUsed")} rows={used} tone={0} pick={pick} />
            )}
            <EmojiGroups
              groups={groups}
              tone={tone}
              pick={pick}
              wanted={wanted}
              scrollTo={(key) => sectionOf(key)?.scrollIntoView({ block: "start" })}
              onReached={() => setWanted(null)}
            />
          </>
        )}
      </div>
    </div>
  );
}

/** The emoji that this system can draw. */
function groupsOf(list: EmojiList): EmojiGroup[] {
  return list.flatMap(({ name, emojis }, at) => {
    const groupIcon = groupIcons[at];
    if (!groupIcon || !emojis.some(([emoji]) => isDrawn(emoji))) return [];
    return [{ key: name, name: tEmoji(groupIcon.words), icon: groupIcon.icon, emojis }];
  });
}

/** With their names if the list has them; an emoji in a skin tone is its own name. */
function rowsOf(list: EmojiList, emojis: string[]): EmojiRow[] {
  const names = new Map(list.flatMap((group) => group.emojis.map((row) => [row[0], row] as const)));
  return emojis.map((emoji) => names.get(emoji) ?? [emoji, emoji, "", 0, ""]);
}
