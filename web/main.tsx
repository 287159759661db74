import { render } from "preact";

import { createApp } from "./app/app.ts";
import { fetchPart } from "./app/fetch_part.ts";
import { createImportPart } from "./app/import_part.ts";
import { keepFocus } from "./app/keep_focus.ts";
import { followVisibleHeight } from "./app/visible_height.ts";
import { AppView } from "./views/app_view.tsx";
import { fetchTimeline } from "./views/room/later_timeline.tsx";

globalThis.importPart = createImportPart();

// Not awaited at the top level: the build would take the page apart for it.
async function start(root: Element): Promise<void> {
  followVisibleHeight({ window });
  fetchTimeline();
  const app = createApp();
  const looks = app.look.start();
  const starts = app.start();
  await looks;
  // What is there for when the page cannot start.
  root.replaceChildren();
  render(<AppView app={app} />, root);
  root.setAttribute("data-drawn", "");
  // With the first drawing: what comes later has not seen what had it.
  keepFocus(window);
  await starts;
  // Until it is here all of it stays the browser's.
  const rest = async () => (await import("./app/once_started.ts")).onceStarted(window);
  fetchPart(rest, { onHere() {}, onTrouble() {} });
}

const root = document.querySelector("#app");
// See `start/guard.ts`.
if (root && !root.hasAttribute("data-start")) {
  root.setAttribute("data-start", "begun");
  void start(root);
}
