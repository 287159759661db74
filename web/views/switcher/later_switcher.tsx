import type { App } from "../../app/app.ts";
import type { Chat } from "../../app/chat.ts";
import { loadLaterStyle } from "../parts/later_style.ts";

const part = () => import("./switcher_part.ts");

/** Fetched ahead, so that it opens at once, offline too. */
export const fetchSwitcher = () => void Promise.all([part(), loadLaterStyle()]).catch(() => {});

let isComing = false;

/** A key that is pressed again while its part comes does nothing more. */
async function withPart(app: App, use: (loaded: Awaited<ReturnType<typeof part>>) => void): Promise<void> {
  if (isComing) return;
  isComing = true;
  await app.attempt(async () => {
    const [loaded] = await Promise.all([part(), loadLaterStyle()]);
    use(loaded);
  });
  isComing = false;
}

export const openSwitcher = (app: App) =>
  void withPart(app, ({ Switcher }) => app.show((close) => <Switcher close={close} />));

export const openShortcutSheet = (app: App) =>
  void withPart(app, ({ ShortcutSheet }) => app.show((close) => <ShortcutSheet close={close} />));

export const readEverything = (app: App, chat: Chat) =>
  void withPart(app, ({ markAllRead }) => void markAllRead(app, chat));
