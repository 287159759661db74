// The order of emoji: most used by this person, then most used worldwide, then Unicode order.
import type { EmojiRow } from "./emoji_list.ts";

/** Weight of each emoji, without skin tones; absent: unused. */
export type EmojiUses = ReadonlyMap<string, number>;

/** From the frequency list of the Unicode Consortium (2021), and common reactions of teams. Their order is no rank. */
const common = new Set(
  "😂❤🤣👍😭🙏😘🥰😍😊🎉😁💕🥺😅🔥☺🤦🤷🙄😆🤗😉🎂🤔👏🙂😳🥳😎👌💜😔💪✨💖👀😋😏😢👉💯🌹🎈💙😃😡😜🙈🤞😄🤤🙌🤪😀💋💀👇💔🤩🙃😬😱😴🤭😐😒😇🌸😈✌🎊👑🎁💥👋✅❌🚀⭐🌟👎😮👨👩🍺☕🏆💡📌".match(
    /\p{Extended_Pictographic}/gu,
  ),
);

const decoration = /[\u{1f3fb}-\u{1f3ff}]|\u{fe0f}/gu;

/** Without skin tone and variation selector. */
const plainEmoji = (emoji: string) => emoji.replaceAll(decoration, "");

export function usesOf(ranked: readonly string[]): EmojiUses {
  const uses = new Map<string, number>();
  for (const [at, emoji] of ranked.entries()) {
    const plain = plainEmoji(emoji);
    if (!uses.has(plain)) uses.set(plain, ranked.length - at);
  }
  return uses;
}

/** For `sort`; 0 if both are used equally. */
export function byUse([one]: EmojiRow, [other]: EmojiRow, uses: EmojiUses): number {
  const [mine, its] = [plainEmoji(one), plainEmoji(other)];
  return (uses.get(its) ?? 0) - (uses.get(mine) ?? 0) || Number(common.has(its)) - Number(common.has(mine));
}
