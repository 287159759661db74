// The rooms of the workspace, for admins.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import { dialog, messageWith, messages, statuses } from "../support/page_parts.ts";

import { inMyMenu, openWorkspace, postMessage, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await openWorkspace();
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

const row = (page: Page, name: string) => page.getByRole("listitem").filter({ hasText: name });

const menuOf = (page: Page, name: string) =>
  page.getByRole("button", { name: `Actions for ${name}`, exact: true });

async function ask(page: Page, name: string, item: string): Promise<void> {
  await menuOf(page, name).click();
  await page.getByRole("menuitem", { name: item }).click();
}

async function section(page: Page, name: string): Promise<void> {
  await page.getByRole("link", { name, exact: true }).click();
  await page.getByRole("heading", { name, level: 1 }).waitFor();
}

/** The name of what has the focus. */
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));

test("[G6] an admin enters a private room openly: the room sees it, both logs keep it, a direct room is not even listed", async () => {
  const { body } = await workspace.bob.post("/api/rooms", { name: "vault", kind: "private" });
  const roomId: number = body.room.id;
  await postMessage(workspace.bob, roomId, "ours");
  await workspace.bob.post("/api/direct", { userIds: [workspace.bob.user.id] });
  const ada = await openSeat(workspace, workspace.ada, "/admin/rooms");
  const bob = await openSeat(workspace, workspace.bob, `/r/${roomId}`);
  await messages(bob.page).waitFor();
  await row(ada.page, "vault").getByText("private").waitFor();
  await row(ada.page, "vault").getByText("1 member").waitFor();
  const { rooms } = (await workspace.ada.get("/api/admin/rooms?limit=100")).body;
  expect(await ada.page.getByRole("list", { name: "Rooms" }).getByRole("listitem").count()).toBe(
    rooms.length,
  );
  await ask(ada.page, "vault", "Join as owner");
  await dialog(ada.page).getByText("Members see that you joined").waitFor();
  await dialog(ada.page).getByRole("button", { name: "Join as owner" }).click();
  await messageWith(ada.page, "ours").waitFor();
  await statuses(bob.page).getByText("Ada joined as an admin.").waitFor();
  await inMyMenu(ada.page, "Workspace settings");
  await section(ada.page, "Audit log");
  await row(ada.page, `Ada joined room ${roomId} as an admin.`).waitFor();
}, 60_000);

test("[G8] rooms are made, found, joined and archived from their list", async () => {
  await workspace.bob.post("/api/rooms", { name: "workshop" });
  const { page, complaints } = await openSeat(workspace, workspace.ada, "/admin/rooms");
  await row(page, "workshop").waitFor();
  await page.getByRole("button", { name: "Create a room" }).click();
  await dialog(page).getByLabel("Name").fill("workbench");
  await dialog(page).getByRole("button", { name: "Create room" }).click();
  await row(page, "workbench").waitFor();
  await page.getByLabel("Find a room").fill("WORK");
  await row(page, "harbour").waitFor({ state: "detached" });
  expect(await page.getByRole("list", { name: "Rooms" }).getByRole("listitem").count()).toBe(2);
  // Public, and not mine: joined first.
  await menuOf(page, "workshop").click();
  expect(await page.getByRole("menuitem").allTextContents()).toEqual(["Join"]);
  await page.getByRole("menuitem", { name: "Join" }).click();
  await row(page, "workshop").getByText("2 members").waitFor();
  await ask(page, "workshop", "Archive");
  await dialog(page).getByRole("button", { name: "Archive" }).click();
  await row(page, "workshop").getByText("archived").waitFor();
  await ask(page, "workshop", "Unarchive");
  await dialog(page).getByRole("button", { name: "Unarchive" }).click();
  await row(page, "workshop").getByText("archived").waitFor({ state: "detached" });
  expect(await focused(page)).toBe("Actions for workshop");
  expect(complaints).toEqual([]);
}, 60_000);
