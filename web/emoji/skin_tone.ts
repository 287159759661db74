// Skin tones, as in Unicode: a modifier behind each person or hand of the emoji.

import type { EmojiRow } from "./emoji_list.ts";

/** 0: none; 1 to 5: light to dark. */
export type SkinTone = 0 | 1 | 2 | 3 | 4 | 5;

const modifiers = ["", "\u{1f3fb}", "\u{1f3fc}", "\u{1f3fd}", "\u{1f3fe}", "\u{1f3ff}"] as const;
const base = /(\p{Emoji_Modifier_Base})\ufe0f?/gu;
const handshake = "\u{1f91d}";
const known = /^\p{RGI_Emoji}$/v;

/** The emoji in this tone, or unchanged if it has none. */
export function inTone(emoji: string, tone: SkinTone): string {
  if (tone === 0) return emoji;
  const everywhere = emoji.replaceAll(base, `$1${modifiers[tone]}`);
  if (known.test(everywhere)) return everywhere;
  // Between two people who hold hands the handshake takes no modifier.
  const people = everywhere.replaceAll(`${handshake}${modifiers[tone]}`, handshake);
  return known.test(people) ? people : emoji;
}

/** The emoji of a row, in this tone if it takes one. */
export function shownAs([emoji, , , takesTone]: EmojiRow, tone: SkinTone): string {
  return takesTone === 1 ? inTone(emoji, tone) : emoji;
}
