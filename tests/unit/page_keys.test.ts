// The shortcuts: which press is which, how they are written, what fields keep for themselves, and the way from room to room.
import { describe, expect, test } from "bun:test";

import { keysOf, pressMatches, writeChord, type Press } from "../../web/app/shortcuts/chord.ts";
import { shortcuts } from "../../web/app/shortcuts/shortcuts.ts";
import { neighbourOf } from "../../web/sidebar/room_steps.ts";

const press = (key: string, held: Partial<Press> = {}): Press => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : "",
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  isComposing: false,
  keyCode: 0,
  ...held,
});

describe("[KEYS] a press", () => {
  test("is the shortcut with exactly its modifiers, Mod being the machine's own", () => {
    expect(pressMatches(press("k", { ctrlKey: true }), "Mod+K", false)).toBe(true);
    expect(pressMatches(press("k", { metaKey: true }), "Mod+K", true)).toBe(true);
    expect(pressMatches(press("k", { metaKey: true }), "Mod+K", false)).toBe(false);
    // On Apple's machines Ctrl+K deletes to the end of the line.
    expect(pressMatches(press("k", { ctrlKey: true }), "Mod+K", true)).toBe(false);
    expect(pressMatches(press("K", { ctrlKey: true, shiftKey: true }), "Mod+K", false)).toBe(false);
    expect(pressMatches(press("F", { ctrlKey: true, shiftKey: true }), "Mod+Shift+F", false)).toBe(true);
    expect(pressMatches(press("Escape", { shiftKey: true }), "Escape", false)).toBe(false);
    expect(pressMatches(press("ArrowUp", { altKey: true }), "Alt+ArrowUp", false)).toBe(true);
    expect(pressMatches(press("ArrowUp", { altKey: true, ctrlKey: true }), "Alt+ArrowUp", false)).toBe(false);
  });

  test("of a sign may need Shift or not: keyboards differ", () => {
    expect(pressMatches(press("?", { shiftKey: true }), "?", false)).toBe(true);
    expect(pressMatches(press("/", { ctrlKey: true, shiftKey: true }), "Mod+/", false)).toBe(true);
  });

  test("on a keyboard of another script is where it is on a Latin one", () => {
    expect(pressMatches(press("ن", { ctrlKey: true, code: "KeyK" }), "Mod+K", false)).toBe(true);
    expect(pressMatches(press("л", { ctrlKey: true, code: "KeyK" }), "Mod+K", false)).toBe(true);
    // Latin letters mean what they say, wherever they are.
    expect(pressMatches(press("t", { ctrlKey: true, code: "KeyK" }), "Mod+K", false)).toBe(false);
  });

  test("that belongs to a composition, or is written with AltGr, is none", () => {
    const withAltGr = { ctrlKey: true, altKey: true, getModifierState: (key: string) => key === "AltGraph" };
    for (const chord of Object.values(shortcuts).flat()) {
      const key = chord.split("+").at(-1) ?? "";
      const held = {
        ctrlKey: chord.includes("Mod"),
        altKey: chord.includes("Alt"),
        shiftKey: chord.includes("Shift"),
      };
      expect([chord, pressMatches(press(key, held), chord, false)]).toEqual([chord, true]);
      for (const more of [{ isComposing: true }, { keyCode: 229 }, withAltGr]) {
        expect([chord, pressMatches(press(key, { ...held, ...more }), chord, false)]).toEqual([chord, false]);
      }
    }
  });

  test("is one shortcut at most", () => {
    const all = Object.values(shortcuts).flat();
    expect(new Set(all).size).toBe(all.length);
  });
});

test("[KEYS] keys are written as the machine writes them", () => {
  expect(writeChord("Mod+K", true)).toBe("⌘K");
  expect(writeChord("Mod+K", false)).toBe("Ctrl K");
  expect(keysOf("Mod+Shift+F", true)).toEqual(["⇧", "⌘", "F"]);
  expect(keysOf("Alt+Shift+ArrowUp", false)).toEqual(["Alt", "Shift", "↑"]);
});

describe("[KEYS] from room to room", () => {
  const rooms = [1, 2, 3, 4].map((id) => ({ id, isUnread: id === 1 || id === 3 }));

  test("goes in the order of the side and around its ends", () => {
    const step = (from: number | null, by: 1 | -1) => neighbourOf(rooms, { from, by, unread: false });
    expect([step(1, 1), step(4, 1), step(1, -1), step(3, -1)]).toEqual([2, 1, 4, 2]);
    // From a list that is no room.
    expect([step(null, 1), step(null, -1)]).toEqual([1, 4]);
    expect(neighbourOf([], { from: null, by: 1, unread: false })).toBeNull();
    expect(neighbourOf(rooms.slice(0, 1), { from: 1, by: 1, unread: false })).toBeNull();
  });

  test("passes what is read, and stays where nothing else is unread", () => {
    const step = (from: number | null, by: 1 | -1) => neighbourOf(rooms, { from, by, unread: true });
    expect([step(1, 1), step(3, 1), step(2, -1), step(4, -1)]).toEqual([3, 1, 1, 3]);
    expect(neighbourOf([{ id: 1, isUnread: true }], { from: 1, by: 1, unread: true })).toBeNull();
  });
});
