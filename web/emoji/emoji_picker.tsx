// All emoji, found by word or by looking: for reactions and for the composer. Loaded when it is first opened.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

import { sayEmoji } from "../words/en/emoji.ts";

import { CategoryTabs, type Category } from "./category_tabs.tsx";
import { loadEmojiList, type EmojiList, type EmojiRow } from "./emoji_list.ts";
import { searchEmoji } from "./emoji_search.ts";
import { usesOf } from "./emoji_uses.ts";
import { useOneStop } from "../views/parts/use_one_stop.ts";

import { isDrawn } from "./glyph_check.ts";
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
/** The section above them. */
const usedKey = "used";

export function EmojiPicker({ recent, tone, setTone, onPick }: EmojiPickerProps) {
  const [list, setList] = useState<EmojiList | null>(null);
  const [query, setQuery] = useState("");
  // Two thousand buttons at once would hold the page up: the groups come one a frame.
  const [shownGroups, setShownGroups] = useState(1);
  /** The category to go to, and the one in sight. */
  const [wanted, setWanted] = useState<string | null>(null);
  const [current, setCurrent] = useState("");
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

  const found =
    list && query.trim() !== ""
      ? searchEmoji(list, query, { limit: mostFound, uses: usesOf(lately) }).filter(([emoji]) =>
          isDrawn(emoji),
        )
      : null;
  const used = list ? rowsOf(list, lately) : [];
  const sections = (list ?? []).flatMap(({ name, emojis }, at) => {
    const group = groups[at];
    if (!group) return [];
    // Those that have not had their frame yet are not measured yet.
    const rows = at < shownGroups ? emojis.filter(([emoji]) => isDrawn(emoji)) : emojis;
    return rows.length > 0 ? [{ key: name, name: sayEmoji(group.words), icon: group.icon, rows, at }] : [];
  });
  const categories: Category[] = [
    ...(used.length > 0 ? [{ key: usedKey, name: sayEmoji("mostUsed"), icon: "clock" as const }] : []),
    ...sections,
  ];

  const sectionOf = (key: string) =>
    [...(grid.current?.querySelectorAll<HTMLElement>(".emoji-section") ?? [])].find(
      (section) => section.dataset["key"] === key,
    );

  function goTo(key: string): void {
    setQuery("");
    setShownGroups(groups.length);
    setWanted(key);
  }

  // Once it is drawn; what comes into sight on the way gets its height only then.
  useLayoutEffect(() => {
    if (wanted === null) return undefined;
    const scroll = () => sectionOf(wanted)?.scrollIntoView({ block: "start" });
    scroll();
    const frame = requestAnimationFrame(() => {
      scroll();
      setWanted(null);
    });
    return () => cancelAnimationFrame(frame);
  }, [wanted]);

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
      {categories.length > 0 && (
        <CategoryTabs
          categories={categories}
          current={found ? "" : current || (categories[0]?.key ?? "")}
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
        {found && found.length === 0 && <p class="list-note">{sayEmoji("none")}</p>}
        {found && found.length > 0 && (
          <EmojiSection
            id="found"
            name={sayEmoji("found")}
            rows={found}
            tone={tone}
            pick={pick}
            isAnnounced
          />
        )}
        {list && !found && (
          <>
            {used.length > 0 && (
              <EmojiSection id={usedKey} name={sayEmoji("mostUsed")} rows={used} tone={0} pick={pick} />
            )}
            {sections
              .filter(({ at }) => at < shownGroups)
              .map(({ key, name, rows }) => (
                <EmojiSection key={key} id={key} name={name} rows={rows} tone={tone} pick={pick} />
              ))}
          </>
        )}
      </div>
    </div>
  );
}

interface EmojiSectionProps {
  id: string;
  name: string;
  rows: EmojiRow[];
  tone: SkinTone;
  pick: (emoji: string) => void;
  isAnnounced?: boolean;
}

function EmojiSection({ id, name, rows, tone, pick, isAnnounced }: EmojiSectionProps) {
  return (
    <section class="emoji-section" data-key={id} aria-label={name}>
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
