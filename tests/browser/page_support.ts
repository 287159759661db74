// Two people at a real server, each in a Chromium context of their own.
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

import { closeContexts, sharedBrowser, watchConsole } from "../support/browser.ts";
import type { Person } from "../support/client.ts";
import type { TestServer, TestServerOptions } from "../support/server.ts";
import { startWorkspace } from "../support/workspace.ts";
import { messages, myMenu, sidebar, textsOf, untilEqual } from "../support/page_parts.ts";

export interface Workspace {
  server: TestServer;
  browser: Browser;
  ada: Person;
  bob: Person;
  roomId: number;
  /** After each test. */
  closeContexts: () => Promise<void>;
  close: () => Promise<void>;
}

/** Ada and Bob share a room of their own besides the lounge. */
export async function openWorkspace(options: { server?: TestServerOptions } = {}): Promise<Workspace> {
  const [{ server, ada, bob }, browser] = await Promise.all([
    startWorkspace(options.server),
    sharedBrowser(),
  ]);
  const created = await ada.post("/api/rooms", { name: "harbour" });
  const roomId: number = created.body.room.id;
  await bob.post(`/api/rooms/${roomId}/join`);
  const workspace: Workspace = {
    server,
    browser,
    ada,
    bob,
    roomId,
    closeContexts: () => closeContexts(browser),
    async close() {
      await workspace.closeContexts();
      // A test may have put another one in its place.
      await workspace.server.dispose();
    },
  };
  return workspace;
}

export interface Seat {
  page: Page;
  /** What the browser complained about; empty when all is well. */
  complaints: string[];
  close: () => Promise<void>;
}

/** The person's own browser, signed in, at this path. */
export async function openSeat(
  workspace: Pick<Workspace, "browser" | "server">,
  person: Person | null,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Seat> {
  const { url } = workspace.server;
  const context = await workspace.browser.newContext({ baseURL: url, reducedMotion: "reduce", ...options });
  if (person) {
    const [name = "", value = ""] = person.cookie.split("=");
    await context.addCookies([{ name, value, url }]);
  }
  // What does not come is bounded, what comes late on a busy machine has come.
  context.setDefaultTimeout(25_000);
  const page = await context.newPage();
  const complaints = watchConsole(page);
  await page.goto(path);
  return { page, complaints, close: () => context.close() };
}

/** As a link inside the page leads there: without a load. */
export function openSignedIn(page: Page, path: string): Promise<void> {
  return page.evaluate((path) => {
    history.pushState(null, "", path);
    dispatchEvent(new PopStateEvent("popstate"));
  }, path);
}

export async function postMessage(person: Person, roomId: number, body: string): Promise<void> {
  const clientId = crypto.randomUUID();
  const answer = await person.post(`/api/rooms/${roomId}/messages`, { clientId, body });
  if (answer.status !== 201) throw new Error(`Not said: ${JSON.stringify(answer.body)}`);
}

/** The texts that are shown, in order, pending ones too. */
export const bodies = (page: Page) => textsOf(messages(page));

/** Waits until the page's list of texts is this one. */
export const showsBodies = (page: Page, expected: string[]) => untilEqual(() => bodies(page), expected);

/** As on a busy machine: what the page does with its next frame waits until it is released. */
export async function holdFrames(page: Page): Promise<{ release: () => Promise<void> }> {
  const original = await page.evaluateHandle(() => {
    const request = window.requestAnimationFrame.bind(window);
    const held: FrameRequestCallback[] = [];
    window.requestAnimationFrame = (run) => held.push(run);
    return { request, held };
  });
  return {
    async release() {
      await original.evaluate(({ request, held }) => {
        window.requestAnimationFrame = request;
        for (const run of held) run(performance.now());
      });
    },
  };
}

/** Chooses in the open room's menu. */
export async function inRoomMenu(page: Page, item: string): Promise<void> {
  await page.getByRole("button", { name: "Room menu" }).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
}

/** Presses what stands in the room's head, or in its menu where the head is narrow. */
export async function openFromHead(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Room menu" }).waitFor();
  const button = page.getByRole("main").getByRole("button", { name, exact: true });
  await ((await button.isVisible()) ? button.click() : inRoomMenu(page, name));
}

/** Chooses in the menu at the foot of the side. */
export async function inMyMenu(page: Page, item: string): Promise<void> {
  await myMenu(page).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
}

/** The section that is shown of my settings. */
export const settings = (page: Page) => page.getByRole("main");

/** Opens a section of my settings from the menu at the foot of the side. */
export async function inMySettings(page: Page, section: string): Promise<void> {
  await inMyMenu(page, "Settings");
  await page.getByRole("link", { name: section, exact: true }).click();
  await page.getByRole("heading", { name: section, level: 1 }).waitFor();
}

/** A row of the side: a room by its name, a direct room by its people. */
export const sidebarRow = (page: Page, name: string) =>
  sidebar(page).getByRole("link", { name: new RegExp(`^${name}\\b`) });

/** The names in a section of the side, in order. */
export function sidebarNames(page: Page, section: string): Promise<string[]> {
  return sidebar(page)
    .getByRole("region", { name: section, exact: true })
    .getByRole("link")
    .locator("bdi")
    .allTextContents();
}

/** Waits until a section of the side is this. */
export const showsSide = (page: Page, section: string, expected: string[]) =>
  untilEqual(() => sidebarNames(page, section), expected);
