// The workspace's settings: who may come in, lists that fail, and who sees none of it.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import { visual } from "../support/visual_parts.ts";
import { composer, dialog, myMenu, untilFocused } from "../support/page_parts.ts";

import { inRoomMenu, openWorkspace, sidebarRow, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await openWorkspace();
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

async function section(page: Page, name: string): Promise<void> {
  await page.getByRole("link", { name, exact: true }).click();
  await page.getByRole("heading", { name, level: 1 }).waitFor();
}

test("[R6] who may come in is chosen at once, links are revoked, and the workspace is renamed for everyone", async () => {
  for (let link = 0; link < 2; link += 1) await workspace.ada.post("/api/invites");
  const bob = await openSeat(workspace, workspace.bob, "/");
  const { page, complaints } = await openSeat(workspace, workspace.ada, "/admin/registration");
  await page.getByRole("radio", { name: "Anyone who can reach this page" }).check();
  await page.getByText("Saved", { exact: true }).waitFor();
  expect((await workspace.ada.get("/api/workspace")).body.workspace.registration).toBe("open");
  await page.getByRole("radio", { name: "People with an invite link" }).check();
  await page.waitForFunction(async () => {
    const answer = await fetch("/api/workspace");
    return (await answer.json()).workspace.registration === "invite";
  });
  const links = (await workspace.ada.get("/api/invites")).body.invites.length;
  await page.getByText(`${links} active links`).waitFor();
  await page
    .getByRole("button", { name: /^Revoke/ })
    .first()
    .click();
  await page.getByText("Link revoked").waitFor();
  await page.getByText(links === 2 ? "1 active link" : `${links - 1} active links`).waitFor();
  expect((await workspace.ada.get("/api/invites")).body.invites.length).toBe(links - 1);
  await section(page, "Workspace");
  await page.getByLabel("Name").fill(" ");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("alert").waitFor();
  await page.getByLabel("Name").fill("The Pier");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved", { exact: true }).waitFor();
  await bob.page.getByText("The Pier").waitFor();
  expect(complaints).toEqual([]);
}, 60_000);

test("[PAGE] a list that does not come says so, and comes when it is tried again", async () => {
  const { page } = await openSeat(workspace, workspace.ada, "/admin/workspace");
  await page.getByLabel("Name").waitFor();
  await page.route("**/api/audit*", (route) => route.abort());
  await section(page, "Audit log");
  await page.getByRole("alert").getByText("Couldn't load this.").waitFor();
  await page.unroute("**/api/audit*");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("list", { name: "Audit log" }).getByRole("listitem").first().waitFor();
}, 60_000);

test("[PAGE] a list that is read again and does not come is tried again from its beginning, and revoked rows pass the focus on", async () => {
  const { page, complaints } = await openSeat(workspace, workspace.ada, "/admin/registration");
  await page.getByRole("list", { name: "Active links" }).or(page.getByText("No active links")).waitFor();
  const rows = page.getByRole("list", { name: "Active links" }).getByRole("listitem");
  const revoke = page.getByRole("button", { name: /^Revoke/ });
  const shown = await rows.count();
  await page.route("**/api/invites", (route) =>
    route.request().method() === "GET" ? route.abort() : route.continue(),
  );
  const create = page.getByRole("button", { name: /^Create (?:invite|another) link/ });
  await create.click();
  await page.getByRole("alert").getByText("Couldn't load this.").waitFor();
  await page.unroute("**/api/invites");
  await page.getByRole("button", { name: "Try again" }).click();
  await rows.nth(shown).waitFor();
  for (let left = shown; left >= 0; left -= 1) {
    await revoke.first().click();
    await rows.nth(left).waitFor({ state: "detached" });
    const next = left > 0 ? revoke.first() : create;
    await page.waitForFunction((button) => document.activeElement === button, await next.elementHandle());
  }
  expect(complaints).toEqual([]);
}, 60_000);

test("[A1] who is no admin has none of it in their menu, is told at its address that it is not for them, and nothing is asked", async () => {
  const { page } = await openSeat(workspace, workspace.bob, "/");
  await myMenu(page).click();
  await page.getByRole("menuitem", { name: "Settings", exact: true }).waitFor();
  expect(await page.getByRole("menuitem", { name: "Workspace settings" }).count()).toBe(0);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto("/admin/people");
  await page.getByRole("heading", { name: "Admins only" }).waitFor();
  expect(asked).toContain("/api/me");
  expect(asked.filter((path) => /^\/api\/(admin|users|audit|invites|place)/.test(path))).toEqual([]);
  await page.getByRole("button", { name: "Back to rooms" }).click();
  await sidebarRow(page, "lounge").waitFor();
}, 60_000);

test("[LAYOUT] at 200 % zoom a dialog keeps its title and buttons in sight, and a notice leaves what is written alone", async () => {
  const { page } = await openSeat(workspace, workspace.ada, `/r/${workspace.roomId}`, {
    viewport: { width: 640, height: 400 },
  });
  await inRoomMenu(page, "Room settings");
  const save = dialog(page).getByRole("button", { name: "Save" });
  for (const part of [save, dialog(page).getByRole("heading"), dialog(page).getByLabel("Name")]) {
    const box = await part.boundingBox();
    expect(box && box.y >= 0 && box.y + box.height <= 400).toBe(true);
  }
  // Text that is selected beyond its edge is no press beside it.
  const field = await dialog(page).getByLabel("Name").boundingBox();
  await page.mouse.move((field?.x ?? 0) + 40, (field?.y ?? 0) + 20);
  await page.mouse.down();
  await page.mouse.move(5, (field?.y ?? 0) + 20);
  await page.mouse.up();
  await save.click();
  const notice = page.locator(visual.notice, { hasText: "Saved" });
  await notice.waitFor();
  const [above, below] = [await notice.boundingBox(), await page.locator(visual.composerCard).boundingBox()];
  expect(above && below && above.y + above.height <= below.y).toBe(true);
  // By key, and the focus goes back to where it came from.
  await composer(page).focus();
  await notice.getByRole("button", { name: "Dismiss" }).focus();
  await page.keyboard.press("Enter");
  await notice.waitFor({ state: "detached" });
  await untilFocused(composer(page));
}, 60_000);
