// C9: someone in more rooms than are told. The side says how many more there are, and the switcher finds them.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "bun:test";

import { closeContexts, sharedBrowser, watchConsole } from "../support/browser.ts";
import { seedWorkspace } from "../support/seed.ts";
import { startTestServer } from "../support/server.ts";
import { visual } from "../support/visual_parts.ts";
import { messages, sidebar } from "../support/page_parts.ts";

test("[C9] rooms beyond those that are told are named by their number, found by the switcher, and open", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "confab-many-"));
  const rooms = 2100;
  const [ada] = await seedWorkspace({
    dataDir,
    rooms,
    membersPerRoom: 2,
    messages: rooms,
    firstIsEverywhere: { unread: rooms },
  });
  const server = await startTestServer({ dataDir });
  const browser = await sharedBrowser();
  try {
    const context = await browser.newContext({ baseURL: server.url, reducedMotion: "reduce" });
    const [name = "", value = ""] = (ada?.cookie ?? "").split("=");
    await context.addCookies([{ name, value, url: server.url }]);
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    const complaints = watchConsole(page);
    await page.goto("/");
    await page.getByRole("button", { name: "100 more rooms. Search to find them. 100 unread." }).click();
    const field = page.getByRole("combobox", { name: "Find rooms, people or messages" });
    await field.waitFor();
    const inSidebar = sidebar(page).getByRole("link").getByText("room 7", { exact: true });
    expect(await inSidebar.count()).toBe(0);
    await field.fill("room 7");
    await page
      .getByRole("option")
      .filter({ hasNotText: "Search for" })
      .getByText("room 7", { exact: true })
      .click();
    await page.getByRole("heading", { name: "room 7", level: 1, exact: true }).waitFor();
    await messages(page).waitFor();
    expect(await messages(page).count()).toBe(1);

    // The address of one that was not told: loading until the answer for its id, and never asked for as a room of others.
    const awaited = Number(/\d+$/.exec(new URL(page.url()).pathname)?.[0]) + 1;
    const asked: string[] = [];
    const { promise: mayAnswer, resolve: answer } = Promise.withResolvers<void>();
    await page.route(/\/api\/rooms[/?]/, async (route) => {
      const { pathname, search } = new URL(route.request().url());
      asked.push(pathname + search);
      if (search.includes("ids=")) await mayAnswer;
      await route.continue();
    });
    const isAsked = page.waitForRequest((request) => request.url().includes("/api/rooms?ids="));
    await page.evaluate((id) => {
      history.pushState(null, "", `/r/${id}`);
      dispatchEvent(new PopStateEvent("popstate"));
    }, awaited);
    await page.locator(visual.roomSkeleton).waitFor();
    await isAsked;
    expect(await page.locator(visual.roomSkeleton).count()).toBe(1);
    answer();
    await messages(page).waitFor();
    expect(asked.filter((path) => path === `/api/rooms/${awaited}`)).toEqual([]);
    expect(complaints).toEqual([]);
  } finally {
    await closeContexts(browser);
    await server.dispose();
    await rm(dataDir, { recursive: true, force: true });
  }
}, 90_000);
