import type { App } from "../../app/app.ts";
import type { Chat } from "../../app/chat.ts";
import { loadAround } from "../parts/later_around.ts";
import { tellPartFailed } from "../parts/part_failed.tsx";

type Part = Awaited<ReturnType<typeof part>>;

const part = () => import("./switcher_part.ts");

let known: Part | null = null;
let isComing = false;

async function load(): Promise<Part> {
  const [loaded] = await Promise.all([part(), loadAround()]);
  return (known = loaded);
}

/** Fetched ahead, so that it opens at once, offline too. */
export const fetchSwitcher = () => void load().catch(() => {});

/** At once where it is here: the next key is meant for what opens. A key that is pressed again meanwhile does nothing more. */
async function withPart(app: App, use: (loaded: Part) => void): Promise<void> {
  if (known) return use(known);
  if (isComing) return;
  isComing = true;
  await load().then(use, () => tellPartFailed(app));
  isComing = false;
}

export const openSwitcher = (app: App) =>
  void withPart(app, ({ Switcher }) => app.show((close) => <Switcher close={close} />));

export const openShortcutSheet = (app: App) =>
  void withPart(app, ({ ShortcutSheet }) => app.show((close) => <ShortcutSheet close={close} />));

export const readEverything = (app: App, chat: Chat) =>
  void withPart(app, ({ markAllRead }) => void markAllRead(app, chat));
