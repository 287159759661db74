import type { App, Chat } from "../app/app_context.ts";
import { troubleWith } from "../ui/lazy/fetch_chunk.ts";
import { tellPartFailed } from "../ui/lazy/chunk_error.ts";
import { later } from "../ui/lazy/lazy.tsx";
import { laterDialog } from "../ui/lazy/lazy_dialog.tsx";

import { SwitcherBox } from "./switcher_box.tsx";

const part = () => import("./switcher_chunk.ts");

/** Beneath the field, which is there before it. */
const SwitcherList = later(() => part().then((switcher) => switcher.SwitcherList), {
  frame: (told) => <div class="switcher-foot">{told}</div>,
});
const ShortcutSheet = laterDialog(() => part().then((switcher) => switcher.ShortcutSheet));

/** Fetched ahead, so that it opens at once, offline too. */
export const fetchSwitcher = () => void SwitcherList.fetch().catch(() => {});

export const openSwitcher = (app: App) =>
  app.show((close) => <SwitcherBox close={close}>{(field) => <SwitcherList field={field} />}</SwitcherBox>);

export const openShortcutSheet = (app: App) => app.show((close) => <ShortcutSheet close={close} />);

export function readEverything(app: App, chat: Chat): void {
  const again = () => readEverything(app, chat);
  void troubleWith(async () => void (await part()).markAllRead(app, chat)).then(
    (trouble) => trouble && tellPartFailed(app, { trouble, again }),
  );
}
