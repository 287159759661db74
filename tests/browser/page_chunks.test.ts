// Parts of the page that are fetched when they are needed: before they are here, while the server is down, and after it was
// upgraded.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import { startTestServer } from "../support/server.ts";
import { visual } from "../support/visual_parts.ts";
import {
  attachFiles,
  composer,
  dialog,
  mainPart,
  messages,
  myMenu,
  sidePanel,
  sidebar,
  statuses,
  timeline,
  untilFocused,
} from "../support/page_parts.ts";

import { roomOfTwo, rowOf, postAs } from "./page_message_support.ts";
import { openWorkspace, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;
let roomId: number;

beforeAll(async () => {
  workspace = await openWorkspace();
  roomId = await roomOfTwo(workspace, "parts");
  await roomOfTwo(workspace, "lookout");
  await postAs(workspace.bob, roomId, "what was said");
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

const field = (page: Page) => page.getByRole("combobox", { name: "Find rooms, people or messages" });
const writes = (page: Page) => untilFocused(composer(page));
const away = "Offline. This loads when you're back online.";

/** In the room, with all that is said and no other part: those wait until they may go on. */
async function openSeatWithoutChunks(): Promise<{ page: Page; complaints: string[]; letGo: () => void }> {
  const { page, complaints } = await openSeat(workspace, workspace.ada, "about:blank");
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  // Not by `page.route`: it turns the browser's cache off.
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Fetch.enable", { patterns: [{ urlPattern: "*/assets/part-*" }] });
  const go = async (requestId: string) => {
    if ((await messages(timeline(page)).count()) > 0) await held;
    await cdp.send("Fetch.continueRequest", { requestId });
  };
  // Of a page that is gone there is nothing to go on with.
  cdp.on("Fetch.requestPaused", ({ requestId }) => void go(requestId).catch(() => {}));
  await page.goto(`/r/${roomId}`);
  await rowOf(page, "what was said").waitFor();
  await sidebar(page).getByRole("link").first().waitFor();
  await writes(page);
  return { page, complaints, letGo };
}

test("[C10] before its list is here the switcher takes what is typed, and Enter; the composer gets none of it", async () => {
  const { page, complaints, letGo } = await openSeatWithoutChunks();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("lookx");
  await page.keyboard.press("Backspace");
  expect(await field(page).inputValue()).toBe("look");
  expect(await page.getByRole("option").count()).toBe(0);
  await page.keyboard.press("Enter");
  expect(await composer(page).inputValue()).toBe("");
  letGo();
  await page.getByRole("heading", { name: "lookout", level: 1 }).waitFor();
  expect(await composer(page).inputValue()).toBe("");
  expect(complaints).toEqual([]);
}, 60_000);

test("[C10] what is typed before a dialog or the emoji are here lands in their field", async () => {
  const { page, complaints, letGo } = await openSeatWithoutChunks();
  await page.getByRole("button", { name: "Create a room" }).click();
  await page.keyboard.type("new rooom");
  for (let letter = 0; letter < 2; letter += 1) await page.keyboard.press("Backspace");
  await page.keyboard.type("m");
  await dialog(page).getByRole("heading", { name: "Couldn't load" }).waitFor();
  await page.keyboard.type(" too");
  letGo();
  const name = dialog(page).getByLabel("Name");
  await name.waitFor();
  expect(await name.inputValue()).toBe("new room too");
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "detached" });
  expect(await composer(page).inputValue()).toBe("");
  expect(complaints).toEqual([]);

  const next = await openSeatWithoutChunks();
  await next.page.getByRole("button", { name: "Add an emoji" }).click();
  await next.page.keyboard.type("tada");
  next.letGo();
  const search = next.page.getByRole("searchbox");
  await next.page.getByRole("button", { name: "party popper" }).waitFor();
  expect(await search.inputValue()).toBe("tada");
  expect(await composer(next.page).inputValue()).toBe("");
}, 60_000);

test("[C10] [F11] files added before what sends them is here: it is told, no message goes without them, and they go on", async () => {
  const { page, complaints, letGo } = await openSeatWithoutChunks();
  await attachFiles(page, [{ name: "early.txt", mimeType: "text/plain", buffer: Buffer.from("early") }]);
  await composer(page).fill("with a file");
  await composer(page).press("Enter");
  await statuses(mainPart(page)).getByText("Loading").waitFor();
  expect(await page.getByRole("button", { name: "Send", exact: true }).isDisabled()).toBe(true);
  expect(await composer(page).inputValue()).toBe("with a file");
  await page.context().setOffline(true);
  letGo();
  await statuses(page).getByText(away).waitFor();
  await page.context().setOffline(false);
  await page.locator(visual.uploaded).getByText("early.txt").waitFor();
  await composer(page).press("Enter");
  await rowOf(page, "with a file").getByRole("link").getByText("early.txt").waitFor();
  expect(await composer(page).inputValue()).toBe("");
  expect(complaints).toEqual([]);
}, 60_000);

test("[C10] while the server is down each part says so, with Try again, and goes on by itself when it is back", async () => {
  const { page, complaints, letGo } = await openSeatWithoutChunks();
  const { server } = workspace;
  await server.kill();
  letGo();
  const openers: { open: () => Promise<void> }[] = [
    { open: () => page.getByRole("button", { name: "Room menu" }).click() },
    { open: () => page.getByRole("button", { name: "All rooms" }).click() },
    { open: () => myMenu(page).click() },
    { open: () => page.getByRole("button", { name: "Add an emoji" }).click() },
    { open: () => page.getByRole("button", { name: "Format" }).click() },
    { open: () => page.getByRole("button", { name: "Browse rooms" }).click() },
    { open: () => page.getByRole("button", { name: "New message", exact: true }).click() },
    { open: () => page.keyboard.press("Control+/") },
    { open: () => messages(page).first().getByRole("button", { name: "Bob" }).last().click() },
  ];
  for (const { open } of openers) {
    await open();
    const failure = dialog(page).getByRole("alert");
    await failure.getByText(away).waitFor();
    await failure.getByRole("button", { name: "Try again" }).click();
    await failure.getByText(away).waitFor();
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "detached" });
  }
  // Panels and views in their place.
  await page.getByRole("button", { name: "Pinned", exact: true }).click();
  await sidePanel(page).getByText(away).waitFor();
  await sidePanel(page).getByRole("button", { name: "Close" }).click();
  // Between messages there is no place: a notice.
  await rowOf(page, "what was said").hover();
  await statuses(page).getByText(away).waitFor();
  expect(await page.getByText("Reload").count()).toBe(0);
  // What is typed meanwhile stays.
  await writes(page).catch(() => {});
  await page.keyboard.press("Control+k");
  await page.keyboard.type("look");
  await dialog(page).getByRole("alert").getByText(away).waitFor();
  expect(await field(page).inputValue()).toBe("look");
  expect(await composer(page).inputValue()).toBe("");
  const { dataDir, port } = server;
  const next = await startTestServer({ dataDir, port });
  workspace.server = {
    ...next,
    async dispose() {
      await next.dispose();
      await server.dispose();
    },
  };
  await page.getByRole("option", { name: "lookout" }).waitFor({ timeout: 40_000 });
  expect(await field(page).inputValue()).toBe("look");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "lookout", level: 1 }).waitFor();
  expect(complaints).toEqual([]);
}, 120_000);

test("[C10] only what a server that answers does not have leads to a reload", async () => {
  const { page, complaints, letGo } = await openSeatWithoutChunks();
  await page.route(/\/assets\/part-/, (route) => route.fulfill({ status: 404 }));
  letGo();
  await page.getByRole("button", { name: "Create a room" }).click();
  await dialog(page).getByText("Confab was updated").waitFor();
  await dialog(page).getByRole("button", { name: "Reload" }).waitFor();
  expect(complaints).toEqual([]);
}, 60_000);
