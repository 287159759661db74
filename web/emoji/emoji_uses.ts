// Which emoji come first: what this person uses most, then what people everywhere use most, then the order of Unicode.
import type { EmojiRow } from "./emoji_list.ts";

/** How much each is used, without tones; absent: never. */
export type EmojiUses = ReadonlyMap<string, number>;

/** Of the frequency list of the Unicode Consortium (2021), and what teams react with. The order between them is no rank. */
const common = new Set(
  "😂❤🤣👍😭🙏😘🥰😍😊🎉😁💕🥺😅🔥☺🤦🤷🙄😆🤗😉🎂🤔👏🙂😳🥳😎👌💜😔💪✨💖👀😋😏😢👉💯🌹🎈💙😃😡😜🙈🤞😄🤤🙌🤪😀💋💀👇💔🤩🙃😬😱😴🤭😐😒😇🌸😈✌🎊👑🎁💥👋✅❌🚀⭐🌟👎😮👨👩🍺☕🏆💡📌".match(
    /\p{Extended_Pictographic}/gu,
  ),
);

const decoration = /[\u{1f3fb}-\u{1f3ff}]|\u{fe0f}/gu;

/** In no tone, and not said to be an emoji. */
const plainEmoji = (emoji: string) => emoji.replaceAll(decoration, "");

export function usesOf(ranked: readonly string[]): EmojiUses {
  const uses = new Map<string, number>();
  for (const [at, emoji] of ranked.entries()) {
    const plain = plainEmoji(emoji);
    if (!uses.has(plain)) uses.set(plain, ranked.length - at);
  }
  return uses;
}

/** For `sort`: 0 where neither is used more. */
export function byUse([one]: EmojiRow, [other]: EmojiRow, uses: EmojiUses): number {
  const [mine, its] = [plainEmoji(one), plainEmoji(other)];
  return (uses.get(its) ?? 0) - (uses.get(mine) ?? 0) || Number(common.has(its)) - Number(common.has(mine));
}
