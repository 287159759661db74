import type { App } from "../app/app_context.ts";
import { switcherChunk } from "../app/chunks.ts";
import { lazy } from "../ui/lazy/lazy.tsx";

import { SwitcherBox } from "./switcher_box.tsx";

/** The list below the field, which loads first. */
const SwitcherList = lazy(switcherChunk, ({ SwitcherList }) => SwitcherList, {
  frame: (message) => <div class="switcher-foot">{message}</div>,
});

export const openSwitcher = (app: App) =>
  app.show((close) => <SwitcherBox close={close}>{(field) => <SwitcherList field={field} />}</SwitcherBox>);
