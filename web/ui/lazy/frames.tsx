// Frames for the message that a lazy view could not be loaded.
import { BackButton } from "../back_button.tsx";
import { DialogBox } from "../dialog.tsx";
import { tUi } from "../words.ts";

import type { LazyOptions } from "./lazy.tsx";

/** For a dialog, or a menu or card next to its button. */
export const inDialog: LazyOptions<{ close: (refocus: boolean) => void }> = {
  frame: (message, { close }) => (
    <DialogBox title={tUi("notLoadedTitle")} close={() => close(true)}>
      {message}
    </DialogBox>
  ),
  isOpened: true,
};

/** For a main view: with a way back. */
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

/** For a view that nobody opened: shows nothing. */
export const unannounced: LazyOptions<object> = { frame: () => null };
