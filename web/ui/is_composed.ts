/**
 * Part of a composition by an input method: whatever the key, it belongs to what is being composed. Safari does not mark the
 * Enter that ends one, which comes after `compositionend`, but gives it the key code 229.
 */
export function isComposed({
  isComposing,
  keyCode,
}: Pick<KeyboardEvent, "isComposing" | "keyCode">): boolean {
  return isComposing || keyCode === 229;
}
