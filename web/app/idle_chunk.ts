// What the whole page has, but only once something is shown.
import { renewManner } from "../i18n/locale.ts";

import { followCalendar } from "./calendar.ts";
import { copyAsRead } from "../message/copy_as_read.ts";
import { refuseDrops } from "../files/refuse_drops.ts";
import { after } from "./timers.ts";

export function onceStarted(window: Window): void {
  followCalendar({ window, after, changed: renewManner });
  refuseDrops(window);
  copyAsRead(window.document);
}
