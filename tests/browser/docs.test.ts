// R14: the help, and the description of the API, to read and to try.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";

import { visual } from "../support/visual_parts.ts";

import { sizes, findings } from "./page_visual_support.ts";
import { openWorkspace, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await openWorkspace();
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

test("[R14] the reference has a heading for each group, and tries an endpoint with one's own session", async () => {
  const { page, complaints } = await openSeat(workspace, workspace.ada, "/docs/reference");
  const { tags } = (await workspace.ada.get("/api/openapi.json")).body;
  const groups = await page.getByRole("heading", { level: 2 }).allTextContents();
  expect(groups).toEqual(tags.map(({ name }: { name: string }) => name));

  const one = page.locator("details", { hasText: "GET /api/rooms List my rooms" });
  await one.locator("summary").click();
  await one.getByLabel("ids").fill(`${workspace.roomId},999999`);
  await one.getByRole("button", { name: "Send" }).click();
  await one.locator("output", { hasText: "200 OK" }).waitFor();
  expect(await one.locator("output").textContent()).toContain(`"id": ${workspace.roomId}`);

  const change = page.locator("details", { hasText: "PATCH /api/rooms/{id}/settings" });
  await change.locator("summary").click();
  await change.getByLabel("id", { exact: true }).fill(String(workspace.roomId));
  await change.getByLabel("Body").fill('{"starred": true, "other": 1}');
  await change.getByRole("button", { name: "Send" }).click();
  await change.locator("output", { hasText: "There is no field other here." }).waitFor();
  await change.getByLabel("Body").fill('{"starred": true}');
  await change.getByRole("button", { name: "Send" }).click();
  await change.locator("output", { hasText: '"starred": true' }).waitFor();
  expect(complaints.filter((complaint) => !complaint.includes("400"))).toEqual([]);
});

test("[R14] the help is read without a session: by its list, by keys, on each screen in both themes", async () => {
  for (const { name, options } of sizes) {
    const context = await workspace.browser.newContext(options);
    const page = await context.newPage();
    for (const path of ["/docs", "/docs/settings", "/docs/protocol", "/docs/reference"]) {
      await page.goto(`${workspace.server.url}${path}`);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        const what = colorScheme === "light" ? "all" : "colours";
        const view = `${path} ${name} ${colorScheme}`;
        expect({ view, findings: await findings(page, what) }).toEqual({ view, findings: [] });
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect([path, name, wide]).toEqual([path, name, options.viewport?.width ?? 0]);
    }
    await context.close();
  }

  const page = await (await workspace.browser.newContext()).newPage();
  await page.goto(`${workspace.server.url}/docs`);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("content");
  await page.getByRole("main").getByRole("link", { name: "Deploy" }).click();
  await page.getByRole("heading", { level: 1, name: "Deploy" }).waitFor();
  const list = page.getByRole("navigation", { name: "Help" });
  expect(await list.locator(visual.currentPage).textContent()).toBe("Deploy");
  await list.getByRole("link", { name: "HTTPS" }).click();
  expect(new URL(page.url()).hash).toBe("#https");
  await page.getByRole("link", { name: "Next Settings" }).click();
  await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
});

test("[R14] the menu under my name opens the help in another tab", async () => {
  const { page } = await openSeat(workspace, workspace.ada, "/r/1");
  await page.getByRole("button", { name: /^Ada.* menu$/ }).click();
  const opened = page.context().waitForEvent("page");
  await page.getByRole("menuitem", { name: "Help" }).click();
  const help = await opened;
  await help.getByRole("heading", { level: 1, name: "Confab help" }).waitFor();
  expect(new URL(help.url()).pathname).toBe("/docs");
});

test("[R14] [P5] the help has the theme and contrast that the person chose for the page", async () => {
  const { page } = await openSeat(workspace, workspace.ada, "/settings/appearance");
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.goto(`${workspace.server.url}/docs/use`);
  const light = await background();
  await page.evaluate(() => localStorage.setItem("confab:look", '{"theme":"dark","contrast":"more"}'));
  await page.reload();
  const { theme, contrast } = await page.evaluate(() => {
    const { theme, contrast } = document.documentElement.dataset;
    return { theme, contrast };
  });
  expect([theme, contrast, (await background()) === light]).toEqual(["dark", "more", false]);
});
