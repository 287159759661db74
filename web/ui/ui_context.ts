// What buttons, dialogs and notices need of the page around them. The app gives it; here nothing knows the app.
import type { ReadonlySignal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";

import type { Notices } from "./notices.ts";

export interface Ui {
  notices: Notices;
  keys: { isPointerLast: () => boolean };
  /** Keys pressed meanwhile are kept for what is opened; what it gives ends that, and says whether it came. */
  typeAhead: { hold: () => (isHere: boolean) => void };
  /** What stays on this machine. */
  localStore: {
    get: (key: string) => string | null;
    put: (key: string, value: string) => void;
    remove: (key: string) => void;
  };
  router: { cover: (close: () => void) => () => void };
  goHome: () => void;
  /** Whether the server is reached. */
  isConnected: ReadonlySignal<boolean>;
}

export const UiContext = createContext<Ui | null>(null);

export function useUi(): Ui {
  const ui = useContext(UiContext);
  if (!ui) throw new Error("There is no page around this view.");
  return ui;
}
