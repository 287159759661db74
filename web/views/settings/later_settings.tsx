// My settings come as one part, when they are first opened.
import { later } from "../parts/later.tsx";

const waits = () => <main class="room" aria-busy="true" />;

export const SettingsView = later(
  () => import("./settings_view.tsx").then((part) => part.SettingsView),
  waits,
);
