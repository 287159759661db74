// The people of the workspace, for admins: roles, deactivated, erased, pictures and reset links.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import { signUp, testPassword, type Person } from "../support/client.ts";
import { putAvatar } from "../support/files.ts";
import { picture } from "../support/pictures.ts";
import { visual } from "../support/visual_parts.ts";
import { dialog, messageWith, myMenu, statuses } from "../support/page_parts.ts";

import {
  inMyMenu,
  openWorkspace,
  postMessage,
  sidebarRow,
  openSeat,
  type Workspace,
} from "./page_support.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await openWorkspace();
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

const newPerson = (username: string): Promise<Person> =>
  signUp(workspace.server.url, { username, invitedBy: workspace.ada });

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

test("[P1] a role is given after saying what it means, and counts at once", async () => {
  await newPerson("Grace");
  const hedy = await openSeat(workspace, await newPerson("Hedy"), "/");
  const ada = await openSeat(workspace, workspace.ada, "/");
  await inMyMenu(ada.page, "Workspace settings");
  await row(ada.page, "Hedy").waitFor();
  await ask(ada.page, "Hedy", "Make an admin");
  await dialog(ada.page).getByText("They can also remove you as an admin.").waitFor();
  await dialog(ada.page).getByRole("button", { name: "Make an admin" }).click();
  await row(ada.page, "Hedy").getByText("admin").waitFor();
  expect(await focused(ada.page)).toBe("Actions for Hedy");
  await myMenu(hedy.page).click();
  await hedy.page.getByRole("menuitem", { name: "Workspace settings" }).waitFor();
  // The last one stays an admin.
  await hedy.page.keyboard.press("Escape");
  await ask(ada.page, "Hedy", "Make a member");
  await dialog(ada.page).getByRole("button", { name: "Make a member" }).click();
  await row(ada.page, "Hedy").getByText("admin").waitFor({ state: "detached" });
  await ask(ada.page, "Ada", "Make a member");
  await dialog(ada.page).getByRole("button", { name: "Make a member" }).click();
  await statuses(ada.page).getByRole("button", { name: "Dismiss" }).waitFor();
  await row(ada.page, "Ada").getByText("admin").waitFor();
  // Found by the beginning of a name.
  await ada.page.getByLabel("Find people").fill("gra");
  await row(ada.page, "Hedy").waitFor({ state: "detached" });
  await row(ada.page, "Grace").waitFor();
  await ada.page.getByLabel("Find people").fill("nobody is called so");
  await ada.page.getByText("No people found").waitFor();
}, 60_000);

test("[P2] deactivated: at the door at once, greyed for the admin, and back again with the same password", async () => {
  const ida = await newPerson("Ida");
  const ada = await openSeat(workspace, workspace.ada, "/admin/people");
  const other = await openSeat(workspace, ida, "/");
  await sidebarRow(other.page, "lounge").waitFor();
  await ask(ada.page, "Ida", "Deactivate");
  await dialog(ada.page).getByText("They are signed out everywhere at once and can't sign in.").waitFor();
  await dialog(ada.page).getByRole("button", { name: "Deactivate" }).click();
  await other.page.getByRole("button", { name: "Sign in" }).waitFor();
  await row(ada.page, "Ida").getByText("deactivated").waitFor();
  await ask(ada.page, "Ida", "Reactivate");
  await dialog(ada.page).getByRole("button", { name: "Reactivate" }).click();
  await row(ada.page, "Ida").getByText("deactivated").waitFor({ state: "detached" });
  await other.page.getByLabel("Username").fill("Ida");
  await other.page.getByLabel("Password", { exact: true }).fill(testPassword);
  await other.page.getByRole("button", { name: "Sign in" }).click();
  await sidebarRow(other.page, "lounge").waitFor();
}, 60_000);

test("[P3] erasing wants the name typed, empties what was written for everyone, and stands in the audit log", async () => {
  const joan = await newPerson("Joan");
  await newPerson("Kay");
  await joan.post(`/api/rooms/${workspace.roomId}/join`);
  await postMessage(joan, workspace.roomId, "words of Joan");
  const direct = await joan.post("/api/direct", { userIds: [workspace.bob.user.id] });
  await postMessage(joan, direct.body.room.id, "between us");
  const ada = await openSeat(workspace, workspace.ada, "/admin/people");
  const bob = await openSeat(workspace, workspace.bob, `/r/${workspace.roomId}`);
  await messageWith(bob.page, "words of Joan").waitFor();
  await ask(ada.page, "Joan", "Erase for good");
  await dialog(ada.page).getByText("This can't be undone.").waitFor();
  await dialog(ada.page).getByLabel("Type Joan to confirm").fill("joan?");
  await dialog(ada.page).getByRole("button", { name: "Erase for good" }).click();
  await dialog(ada.page).getByText("The name doesn't match.").waitFor();
  await dialog(ada.page).getByLabel("Type Joan to confirm").fill("Joan");
  await dialog(ada.page).getByRole("button", { name: "Erase for good" }).click();
  await row(ada.page, "Joan").waitFor({ state: "detached" });
  // The row in its place has the focus.
  await ada.page.waitForFunction(
    () => document.activeElement?.getAttribute("aria-label") === "Actions for Kay",
  );
  await messageWith(bob.page, "words of Joan").waitFor({ state: "detached" });
  // It does not become Bob's room with himself.
  await sidebarRow(bob.page, "Former member").waitFor();
  expect(await bob.page.getByText("Joan").count()).toBe(0);
  await section(ada.page, "Audit log");
  const line = row(ada.page, "Ada erased Former member.");
  await line.waitFor();
  // In full on hover.
  expect(await line.locator("time").getAttribute("title")).toMatch(/20\d\d.*\d:\d\d/);
  expect([...ada.complaints, ...bob.complaints]).toEqual([]);
}, 60_000);

test("[P6] an admin removes someone's picture, and the log keeps it", async () => {
  const mara = await newPerson("Mara");
  await putAvatar(mara, await picture("png", 64, 64));
  const { page } = await openSeat(workspace, workspace.ada, "/admin/people");
  await row(page, "Mara").locator(visual.avatarPicture).waitFor();
  await ask(page, "Mara", "Remove picture");
  await dialog(page).getByText("Their initial is shown instead.").waitFor();
  await dialog(page).getByRole("button", { name: "Remove", exact: true }).click();
  await row(page, "Mara").locator(visual.avatarPicture).waitFor({ state: "detached" });
  expect((await mara.get("/api/me")).body.user.avatar).toBeNull();
  await section(page, "Audit log");
  await row(page, "Ada removed the picture of Mara.").waitFor();
}, 60_000);

test("[R8] a reset link is made by an admin, shown once, and sets the other's password", async () => {
  const lena = await newPerson("Lena");
  const ada = await openSeat(workspace, workspace.ada, "/admin/people");
  const before = await openSeat(workspace, lena, "/");
  await sidebarRow(before.page, "lounge").waitFor();
  await ask(ada.page, "Lena", "Create reset link");
  await dialog(ada.page).getByText("works once, within 24 hours").waitFor();
  await dialog(ada.page).getByRole("button", { name: "Create link" }).click();
  const field = dialog(ada.page).getByLabel("Reset link");
  await field.waitFor();
  const link = await field.inputValue();
  // It is selected, for where the page may not copy.
  expect(await ada.page.evaluate(() => getSelection()?.toString())).toBe(link);
  await dialog(ada.page).getByText("it won't be shown again").waitFor();
  await dialog(ada.page).getByRole("button", { name: "Done" }).click();
  await dialog(ada.page).waitFor({ state: "detached" });
  expect(await focused(ada.page)).toBe("Actions for Lena");
  expect(await ada.page.content()).not.toContain(link);

  const own = await openSeat(workspace, null, link.slice(workspace.server.url.length));
  await own.page.getByLabel("New password").fill("a password of her own 7");
  await own.page
    .getByRole("button", { name: /password/i })
    .last()
    .click();
  await sidebarRow(own.page, "lounge").waitFor();
  await before.page.getByRole("button", { name: "Sign in" }).waitFor();
  await section(ada.page, "Audit log");
  await row(ada.page, "Ada created a password reset link for Lena.").waitFor();
  expect([...ada.complaints, ...own.complaints]).toEqual([]);
}, 60_000);
