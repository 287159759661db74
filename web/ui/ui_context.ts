// What buttons, dialogs and notices need from the page. The app provides it; nothing here knows the app.
import type { ReadonlySignal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";

import type { Notices } from "./notices.ts";

export interface Ui {
  notices: Notices;
  keys: { isPointerLast: () => boolean };
  /** Keys pressed from now on are kept for the view being opened; the returned function ends that, and says whether it opened. */
  typeAhead: { hold: () => (isHere: boolean) => void };
  /** The store of this machine. */
  localStore: {
    get: (key: string) => string | null;
    put: (key: string, value: string) => void;
    remove: (key: string) => void;
  };
  router: { cover: (close: () => void) => () => void };
  goHome: () => void;
  /** Whether the server is connected. */
  isConnected: ReadonlySignal<boolean>;
}

export const UiContext = createContext<Ui | null>(null);

export function useUi(): Ui {
  const ui = useContext(UiContext);
  if (!ui) throw new Error("There is no page around this view.");
  return ui;
}
