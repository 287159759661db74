// A chord such as "Mod+Shift+F" on this machine: whether a key press matches it, and how it is written.

import { isComposed } from "../../ui/is_composed.ts";

export type Press = Pick<
  KeyboardEvent,
  "key" | "code" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey" | "isComposing" | "keyCode"
> & { getModifierState?: (key: string) => boolean };

export const isApple = (platform: string) => /mac|iphone|ipad/i.test(platform);

const partsOf = (chord: string) => {
  const parts = chord.split("+");
  return { key: parts.at(-1) ?? "", has: (modifier: string) => parts.includes(modifier) };
};

export function pressMatches(press: Press, chord: string, apple: boolean): boolean {
  // AltGr types characters; Windows reports it as Ctrl and Alt.
  if (isComposed(press) || press.getModifierState?.("AltGraph")) return false;
  const { key, has } = partsOf(chord);
  const isSign = key.length === 1 && !/[a-z]/i.test(key);
  const mod = apple ? press.metaKey : press.ctrlKey;
  const other = apple ? press.ctrlKey : press.metaKey;
  if (mod !== has("Mod") || other || press.altKey !== has("Alt")) return false;
  // Where a sign stands on the keyboard decides whether it needs Shift.
  if (!isSign && press.shiftKey !== has("Shift")) return false;
  return keyOf(press) === key.toLowerCase();
}

/** On a keyboard of another script a letter is where it is on a Latin one. */
function keyOf({ key, code }: Press): string {
  const isLatin = key.length > 1 || key.charCodeAt(0) < 128;
  return (isLatin ? key : code.replace(/^Key/, "")).toLowerCase();
}

const appleSigns: Record<string, string> = { Mod: "⌘", Alt: "⌥", Shift: "⇧" };
const signs: Record<string, string> = { ArrowUp: "↑", ArrowDown: "↓", Escape: "Esc", Mod: "Ctrl" };

/** The keys of a chord, each as it is written on this machine. */
export function keysOf(chord: string, apple: boolean): string[] {
  const parts = chord.split("+");
  // Apple writes Option and Shift before Command.
  const order = ["Alt", "Shift", "Mod"];
  const sorted = apple ? parts.toSorted((one, other) => order.indexOf(one) - order.indexOf(other)) : parts;
  const last = parts.at(-1);
  const put = apple ? [...sorted.filter((part) => part !== last), last ?? ""] : sorted;
  return put.map((part) => (apple ? appleSigns[part] : undefined) ?? signs[part] ?? part);
}

/** "⌘K", "Ctrl K". */
export const writeChord = (chord: string, apple: boolean) => keysOf(chord, apple).join(apple ? "" : " ");
