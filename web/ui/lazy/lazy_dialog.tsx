import type { ComponentChildren, ComponentType } from "preact";

import { tUi } from "../words.ts";

import { DialogBox } from "../dialog.tsx";
import { later, type Later } from "./lazy.tsx";

/** A dialog that comes later, or a menu or card beside its button: what is to be said before it is here stands in a dialog. */
export function laterDialog<P extends { close: (refocus: boolean) => void }>(
  load: () => Promise<ComponentType<P>>,
): Later<P> {
  const frame = (told: ComponentChildren, { close }: P) => (
    <DialogBox title={tUi("notLoadedTitle")} close={() => close(true)}>
      {told}
    </DialogBox>
  );
  return later(load, { frame, isOpened: true });
}
