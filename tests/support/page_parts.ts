// The parts of the page as people find them: by role, label and text. What is found so is found by a screen reader too.
// Names are the English ones unless a part is looked at in every language. Selectors of what only the eye has are in `visual_parts.ts`.
import type { Locator, Page } from "playwright-core";

type Scope = Page | Locator;

// --- parts of the page ---

export const sidebar = (page: Page) =>
  page.getByRole("navigation", { name: /^(?:Rooms|Räume|الغرف|ルーム)$/u });

/** My own menu, at the foot of the sidebar. */
export const myMenu = (page: Page) =>
  sidebar(page).getByRole("button", { name: /\b(?:menu|Menü)$|(?:القائمة|メニュー)$/u });

/** The room, or what else is the main content. */
export const mainPart = (page: Page) => page.getByRole("main");

/** Replies, pins or details: beside the room, or over it as the main content. */
export const sidePanel = (page: Page) =>
  page.getByRole("complementary").or(page.getByRole("main", { name: /^(?:Replies|Pinned|About this )/u }));

/** Where the messages of the room scroll. */
export const timeline = (page: Page) =>
  page.getByRole("region", { name: /^(?:Messages|Nachrichten|الرسائل|メッセージ)$/u });

export const dialog = (scope: Scope) => scope.getByRole("dialog");

/** What the page says: notices, the state of the connection, how many were found. */
export const statuses = (scope: Scope) => scope.getByRole("status");

/** Where one signs in. */
export const languageChoice = (page: Page) =>
  page.getByRole("combobox", { name: /^(?:Language|Sprache|اللغة|言語)$/u });

// --- where one writes ---

const composerLabel = /^(?:Message|Nachricht an|رسالة إلى) | へのメッセージ$/u;

export const composer = (page: Page) => page.getByRole("textbox", { name: composerLabel });

/** The composer of the replies. */
export const replyField = (page: Page) => sidePanel(page).getByRole("textbox", { name: "Reply" });

export const editField = (scope: Scope) => scope.getByRole("textbox", { name: "Edit message" });

/** Above the composer: what is being answered. */
export const replyChip = (scope: Scope) => scope.getByRole("group", { name: /^Replying to/u });

/** The files that the message being written takes along. */
export const tray = (scope: Scope) => scope.getByRole("list", { name: "Attached files" });
export const trayItems = (scope: Scope) => tray(scope).getByRole("listitem");

/** Chooses files as the browser lets one choose them. */
export async function attachFiles(
  page: Page,
  files: Parameters<Locator["setInputFiles"]>[0],
  scope: Scope = page,
): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    scope.getByRole("button", { name: /^Add files/u }).click(),
  ]);
  await chooser.setFiles(files);
}

// --- messages ---

export const messages = (scope: Scope) => scope.getByRole("article");

/** Known to the server: they are called by author and time. */
export const sentMessages = (scope: Scope) => scope.getByRole("article", { name: ", " });

/** Not yet known to the server. */
export const pendingMessages = (scope: Scope) => scope.getByRole("article", { name: "Waiting to be sent" });
export const failedMessages = (scope: Scope) => scope.getByRole("article", { name: "Not sent" });

/** `row.locator(theText)`: the text of a message, by which its row is described. */
export const theText = "xpath=id(@aria-describedby)";

/** The messages with this in their text; not those that only quote it. */
export function messageWith(scope: Scope, text: string | RegExp): Locator {
  const page = "page" in scope ? scope.page() : scope;
  return messages(scope).filter({ has: page.locator(theText, { hasText: text }) });
}

/** The texts of messages in order, pending ones too; one that is being edited has none. */
export async function textsOf(rows: Locator): Promise<string[]> {
  return rows.evaluateAll((all) =>
    all.flatMap(
      (row) => document.getElementById(row.getAttribute("aria-describedby") ?? "")?.textContent ?? [],
    ),
  );
}

/** The original above a reply. */
export const quote = (row: Scope) => row.getByRole("button", { name: /^In reply to/u });

/** Each is called "👍 2: you and Bob". */
export const reactions = (row: Scope) =>
  row.getByRole("list", { name: "Reactions" }).getByRole("button", { name: /^\S+ [\d,]+: /u });

/** Under a message of mine: who has read it. */
export const seenLine = (scope: Scope) => scope.getByText(/^Seen\b/u);

/** Above the first unread message. */
export const unreadLine = (page: Page) =>
  timeline(page).getByRole("separator", { name: /\bnew$|\bneue$|^新着|جديد/u });

/** The way to the end of the room. */
export const toEnd = (page: Page) => page.getByRole("button", { name: /^(?:Latest|\d+ new)$/u }).last();

/** The way up to the first unread message. */
export const unreadJump = (page: Page) =>
  page.getByRole("group", { name: "Unread messages above" }).getByRole("button").first();

/** Pictures in messages, by the names of their files. */
export const pictures = (scope: Scope) => scope.getByRole("img", { name: /\.(?:png|jpe?g|gif|webp)$/u });

/** The row's number of unread messages or mentions, as it is read aloud. */
export const unreadCount = (row: Locator) => row.getByText(/^\d[\d,]*\+? (?:unread messages?|mentions?)$/u);

// --- waiting ---

/** Waits until as many are there. */
export async function showsCount(found: Locator, count: number): Promise<void> {
  if (count > 0) await found.nth(count - 1).waitFor({ state: "attached" });
  await found.nth(count).waitFor({ state: "detached" });
}

/** Waits until what is found has the focus. */
export const untilFocused = (found: Locator) => found.and(found.page().locator(":focus")).waitFor();

/** Waits until what is read is this. */
export async function untilEqual<T>(read: () => Promise<T>, wanted: T): Promise<void> {
  const until = Date.now() + 25_000;
  for (;;) {
    const found = JSON.stringify(await read());
    if (found === JSON.stringify(wanted)) return;
    if (Date.now() > until) throw new Error(`Shows ${found} instead of ${JSON.stringify(wanted)}.`);
    await Bun.sleep(30);
  }
}

export const untilValue = (field: Locator, text: string) => untilEqual(() => field.inputValue(), text);
