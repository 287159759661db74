import { render } from "preact";

import { createApp } from "./app/app.ts";
import { followVisibleHeight } from "./app/visible_height.ts";
import { AppView } from "./views/app_view.tsx";
import { fetchTimeline } from "./views/room/later_timeline.tsx";

const root = document.querySelector("#app");
if (root) {
  followVisibleHeight({ window });
  const app = createApp();
  render(<AppView app={app} />, root);
  void app.start();
  fetchTimeline();
}
