// Where it is said that a lazy view is not here.
import { BackButton } from "../back_button.tsx";
import { DialogBox } from "../dialog.tsx";
import { tUi } from "../words.ts";

import type { LazyOptions } from "./lazy.tsx";

/** Of a dialog, or of a menu or card beside its button. */
export const inDialog: LazyOptions<{ close: (refocus: boolean) => void }> = {
  frame: (message, { close }) => (
    <DialogBox title={tUi("notLoadedTitle")} close={() => close(true)}>
      {message}
    </DialogBox>
  ),
  isOpened: true,
};

/** Of what the page is about: with a way back. */
export const inMain: LazyOptions<object> = {
  waiting: () => <main class="room" aria-busy="true" aria-label={tUi("loading")} />,
  frame: (message) => (
    <main class="room">
      <header class="room-head">
        <BackButton />
        <h1 class="room-name">{tUi("notLoadedTitle")}</h1>
      </header>
      <div class="empty-state">{message}</div>
    </main>
  ),
  isOpened: true,
};

/** Nobody asked to see it: without it nothing is said. */
export const unannounced: LazyOptions<object> = { frame: () => null };
