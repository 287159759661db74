import type { ComponentChildren, ComponentType } from "preact";

import { tUi } from "../words.ts";
import { BackButton } from "../back_button.tsx";

import { later, type Later } from "./lazy.tsx";

const waits = () => <main class="room" aria-busy="true" aria-label={tUi("loading")} />;

const failed = (told: ComponentChildren) => (
  <main class="room">
    <header class="room-head">
      <BackButton />
      <h1 class="room-name">{tUi("notLoadedTitle")}</h1>
    </header>
    <div class="empty-state">{told}</div>
  </main>
);

/** What the page is about, when it comes later; where it does not, there is a way back. */
export const laterMain = <P extends object>(load: () => Promise<ComponentType<P>>): Later<P> =>
  later(load, { waiting: waits, frame: failed, isOpened: true });
