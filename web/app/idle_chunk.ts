// Parts of the whole page that are needed only after the first draw.
import { refreshLocale } from "../i18n/locale.ts";

import { followCalendar } from "./calendar.ts";
import { copyAsRead } from "../message/copy_as_read.ts";
import { refuseDrops } from "../files/refuse_drops.ts";
import { after } from "./timers.ts";

export function onceStarted(window: Window): void {
  followCalendar({ window, after, changed: refreshLocale });
  refuseDrops(window);
  copyAsRead(window.document);
}
