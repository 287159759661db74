// E1: what one emoji is, and its one form.
const oneEmoji = /^\p{RGI_Emoji}$/v;
// Characters that are shown as text unless U+FE0F follows; a skin tone makes an emoji of them by itself.
const shownAsText = /(?=\p{Emoji})\P{Emoji_Presentation}(?!\p{Emoji_Modifier})/gu;

const few = /^(?:\p{RGI_Emoji}\s*){1,3}$/v;
/** Longer is no emoji of today three times over: families and flags of regions have 14 units at most. */
const fewUnits = 64;

const qualify = (text: string) => text.replaceAll("\u{fe0f}", "").replaceAll(shownAsText, "$&\u{fe0f}");

/** The emoji fully qualified, with or without U+FE0F typed; null for anything else than one emoji. */
export function normaliseEmoji(text: string): string | null {
  const qualified = qualify(text);
  return oneEmoji.test(qualified) ? qualified : null;
}

/** Whether a body is one to three emoji and nothing else. */
export function isFewEmoji(body: string): boolean {
  const text = body.trim();
  return text.length <= fewUnits && few.test(qualify(text));
}
