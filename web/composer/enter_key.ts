export interface KeyPress {
  key: string;
  keyCode: number;
  isComposing: boolean;
  shiftKey: boolean;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
}

/**
 * Whether this key sends. The Enter that ends a composition does not: it is marked `isComposing`, and in Safari, where it
 * comes after `compositionend`, by the key code 229.
 */
export function sendsMessage(press: KeyPress): boolean {
  if (press.key !== "Enter" || press.isComposing || press.keyCode === 229) return false;
  return !press.shiftKey && !press.altKey;
}
