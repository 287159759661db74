// E1: what one emoji is, and its one form.
const oneEmoji = /^\p{RGI_Emoji}$/v;
// Characters that are shown as text unless U+FE0F follows; a skin tone makes an emoji of them by itself.
const shownAsText = /(?=\p{Emoji})\P{Emoji_Presentation}(?!\p{Emoji_Modifier})/gu;

/** The emoji fully qualified, with or without U+FE0F typed; null for anything else than one emoji. */
export function normaliseEmoji(text: string): string | null {
  const qualified = text.replaceAll("\u{fe0f}", "").replaceAll(shownAsText, "$&\u{fe0f}");
  return oneEmoji.test(qualified) ? qualified : null;
}
