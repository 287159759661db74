import { render } from "preact";

import { createApp } from "./app/app.ts";
import { followCalendar } from "./app/calendar.ts";
import { after } from "./app/timers.ts";
import { createImportPart } from "./app/import_part.ts";
import { followVisibleHeight } from "./app/visible_height.ts";
import { AppView } from "./views/app_view.tsx";
import { fetchTimeline } from "./views/room/later_timeline.tsx";
import { renewManner } from "./words/language.ts";

globalThis.importPart = createImportPart();

// Not awaited at the top level: the build would take the page apart for it.
async function start(root: Element): Promise<void> {
  followVisibleHeight({ window });
  followCalendar({ window, after, changed: renewManner });
  fetchTimeline();
  const app = createApp();
  const looks = app.look.start();
  const starts = app.start();
  await looks;
  render(<AppView app={app} />, root);
  await starts;
  // Without a line it stays the browser's.
  await import("./app/once_started.ts").then(
    ({ onceStarted }) => onceStarted(window),
    () => {},
  );
}

const root = document.querySelector("#app");
if (root) void start(root);
