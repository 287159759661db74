import { isComposed } from "../ui/is_composed.ts";

export interface KeyPress {
  key: string;
  keyCode: number;
  isComposing: boolean;
  shiftKey: boolean;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
}

/** Whether this key sends. The Enter that ends a composition does not. */
export function sendsMessage(press: KeyPress): boolean {
  if (press.key !== "Enter" || isComposed(press)) return false;
  return !press.shiftKey && !press.altKey;
}
