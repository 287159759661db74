// What admins do to people and rooms, seen from both sides.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import { createHash } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";

import { signUp, testPassword, type Person } from "../support/client.ts";
import { blobPathIn } from "../../src/storage/blob_store.ts";
import { putAvatar, upload } from "../support/files.ts";
import { picture } from "../support/pictures.ts";
import { visual } from "../support/visual_parts.ts";
import {
  composer,
  dialog,
  messageWith,
  messages,
  myMenu,
  showsCount,
  statuses,
  untilFocused,
} from "../support/page_parts.ts";

import {
  inMyMenu,
  inRoomMenu,
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

test("[R6] who may come in is chosen at once, links are revoked, and the workspace is renamed for everyone", async () => {
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

test("[G9] [H7] what is wrong with the server shows where it is looked at, and in the menu, until then all is well", async () => {
  const other = await openWorkspace();
  try {
    const { page, complaints } = await openSeat(other, other.ada, "/admin/server");
    await page.getByText("No warnings").waitFor();
    const rows = page.locator("dl > div");
    expect(await rows.filter({ hasText: "People online" }).textContent()).toContain("1");
    expect(await rows.filter({ hasText: "Last backup" }).textContent()).toContain("None yet");
    const home = await openSeat(other, other.ada, "/");
    await myMenu(home.page).click();
    const item = home.page.getByRole("menuitem", { name: "Workspace settings" });
    await item.waitFor();
    expect(await item.textContent()).toBe("Workspace settings");
    await home.page.keyboard.press("Escape");

    renameSync(`${other.server.dataDir}/confab.db`, `${other.server.dataDir}/moved.db`);
    await page.getByText("The database was moved or replaced").waitFor({ timeout: 30_000 });
    await page.getByText("Stop the server, put the right files back").waitFor();
    await myMenu(home.page).click();
    await item.getByText("1 warning").waitFor();
    await item.click();
    await home.page.getByText("The database was moved or replaced").waitFor();
    expect(new URL(home.page.url()).pathname).toBe("/admin/server");
    expect([...complaints, ...home.complaints]).toEqual([]);
  } finally {
    await other.close();
  }
}, 60_000);

test("[B3] an admin backs up at once: the button waits while it is made, and how it ended is said where it was pressed", async () => {
  const other = await openWorkspace();
  const { dataDir } = other.server;
  try {
    const { page, complaints } = await openSeat(other, other.ada, "/admin/server");
    const section = page.getByRole("region", { name: "Backups" });
    const button = section.getByRole("button", { name: "Back up now" });
    // A file is in the place of their folder.
    const folder = join(dataDir, "backups");
    writeFileSync(folder, "");
    await button.click();
    await section.getByText("The last backup failed").waitFor();
    // There, and among the warnings.
    await showsCount(page.getByText("The last backup failed"), 2);
    rmSync(folder);

    // Bytes that come when the test says so.
    const bytes = "a slow file";
    expect((await upload(other.ada, bytes)).status).toBe(201);
    const pipe = blobPathIn(dataDir, createHash("sha256").update(bytes).digest("hex"));
    rmSync(pipe);
    expect(Bun.spawnSync(["mkfifo", pipe]).exitCode).toBe(0);
    await button.click();
    await section.getByText("Backing up…").waitFor();
    expect(await button.getAttribute("aria-disabled")).toBe("true");
    expect(await section.locator("dl > div", { hasText: "Last backup" }).textContent()).toContain("None yet");
    writeFileSync(pipe, "");
    await section.getByText("Backup created").waitFor();
    expect(await button.getAttribute("aria-disabled")).toBe("false");
    expect(await section.locator("dl > div", { hasText: "Backups kept" }).textContent()).toContain("1");
    await page.getByText("No warnings").waitFor();
    expect(complaints).toEqual([]);
  } finally {
    await other.close();
  }
}, 60_000);
