// All shortcuts, as this machine writes its keys: those of the table, and those that belong to a field or a list.
import { useApp } from "../app_context.ts";
import { keysOf } from "./chord.ts";
import { markChords } from "../../composer/format_chords.ts";
import { shortcuts, type ShortcutName } from "./shortcuts.ts";
import { tAppLazy } from "../lazy_words.ts";
import { DialogBox } from "../../ui/dialog.tsx";

type Word = Exclude<Parameters<typeof tAppLazy>[0], "backTo">;

/** The compiler sees to it that none is missing. */
const shortcutWords: Record<ShortcutName, { group: "go" | "read"; word: Word }> = {
  switcher: { group: "go", word: "keySwitcher" },
  search: { group: "go", word: "keySearch" },
  previousRoom: { group: "go", word: "keyPreviousRoom" },
  nextRoom: { group: "go", word: "keyNextRoom" },
  previousUnread: { group: "go", word: "keyPreviousUnread" },
  nextUnread: { group: "go", word: "keyNextUnread" },
  sheet: { group: "go", word: "keySheet" },
  markRead: { group: "read", word: "keyMarkRead" },
  markAllRead: { group: "read", word: "keyMarkAllRead" },
};

interface Line {
  word: Word;
  chords: readonly string[];
}

const names = Object.keys(shortcutWords) as ShortcutName[];
const linesOf = (group: "go" | "read"): Line[] =>
  names
    .filter((name) => shortcutWords[name].group === group)
    .map((name) => ({ word: shortcutWords[name].word, chords: shortcuts[name] }));

const groups: { title: Word; lines: Line[] }[] = [
  { title: "groupGo", lines: linesOf("go") },
  {
    title: "groupRead",
    lines: [
      ...linesOf("read"),
      { word: "keyMessages", chords: ["ArrowUp", "ArrowDown"] },
      { word: "keyEnds", chords: ["Home", "End"] },
    ],
  },
  {
    title: "groupWrite",
    lines: [
      { word: "keySend", chords: ["Enter"] },
      { word: "keyNewLine", chords: ["Shift+Enter"] },
      { word: "keyEditLast", chords: ["ArrowUp"] },
      { word: "keyComplete", chords: ["Tab", "Enter"] },
      { word: "keyBold", chords: [markChords.bold] },
      { word: "keyItalic", chords: [markChords.italic] },
      { word: "keyCode", chords: [markChords.code] },
    ],
  },
];

export function ShortcutSheet({ close }: { close: () => void }) {
  const { keys } = useApp();
  return (
    <DialogBox title={tAppLazy("sheet")} close={close}>
      <div class="shortcuts">
        {groups.map(({ title, lines }) => (
          <section key={title} aria-label={tAppLazy(title)}>
            <h3 class="dialog-section">{tAppLazy(title)}</h3>
            <dl class="shortcut-list">
              {lines.map(({ word, chords }) => (
                <div key={word} class="shortcut">
                  <dt>{tAppLazy(word)}</dt>
                  <dd>
                    {chords.map((chord) => (
                      <Chord key={chord} keys={keysOf(chord, keys.apple)} />
                    ))}
                  </dd>
                </div>
              ))}
              {title === "groupWrite" && (
                <div class="shortcut">
                  <dt>{tAppLazy("keyType")}</dt>
                  <dd>
                    <kbd>{tAppLazy("anyLetter")}</kbd>
                  </dd>
                </div>
              )}
            </dl>
          </section>
        ))}
      </div>
    </DialogBox>
  );
}

/** Keys stand in their order whichever way the text runs. */
function Chord({ keys }: { keys: readonly string[] }) {
  return (
    <span class="chord" dir="ltr">
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}
