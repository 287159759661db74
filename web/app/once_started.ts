// What the whole page has, but only once something is shown.
import { renewManner } from "../words/language.ts";

import { followCalendar } from "./calendar.ts";
import { copyAsRead } from "./copy_as_read.ts";
import { keepFocus } from "./keep_focus.ts";
import { refuseDrops } from "./refuse_drops.ts";
import { after } from "./timers.ts";

export function onceStarted(window: Window): void {
  followCalendar({ window, after, changed: renewManner });
  keepFocus(window);
  refuseDrops(window);
  copyAsRead(window.document);
}
