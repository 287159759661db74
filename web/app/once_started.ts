// What the whole page has, but only once something is shown.
import { copyAsRead } from "./copy_as_read.ts";
import { keepFocus } from "./keep_focus.ts";
import { refuseDrops } from "./refuse_drops.ts";

export function onceStarted(window: Window): void {
  keepFocus(window);
  refuseDrops(window);
  copyAsRead(window.document);
}
