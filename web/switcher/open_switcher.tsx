import type { App, Chat } from "../app/app_context.ts";
import { troubleWith } from "../ui/lazy/fetch_chunk.ts";
import { notifyChunkFailed } from "../ui/lazy/chunk_error.ts";
import { switcherChunk } from "../app/chunks.ts";
import { lazy } from "../ui/lazy/lazy.tsx";

import { SwitcherBox } from "./switcher_box.tsx";

/** Beneath the field, which is there before it. */
const SwitcherList = lazy(switcherChunk, ({ SwitcherList }) => SwitcherList, {
  frame: (message) => <div class="switcher-foot">{message}</div>,
});

export const openSwitcher = (app: App) =>
  app.show((close) => <SwitcherBox close={close}>{(field) => <SwitcherList field={field} />}</SwitcherBox>);

export function readEverything(app: App, chat: Chat): void {
  const again = () => readEverything(app, chat);
  void troubleWith(async () => void (await switcherChunk.fetch()).markAllRead(app, chat)).then(
    (trouble) => trouble && notifyChunkFailed(app, { trouble, again }),
  );
}
