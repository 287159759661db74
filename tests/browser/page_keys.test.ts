// Ada and Bob side by side, with the keyboard: from room to room, the quick switcher, what Escape does, what is written and
// pasted, drafts in two tabs, and where the focus is.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "bun:test";
import type { Locator, Page } from "playwright-core";

import { openSocket } from "../support/client.ts";
import { visual } from "../support/visual_parts.ts";
import {
  composer,
  dialog,
  editField,
  mainPart,
  messageWith,
  messages,
  pendingMessages,
  quote,
  replyChip,
  replyField,
  showsCount,
  sidePanel,
  timeline,
  tray,
  trayItems,
  unreadCount,
  untilFocused,
  untilValue,
} from "../support/page_parts.ts";

import { openFieldLetters, showsHighlighted } from "./field_letters.ts";
import { examine, themes } from "./page_visual_support.ts";
import { choose, roomOfTwo, rowOf, postAs } from "./page_message_support.ts";
import { openWorkspace, sidebarRow, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await openWorkspace();
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

const heading = (page: Page, name: string) => page.getByRole("heading", { name, level: 1 });
const switcher = (page: Page) => page.getByRole("combobox", { name: "Find rooms, people or messages" });
const options = (page: Page) => page.getByRole("option");
const chosen = (page: Page) => page.getByRole("option", { selected: true });
const isWriting = (page: Page) => untilFocused(composer(page));
const untilFieldIs = (page: Page, text: string) => untilValue(composer(page), text);
/** How far I have read, by the server. */
async function readSeq(person: Workspace["ada"], roomId: number): Promise<number> {
  return (await person.get(`/api/rooms/${roomId}`)).body.room.readSeq;
}
async function untilRead(person: Workspace["ada"], roomId: number, seq: number): Promise<void> {
  for (const until = Date.now() + 25_000; (await readSeq(person, roomId)) !== seq;) {
    if (Date.now() > until) throw new Error(`Read up to ${await readSeq(person, roomId)} instead of ${seq}.`);
    await Bun.sleep(20);
  }
}

test("[U2] [U5] Alt and arrows go from room to room, Shift to the unread; Escape closes, then reads; Shift+Escape reads all", async () => {
  const { ada, bob } = workspace;
  const ids = [];
  for (const name of ["aa one", "aa two", "aa three", "aa zoo"]) ids.push(await roomOfTwo(workspace, name));
  const [one = 0, two = 0, three = 0, zoo = 0] = ids;
  await ada.post("/api/rooms/read");
  const { page, complaints } = await openSeat(workspace, ada, `/r/${one}`);
  await isWriting(page);
  await page.keyboard.press("Alt+ArrowDown");
  await heading(page, "aa three").waitFor();
  await isWriting(page);
  await page.keyboard.press("Alt+ArrowUp");
  await heading(page, "aa one").waitFor();
  for (let at = 0; at < 3; at += 1) await postAs(bob, zoo, `news ${at}`);
  await postAs(bob, three, "@Ada look");
  await sidebarRow(page, "aa three").getByText("1", { exact: true }).waitFor();
  await sidebarRow(page, "aa zoo").getByText("3", { exact: true }).waitFor();
  await isWriting(page);
  // In the field too: what is typed there stays.
  await page.keyboard.type("half a thought");
  await page.keyboard.press("Alt+Shift+ArrowUp");
  await heading(page, "aa zoo").waitFor();
  await untilRead(ada, zoo, 3);
  await page.keyboard.press("Alt+ArrowUp");
  await heading(page, "aa two").waitFor();
  await page.keyboard.press("Alt+Shift+ArrowDown");
  await heading(page, "aa three").waitFor();
  await untilRead(ada, three, 1);

  // Escape: first what was opened last, then the next, then the room is read.
  await choose(page, rowOf(page, "look"), "Mark unread from here");
  await untilRead(ada, three, 0);
  await page.getByRole("button", { name: "Pinned", exact: true }).click();
  await page.getByRole("complementary", { name: "Pinned" }).waitFor();
  await rowOf(page, "look").hover();
  await rowOf(page, "look").getByRole("button", { name: "Reply", exact: true }).click();
  await replyChip(page).waitFor();
  await page.keyboard.press("Escape");
  await replyChip(page).waitFor({ state: "detached" });
  expect(await sidePanel(page).count()).toBe(1);
  await page.keyboard.press("Escape");
  await sidePanel(page).waitFor({ state: "detached" });
  expect(await readSeq(ada, three)).toBe(0);
  await page.keyboard.press("Escape");
  await untilRead(ada, three, 1);
  await isWriting(page);

  // All rooms, with the way back.
  for (const id of [one, two, zoo]) await postAs(bob, id, "more");
  for (const name of ["aa one", "aa two", "aa zoo"]) {
    await unreadCount(sidebarRow(page, name)).waitFor();
  }
  const before = await readSeq(ada, two);
  await page.keyboard.press("Shift+Escape");
  await page.getByRole("status").getByText("3 rooms marked as read").waitFor();
  await unreadCount(sidebarRow(page, "aa two")).waitFor({ state: "detached" });
  expect(await readSeq(ada, two)).toBe(before + 1);
  await page.getByRole("button", { name: "Undo" }).click();
  await unreadCount(sidebarRow(page, "aa two")).waitFor();
  await unreadCount(sidebarRow(page, "aa zoo")).waitFor();
  expect(await readSeq(ada, two)).toBe(before);
  await page.keyboard.press("Alt+ArrowUp");
  await heading(page, "aa one").waitFor();
  await untilFieldIs(page, "half a thought");
  expect(complaints).toEqual([]);
}, 60_000);

test("[SWITCHER] the switcher finds rooms, people and messages, joins and opens, and remembers where one was", async () => {
  const { ada, bob } = workspace;
  const roomId = await roomOfTwo(workspace, "design review");
  const last = await roomOfTwo(workspace, "Général");
  await bob.post("/api/rooms", { name: "gardening" });
  await postAs(bob, roomId, "the harbour gets a new pier");
  const { page, complaints } = await openSeat(workspace, ada, `/r/${last}`);
  await isWriting(page);
  await page.goto(`/r/${roomId}`);
  await isWriting(page);
  await page.keyboard.press("Control+k");
  // Nothing typed: where one was last, not where one is.
  await switcher(page).waitFor();
  await options(page).filter({ hasText: "Général" }).waitFor();
  expect(await options(page).filter({ hasText: "design review" }).count()).toBe(0);
  await page.keyboard.type("GENE");
  await chosen(page).getByText("Général").waitFor();
  await page.keyboard.press("Enter");
  await heading(page, "Général").waitFor();
  await isWriting(page);
  // A public room is joined.
  await page.keyboard.press("Control+k");
  await page.keyboard.type("gard");
  await chosen(page).getByText("gardening").waitFor();
  await page.keyboard.press("Enter");
  await heading(page, "gardening").waitFor();
  // A person: the room of two. Prefixes leave only their kind.
  await page.keyboard.press("Control+k");
  await page.keyboard.type("@bo");
  await chosen(page).getByText("Bob").waitFor();
  expect(await options(page).locator("svg").count()).toBe(0);
  await page.keyboard.press("Enter");
  await heading(page, "Bob").waitFor();
  // A message, and the whole search.
  await page.keyboard.press("Control+k");
  await page.keyboard.type("new pier");
  await options(page).filter({ hasText: "the harbour gets a new pier" }).waitFor();
  await page.keyboard.press("ArrowUp");
  await chosen(page).getByText("Search for").waitFor();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.locator(visual.reached).getByText("new pier").waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("qqqq");
  await page.getByText("No results").waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/search\?q=qqqq$/u);
  // Escape empties the search, then leaves it.
  await page.getByRole("searchbox").press("Escape");
  await page.keyboard.press("Escape");
  await isWriting(page);
  // The same key closes it, and the focus is where it was.
  await page.keyboard.press("Control+k");
  await switcher(page).waitFor();
  await page.keyboard.press("Control+k");
  await switcher(page).waitFor({ state: "detached" });
  await isWriting(page);
  expect(complaints).toEqual([]);
  // What the server does not tell is said, and what is known here is found.
  await page.route("**/api/users*", (route) => route.abort());
  await page.keyboard.press("Control+k");
  await page.keyboard.type("general");
  await page.getByText("Search failed.").waitFor();
  await chosen(page).getByText("Général").waitFor();
}, 60_000);

test("[KEYS] keys that mean something where they are pressed are left alone", async () => {
  const roomId = await roomOfTwo(workspace, "left alone");
  const { page } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await isWriting(page);
  await page.keyboard.type("what?");
  await untilFieldIs(page, "what?");
  expect(await dialog(page).count()).toBe(0);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Input.imeSetComposition", { text: "か", selectionStart: 1, selectionEnd: 1 });
  const key = { type: "rawKeyDown", key: "k", code: "KeyK", modifiers: 2 } as const;
  await cdp.send("Input.dispatchKeyEvent", { ...key, windowsVirtualKeyCode: 229 });
  await cdp.send("Input.insertText", { text: "か" });
  await untilFieldIs(page, "what?か");
  expect(await switcher(page).count()).toBe(0);
  // From the log a letter goes to the composer, and a question mark opens the sheet.
  await timeline(page).focus();
  await page.keyboard.press("x");
  await untilFieldIs(page, "what?かx");
  await timeline(page).focus();
  await page.keyboard.press("?");
  await dialog(page).getByRole("heading", { name: "Keyboard shortcuts" }).waitFor();
  await dialog(page).getByText("Mark all rooms as read").waitFor();
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "detached" });
  await untilFocused(timeline(page));
  await page.keyboard.press("Control+/");
  await dialog(page).waitFor();
}, 60_000);

test("[K13] the layer behind the field lies exactly under its text, in each script, and moves neither text nor caret", async () => {
  const roomId = await roomOfTwo(workspace, "layer");
  const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await isWriting(page);
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`.composer-text { caret-color: transparent !important }
      .seen-layer .composer-text { color: transparent !important }
      .seen-layer .writing-layer { visibility: visible !important }
      .seen-field .composer-text { color: var(--ink) !important }
      .seen-field .writing-layer { visibility: hidden !important }`);
    document.adoptedStyleSheets.push(sheet);
  });
  const picture = async (which: "layer" | "field") => {
    await page.evaluate((name) => (document.body.className = `seen-${name}`), which);
    return (await page.locator(visual.field).screenshot({ caret: "initial" })).toString("base64");
  };
  const letters = await openFieldLetters(page);
  const texts = [
    "plain **bold** `code` and https://a.example/x_y_z, kerned: AVA To fi ffl **AV**A",
    "مرحبا **بالعالم** و`code` مع https://a.example\nsecond **line** here\nשלום _עולם_",
    "日本語の**太字**と`コード`、長い文は折り返されるのでとても長く書きます。".repeat(6),
    "tabs\t**and**\tmore   spaces   `x`\n\n> quote 👩‍👩‍👧 **é**\n```js\nlet a = 1;\n```\n",
    `${"word **w** `c` ".repeat(160)}end`,
    `**${"unbrokenword".repeat(60)}**`,
  ];
  await composer(page).fill("**");
  // Written with the key, and not again with the frame after it.
  const draws = await page.locator(visual.fieldLayer).evaluateHandle((layer) => {
    const drawn = { count: 0 };
    layer.replaceChildren = (...nodes) => {
      drawn.count += 1;
      Element.prototype.replaceChildren.apply(layer, nodes);
    };
    return drawn;
  });
  await page.keyboard.press("a");
  await page.evaluate(() => new Promise(requestAnimationFrame));
  expect(await draws.evaluate(({ count }) => count)).toBe(1);
  let furthest = 0;
  for (const text of texts) {
    await composer(page).fill(text);
    // What lights up comes as a part, once: until then, the next key finds it.
    while ((await page.locator(visual.highlightedField).count()) === 0) await composer(page).fill(text);
    expect(await page.locator(visual.fieldLayer).textContent()).toBe(text);
    const { field, layer } = await letters.positions();
    expect(layer.length).toBe(field.length);
    for (const [at, coordinate] of layer.entries())
      furthest = Math.max(furthest, Math.abs(coordinate - (field[at] ?? 0)));
    // Only its colours are other than the field's.
    const highlighted = await picture("layer");
    await page.evaluate(() => CSS.highlights.clear());
    const same = (await picture("layer")) === (await picture("field"));
    const isColoured = highlighted !== (await picture("layer"));
    expect([text.slice(0, 20), isColoured, same, furthest < 1]).toEqual([
      text.slice(0, 20),
      true,
      true,
      true,
    ]);
  }
  console.log(`no letter of the layer is further than ${furthest.toFixed(2)} px from where the field has it`);
  await page.evaluate(() => (document.body.className = ""));
  // At the end of a text taller than the field may be, the caret is in sight with each new line.
  await composer(page).press("Control+End");
  for (let line = 0; line < 20; line += 1) await page.keyboard.press("Shift+Enter");
  const [hidden, below] = await page
    .locator(visual.field)
    .evaluate((box) => [box.scrollTop, box.scrollHeight - box.scrollTop - box.clientHeight] as const);
  expect([hidden > 0, below < 2]).toEqual([true, true]);
  await composer(page).fill("");
  await page.keyboard.type("one `two` three");
  for (let at = 0; at < 6; at += 1) await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("**X**");
  await untilFieldIs(page, "one `two`**X** three");
  expect(await composer(page).evaluate((area: HTMLTextAreaElement) => area.selectionStart)).toBe(14);
  await page.keyboard.press("Control+z");
  expect(await page.locator(visual.fieldLayer).textContent()).toBe(await composer(page).inputValue());
  // While something is composed the field shows itself: the browser's marks are in its colour.
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Input.imeSetComposition", { text: "に", selectionStart: 1, selectionEnd: 1 });
  const isClear = () =>
    composer(page).evaluate((area) => getComputedStyle(area).color === "rgba(0, 0, 0, 0)");
  expect(await isClear()).toBe(false);
  await cdp.send("Input.insertText", { text: "に" });
  expect(await isClear()).toBe(true);
  await page.emulateMedia({ forcedColors: "active" });
  expect(await isClear()).toBe(false);
  await page.emulateMedia({ forcedColors: "none" });
  // Too long to be lit, it is written as ever; the limit says the rest.
  await composer(page).fill("**a** ".repeat(4000));
  expect(await isClear()).toBe(false);
  await page.getByText("14,000 characters over the limit").waitFor();
  expect(complaints).toEqual([]);
}, 60_000);

test("[N7] ↑ right after sending edits what was sent, in a room and in a panel; who writes on does not mean it", async () => {
  const roomId = await roomOfTwo(workspace, "hasty");
  const original = await postAs(workspace.bob, roomId, "question");
  await postAs(workspace.ada, roomId, "an older one");
  const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await rowOf(page, "an older one").waitFor();
  await isWriting(page);
  /** Within one task: no answer can come, and nothing be drawn, in between. */
  const hurry = (where: Locator, then: string) =>
    where.evaluate((field: HTMLTextAreaElement, next) => {
      for (const key of ["Enter", "ArrowUp"])
        field.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      if (next === "") return;
      field.value = next;
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }, then);
  const edit = page.getByRole("textbox", { name: "Edit message" });
  await page.keyboard.type("in haste");
  await hurry(composer(page), "");
  await edit.waitFor();
  expect(await edit.inputValue()).toBe("in haste");
  await edit.press("Escape");
  await isWriting(page);
  await page.keyboard.type("and more");
  await hurry(composer(page), "I go on");
  await rowOf(page, "and more").waitFor();
  await pendingMessages(page).waitFor({ state: "detached" });
  await untilFieldIs(page, "I go on");
  await composer(page).fill("");
  await page.keyboard.press("ArrowUp");
  await edit.waitFor();
  expect(await edit.inputValue()).toBe("and more");
  await edit.press("Escape");
  await postAs(workspace.bob, roomId, "an answer", original.id);
  await rowOf(page, "question").getByRole("button", { name: "1 reply" }).click();
  await messages(sidePanel(page)).nth(1).waitFor();
  await replyField(page).fill("mine in haste");
  await replyField(page).focus();
  await hurry(replyField(page), "");
  await sidePanel(page).getByRole("textbox", { name: "Edit message" }).waitFor();
  expect(await editField(sidePanel(page)).inputValue()).toBe("mine in haste");
  expect(complaints).toEqual([]);
}, 30_000);

test("[M1] [K10] a room behind a # is put in as a link that leads there; a name is lit only when someone is called so", async () => {
  const roomId = await roomOfTwo(workspace, "linking");
  const target = await roomOfTwo(workspace, "deck *plans* [b]");
  await postAs(workspace.bob, roomId, "which one?");
  const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await rowOf(page, "which one?").waitFor();
  await page.keyboard.type("see #dec");
  await page.getByRole("listbox", { name: "Rooms" }).getByRole("option").waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.type("@bob and @nobody");
  await showsHighlighted(page, "mention", ["@bob"]);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+Shift+z");
  await page.keyboard.press("Control+Shift+z");
  await page.keyboard.press("Enter");
  const link = rowOf(page, "see").getByRole("link", { name: "#deck *plans* [b]" });
  await link.click();
  await heading(page, "deck *plans* [b]").waitFor();
  expect(new URL(page.url()).pathname).toBe(`/r/${target}`);
  expect(complaints).toEqual([]);
}, 60_000);

test("[D7] the offer to send a long paste as a file is still there after a reload, with what was not put in", async () => {
  const roomId = await roomOfTwo(workspace, "kept paste");
  const { page } = await openSeat(workspace, workspace.ada, `/r/${roomId}`, {
    permissions: ["clipboard-read", "clipboard-write"],
  });
  await isWriting(page);
  const offer = page.getByRole("group", { name: "Long paste" });
  for (const length of [3000, 60_000]) {
    await page.evaluate((count) => navigator.clipboard.writeText("x".repeat(count)), length);
    await page.keyboard.press("Control+v");
    await offer.waitFor();
    await page.reload();
    await offer.waitFor();
    await offer.getByRole("button", { name: "Send as file" }).click();
    await page.locator(visual.uploaded).waitFor();
    expect(await composer(page).inputValue()).toBe("");
    await page.getByRole("button", { name: "Remove Pasted text.txt" }).click();
    await trayItems(page).waitFor({ state: "detached" });
  }
  await page.reload();
  await isWriting(page);
  expect(await offer.count()).toBe(0);
}, 30_000);

test('[T1] leaving a room with a draft ends "is typing" there', async () => {
  const roomId = await roomOfTwo(workspace, "left typing");
  const bob = await openSocket(workspace.server.url, { cookie: workspace.bob.cookie });
  await bob.next("hello");
  const { page } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await isWriting(page);
  await page.keyboard.type("half a thought");
  expect(await bob.next("typing")).toMatchObject({ roomId });
  await sidebarRow(page, "lounge").click();
  expect(await bob.next("typing")).toMatchObject({ roomId, on: false });
  await bob.close();
});

test("[D7] a long paste goes in and may go as a file instead, which is undone as it was done; the offer waits for nothing", async () => {
  const roomId = await roomOfTwo(workspace, "long paste");
  const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await page
    .context()
    .grantPermissions(["clipboard-read", "clipboard-write"], { origin: workspace.server.url });
  await isWriting(page);
  const paste = async (text: string) => {
    await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await page.keyboard.press("Control+v");
  };
  const long = "a line of a log\n".repeat(200);
  await page.keyboard.type("before ");
  await paste(long);
  await untilFieldIs(page, `before ${long}`);
  const offer = page.getByRole("group", { name: "Long paste" });
  await offer.getByText("Long paste: 3,200 characters").waitFor();
  await isWriting(page);
  await page.keyboard.type("after");
  await offer.getByRole("button", { name: "Send as file" }).click();
  await untilFieldIs(page, "before after");
  await tray(page).getByText("Pasted text.txt").waitFor();
  expect(await offer.count()).toBe(0);
  await isWriting(page);
  await page.keyboard.press("Control+z");
  await untilFieldIs(page, `before ${long}after`);
  await page.keyboard.press("Control+Shift+z");
  await untilFieldIs(page, "before after");
  await page.getByRole("button", { name: "Send" }).click();
  await rowOf(page, "before after").getByText("Pasted text.txt").waitFor();
  // Taken back, nothing is offered any more; kept as text, neither.
  await paste(long);
  await offer.waitFor();
  await page.keyboard.press("Control+z");
  await offer.waitFor({ state: "detached" });
  await paste(long);
  await offer.getByRole("button", { name: "Keep as text" }).click();
  await untilFieldIs(page, long);
  await page.keyboard.press("Enter");
  await rowOf(page, "a line of a log").waitFor();
  // More than a field takes well is not put in, and not lost.
  await paste("x".repeat(60_000));
  await offer.getByText("Too long for a message: 60,000 characters").waitFor();
  await untilFieldIs(page, "");
  await offer.getByRole("button", { name: "Send as file" }).click();
  await tray(page).getByText("Pasted text.txt").waitFor();
  await page.getByRole("button", { name: "Send" }).click();
  await tray(page).waitFor({ state: "detached" });
  expect(complaints).toEqual([]);
}, 60_000);

test("[W8] drafts, what they answer, and edits appear in my other tab, and survive it", async () => {
  const roomId = await roomOfTwo(workspace, "two tabs");
  await postAs(workspace.bob, roomId, "question");
  await postAs(workspace.ada, roomId, "my words");
  const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  const other = await page.context().newPage();
  await other.goto(`/r/${roomId}`);
  await rowOf(page, "my words").waitFor();
  await rowOf(other, "my words").waitFor();
  await rowOf(page, "question").hover();
  await rowOf(page, "question").getByRole("button", { name: "Reply", exact: true }).click();
  await page.keyboard.type("half an answer");
  await untilFieldIs(other, "half an answer");
  await replyChip(other).getByText("question").waitFor();
  // A slow tab still hears what was typed a while ago: it shows that, and leaves alone what is kept by now.
  const hears = (text: string) =>
    other.evaluate((newValue) => {
      const key = Object.keys(localStorage).find((one) => localStorage[one] === "half an answer") ?? "";
      window.dispatchEvent(new StorageEvent("storage", { key, newValue }));
      return localStorage.getItem(key);
    }, text);
  expect(await hears("half an")).toBe("half an answer");
  await untilFieldIs(other, "half an");
  expect(await hears("half an answer")).toBe("half an answer");
  await untilFieldIs(other, "half an answer");
  await composer(other).press("End");
  await other.keyboard.type(", the rest");
  await composer(other).press("Enter");
  await rowOf(page, "half an answer").waitFor();
  await quote(rowOf(other, "half an answer, the rest")).waitFor();
  await composer(page).fill("");
  await composer(other).fill("");
  // An edit: in the other tab, after a reload, and gone when it is given up.
  await rowOf(page, "my words").hover();
  await rowOf(page, "my words").getByRole("button", { name: "Edit" }).click();
  const edit = (one: Page) => one.getByRole("textbox", { name: "Edit message" });
  await edit(page).fill("my better words");
  await rowOf(other, "my words").hover();
  await rowOf(other, "my words").getByRole("button", { name: "Edit" }).click();
  expect(await edit(other).inputValue()).toBe("my better words");
  await edit(page).fill("my best words");
  await untilValue(edit(other), "my best words");
  await page.reload();
  await rowOf(page, "my words").hover();
  await rowOf(page, "my words").getByRole("button", { name: "Edit" }).click();
  expect(await edit(page).inputValue()).toBe("my best words");
  // It began from what is not there any more.
  const { body } = await workspace.ada.get(`/api/rooms/${roomId}/messages?limit=10`);
  const mine = body.messages.find((one: { body: string }) => one.body === "my words");
  await page.reload();
  await workspace.ada.patch(`/api/messages/${mine.id}`, { editedAt: null, body: "words of my phone" });
  await rowOf(page, "words of my phone").hover();
  await rowOf(page, "words of my phone").getByRole("button", { name: "Edit" }).click();
  await page.getByText("This message was edited elsewhere.").waitFor();
  await edit(page).press("Escape");
  await isWriting(page);
  await rowOf(page, "words of my phone").getByRole("button", { name: "Edit" }).click();
  expect(await edit(page).inputValue()).toBe("words of my phone");
  expect(complaints).toEqual([]);
}, 60_000);

test("[KEYS] the focus is always somewhere, and seen: along the whole page, and when what had it is gone", async () => {
  const roomId = await roomOfTwo(workspace, "focus");
  await postAs(workspace.bob, roomId, "with **signs** and https://a.example");
  const mine = await postAs(workspace.ada, roomId, "to be deleted");
  const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await rowOf(page, "to be deleted").waitFor();
  await isWriting(page);
  // Along the whole page: each stop is marked, by a line of its own or of what it stands in.
  const unmarked: string[] = [];
  const first = await page.evaluateHandle(() => document.activeElement);
  for (let stop = 0; stop < 80; stop += 1) {
    await page.keyboard.press("Tab");
    const seen = await page.evaluate(
      ({ began, ringed, edge }) => {
        const at = document.activeElement;
        if (!at || at === document.body) return "nowhere";
        if (at === began) return "round";
        const marks = [at, at.closest(ringed)];
        const isMarked = marks.some((one) => {
          const style = one && getComputedStyle(one);
          const isLine =
            style && style.outlineStyle !== "none" && !/, 0\)$|transparent/u.test(style.outlineColor);
          const isDrawn = one === at && getComputedStyle(at, "::after").opacity === "1" && at.matches(edge);
          return isLine || isDrawn || (style && one !== at && style.boxShadow !== "none");
        });
        return isMarked ? "" : at.outerHTML.slice(0, 120);
      },
      { began: first, ringed: visual.ringed, edge: visual.columnEdge },
    );
    if (seen === "round") break;
    // Out of the page, to the browser's own.
    if (seen !== "" && seen !== "nowhere") unmarked.push(seen);
  }
  expect(unmarked).toEqual([]);

  const focused = () =>
    page.evaluate(() => {
      const at = document.activeElement;
      return at === document.body || !at ? "nowhere" : at.tagName;
    });
  const isSomewhere = () =>
    page.waitForFunction(() => document.activeElement && document.activeElement !== document.body);
  // After sending by the button, which is off then.
  await composer(page).fill("sent");
  await page.getByRole("button", { name: "Send" }).click();
  await isWriting(page);
  // Deleted under the focus: the tombstone has it.
  await rowOf(page, "to be deleted").focus();
  await workspace.ada.delete(`/api/messages/${mine.id}`);
  await page.getByText("This message was deleted.").waitFor();
  expect(await focused()).not.toBe("nowhere");
  await choose(page, rowOf(page, "sent"), "Delete");
  await dialog(page).getByRole("button", { name: "Delete" }).click();
  await showsCount(messageWith(page, "This message was deleted."), 2);
  await isSomewhere();
  // A dialog that is closed gives it back.
  await page.getByRole("button", { name: "Members", exact: true }).click();
  await dialog(page).waitFor();
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "detached" });
  await isSomewhere();
  // Another room: where one writes.
  await sidebarRow(page, "lounge").click();
  await heading(page, "lounge").waitFor();
  await isWriting(page);
  // A room he is put out of while he writes.
  const bob = await openSeat(workspace, workspace.bob, `/r/${roomId}`);
  await isWriting(bob.page);
  await workspace.ada.delete(`/api/rooms/${roomId}/members/${workspace.bob.user.id}`);
  await composer(bob.page).waitFor({ state: "detached" });
  await bob.page.waitForFunction(() => document.activeElement && document.activeElement !== document.body);
  // The page as a whole has no ring: of one as wide as the window only an edge would be seen.
  await bob.page.getByRole("button", { name: "Join room" }).waitFor();
  const ring = await mainPart(bob.page)
    .and(bob.page.locator(":focus"))
    .evaluate((main) => getComputedStyle(main).outlineStyle);
  expect(ring).toBe("none");
  expect(complaints).toEqual([]);
}, 60_000);

for (const { name, options: screen } of themes) {
  describe(name, () => {
    test("[VISUAL] looks well: the switcher, the sheet of shortcuts, what is lit and what is offered", async () => {
      const roomId = await roomOfTwo(workspace, `keys-${name}`);
      await postAs(workspace.bob, roomId, "We should look at the keys of the harbour again.");
      const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`, screen);
      await rowOf(page, "We should look").waitFor();
      await page.keyboard.press("Control+k");
      await switcher(page).waitFor();
      await examine(page, `switcher-usual-${name}`);
      await switcher(page).fill("key");
      await options(page).filter({ hasText: "We should look" }).first().waitFor();
      await examine(page, `switcher-found-${name}`);
      await page.keyboard.press("Escape");
      await dialog(page).waitFor({ state: "detached" });
      await page.keyboard.press("Control+/");
      await dialog(page).waitFor();
      await examine(page, `shortcuts-${name}`);
      await page.keyboard.press("Escape");
      await dialog(page).waitFor({ state: "detached" });
      await composer(page).fill("**Bold** `code` [a link](https://a.example) > @bob");
      await composer(page).press("End");
      await composer(page).pressSequentially(" #key");
      await page.getByRole("listbox", { name: "Rooms" }).waitFor();
      await examine(page, `writing-${name}`);
      expect(complaints).toEqual([]);
    }, 60_000);
  });
}
