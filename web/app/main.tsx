import { render } from "preact";

import { createApp } from "./app.ts";
import { fetchChunk } from "../ui/lazy/fetch_chunk.ts";
import { createImportChunk } from "./import_chunk.ts";
import { keepFocus } from "./keep_focus.ts";
import { followVisibleHeight } from "./visible_height.ts";
import { conversationChunk } from "./chunks.ts";
import { AppView } from "./app_view.tsx";

globalThis.importChunk = createImportChunk();

// Not awaited at the top level: the build would take the page apart for it.
async function start(root: Element): Promise<void> {
  followVisibleHeight({ window });
  conversationChunk.fetch().catch(() => {});
  const app = createApp();
  const appearanceReady = app.appearance.start();
  const starts = app.start();
  await appearanceReady;
  // What is there for when the page cannot start.
  root.replaceChildren();
  render(<AppView app={app} />, root);
  root.setAttribute("data-drawn", "");
  // With the first drawing: what comes later has not seen what had it.
  keepFocus(window);
  await starts;
  // Until it is here all of it stays the browser's.
  const rest = async () => (await import("./idle_chunk.ts")).onceStarted(window);
  fetchChunk(rest, { onHere() {}, onTrouble() {} });
}

const root = document.querySelector("#app");
// See `app/start/guard.ts`.
if (root && !root.hasAttribute("data-start")) {
  root.setAttribute("data-start", "begun");
  void start(root);
}
