// C9: someone in more rooms than are told. The side says how many more there are, and the switcher finds them.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "bun:test";

import { launchBrowser, watchConsole } from "../support/browser.ts";
import { seedPlace } from "../support/seed.ts";
import { startTestServer } from "../support/server.ts";

test("[C9] rooms beyond those that are told are named by their number, found by the switcher, and open", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "confab-many-"));
  const rooms = 2100;
  const [ada] = await seedPlace({
    dataDir,
    rooms,
    membersPerRoom: 2,
    messages: rooms,
    firstIsEverywhere: { unread: rooms },
  });
  const server = await startTestServer({ dataDir });
  const browser = await launchBrowser();
  try {
    const context = await browser.newContext({ baseURL: server.url, reducedMotion: "reduce" });
    const [name = "", value = ""] = (ada?.cookie ?? "").split("=");
    await context.addCookies([{ name, value, url: server.url }]);
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    const complaints = watchConsole(page);
    await page.goto("/");
    await page.getByRole("button", { name: "100 more rooms. Search to find them. 100 unread." }).click();
    const field = page.getByRole("combobox", { name: "Find a room, a person or a message" });
    await field.waitFor();
    expect(
      await page.locator(".side a .side-row-name bdi").getByText("room 7", { exact: true }).count(),
    ).toBe(0);
    await field.fill("room 7");
    await page.locator("bdi.switcher-name", { hasText: /^room 7$/ }).click();
    await page.getByRole("heading", { name: "room 7", level: 1, exact: true }).waitFor();
    await page.locator("article .body").waitFor();
    expect(await page.locator("article .body").count()).toBe(1);
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
    await server.dispose();
    await rm(dataDir, { recursive: true, force: true });
  }
}, 90_000);
