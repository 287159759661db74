// What people say of themselves: status, quiet hours, name, receipts; with two people side by side.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Locator } from "playwright-core";

import { signUp } from "../support/client.ts";
import { putAvatar } from "../support/files.ts";
import { picture } from "../support/pictures.ts";
import { expectStatus } from "../support/message_rooms.ts";
import { visual } from "../support/visual_parts.ts";
import {
  composer,
  dialog,
  mainPart,
  messageWith,
  messages,
  myMenu,
  untilEqual,
  untilValue,
} from "../support/page_parts.ts";
import {
  inMyMenu,
  inMySettings,
  openWorkspace,
  postMessage,
  settings,
  sidebarRow,
  openSeat,
  type Workspace,
} from "./page_support.ts";

let workspace: Workspace;
let roomId: number;

beforeAll(async () => {
  workspace = await openWorkspace();
  const { body } = await workspace.ada.post("/api/direct", { userIds: [workspace.bob.user.id] });
  roomId = body.room.id;
  await postMessage(workspace.bob, roomId, "hello");
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

test("[L9] who is called like someone else has the username beside the name at once, an admin is marked as one", async () => {
  const ada = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await postMessage(workspace.ada, roomId, "from the admin");
  const head = (text: string) => messageWith(ada.page, text).getByRole("paragraph").first();
  await head("from the admin").getByText("Admin", { exact: true }).waitFor();
  expect(await head("hello").getByText("@Bob", { exact: true }).count()).toBe(0);
  expect(await head("hello").getByText("Admin", { exact: true }).count()).toBe(0);
  const eve = await signUp(workspace.server.url, { username: "eve", invitedBy: workspace.ada });
  expectStatus(await eve.patch("/api/me", { displayName: "B\u043eb" }), 200);
  await head("hello").getByText("@Bob", { exact: true }).waitFor();
  const label = messageWith(ada.page, "hello");
  expect(await label.getAttribute("aria-label")).toContain("Bob @Bob");
  const refused = await eve.patch("/api/me", { displayName: "\u0410da" });
  expect([refused.status, refused.body.error.code, refused.body.error.field]).toEqual([
    409,
    "name_taken",
    "displayName",
  ]);
  const reserved = await eve.patch("/api/me", { displayName: "\u0410dmin" });
  expect([reserved.status, reserved.body.error.code, reserved.body.error.field]).toEqual([
    400,
    "bad_name",
    "displayName",
  ]);
  expectStatus(await eve.patch("/api/me", { displayName: "Robert" }), 200);
  await head("hello").getByText("@Bob", { exact: true }).waitFor({ state: "detached" });
});

test("[P4] a status by suggestion, by typing, and taken away: the other sees each at once", async () => {
  const ada = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  const bob = await openSeat(workspace, workspace.bob, `/r/${roomId}`);
  await inMyMenu(bob.page, "My status");
  await dialog(bob.page).getByRole("button", { name: "In a meeting" }).click();
  expect(await dialog(bob.page).getByLabel("How long").inputValue()).toBe("1h");
  await dialog(bob.page).getByRole("button", { name: "Save" }).click();
  await ada.page
    .getByRole("main")
    .getByRole("paragraph")
    .filter({ hasText: "In a meeting" })
    .getByText(/until|today/)
    .waitFor();
  await sidebarRow(ada.page, "Bob").getByText("🗓️").waitFor();
  await myMenu(bob.page).getByText("In a meeting").waitFor();

  await inMyMenu(bob.page, "My status");
  await dialog(bob.page).getByLabel("Emoji").fill("not an emoji");
  await dialog(bob.page).getByRole("button", { name: "Save" }).click();
  await dialog(bob.page).getByRole("alert").waitFor();
  await dialog(bob.page).getByLabel("Emoji").fill("🎻");
  await dialog(bob.page).getByLabel("Status").fill("Practising");
  await dialog(bob.page).getByLabel("How long").selectOption("open");
  await dialog(bob.page).getByRole("button", { name: "Save" }).click();
  await mainPart(ada.page).getByText("Practising").waitFor();
  expect((await workspace.bob.get("/api/me")).body.user.status).toEqual({
    emoji: "🎻",
    text: "Practising",
    until: null,
  });

  await inMyMenu(bob.page, "My status");
  await dialog(bob.page).getByRole("button", { name: "Clear status" }).click();
  await mainPart(ada.page).getByText("Practising").waitFor({ state: "detached" });
  expect([...ada.complaints, ...bob.complaints]).toEqual([]);
}, 60_000);

test("[PAGE] what is open at the side stays open when the first room comes", async () => {
  const { page, complaints } = await openSeat(workspace, workspace.ada, "about:blank");
  const early: (() => void)[] = [];
  let hasCome = false;
  await page.routeWebSocket(/\/ws\?/, (line) => {
    const server = line.connectToServer();
    server.onMessage((text) => void (hasCome ? line.send(text) : early.push(() => line.send(text))));
  });
  await page.goto("/");
  await myMenu(page).click();
  const item = page.getByRole("menuitem", { name: "Settings", exact: true });
  await item.waitFor();
  hasCome = true;
  for (const send of early) send();
  await composer(page).waitFor();
  await item.click();
  await page.getByRole("link", { name: "Profile", exact: true }).waitFor();
  expect(complaints).toEqual([]);
}, 60_000);

test("[P4] quiet hours in my zone, kept and shown again", async () => {
  const { page } = await openSeat(workspace, workspace.ada, "/", { timezoneId: "Asia/Tokyo" });
  await inMySettings(page, "Notifications");
  await settings(page).getByRole("switch", { name: "Mute notifications at night" }).check();
  await settings(page).getByText("In the time zone Asia/Tokyo.").waitFor();
  await settings(page).getByLabel("From").fill("23:30");
  await settings(page).getByLabel("To", { exact: true }).fill("06:15");
  // Saved when it is left; "Saved" may still stand there from the one before.
  await page.keyboard.press("Tab");
  const quietHours = async () => (await workspace.ada.get("/api/me")).body.user.quietHours;
  await untilEqual(quietHours, { from: "23:30", to: "06:15", zone: "Asia/Tokyo" });
  // Elsewhere in the world the zone they were meant for is still the one chosen.
  const away = await openSeat(workspace, workspace.ada, "/settings/notifications", {
    timezoneId: "Europe/Lisbon",
  });
  expect(await settings(away.page).getByLabel("Time zone").inputValue()).toBe("Asia/Tokyo");
  await settings(away.page).getByRole("switch", { name: "Mute notifications at night" }).uncheck();
  await untilEqual(quietHours, null);
  await settings(away.page).getByText("Saved", { exact: true }).waitFor();
}, 60_000);

test("[P1] a new name is seen by the other at once; receipts are a switch that says both ways", async () => {
  const ada = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  const bob = await openSeat(workspace, workspace.bob, `/r/${roomId}`);
  await inMySettings(bob.page, "Profile");
  await settings(bob.page).getByLabel("Display name").fill("Robert");
  await bob.page.keyboard.press("Enter");
  await ada.page.getByRole("heading", { name: /^Robert/, level: 1 }).waitFor();
  await sidebarRow(ada.page, "Robert").waitFor();
  await bob.page.getByRole("link", { name: "Privacy" }).click();
  await settings(bob.page).getByText("If you turn this off").waitFor();
  const receipts = { name: "Show others what I've read", exact: true };
  await settings(bob.page).getByRole("switch", receipts).uncheck();
  await settings(bob.page).getByText("Saved", { exact: true }).waitFor();
  // What is beside it is no part of its name.
  expect(await settings(bob.page).getByRole("switch", receipts).isChecked()).toBe(false);
  expect((await workspace.bob.get("/api/me")).body.user.receipts).toBe(false);
  await bob.page.getByRole("link", { name: "Profile" }).click();
  await settings(bob.page).getByLabel("Display name").fill("");
  await bob.page.keyboard.press("Enter");
  await ada.page.getByRole("heading", { name: /^Bob/, level: 1 }).waitFor();
  // Empty is not what is stored: the field shows what is.
  await untilValue(settings(bob.page).getByLabel("Display name"), "Bob");
}, 60_000);

test("[P6] a picture is in every place of a person at once, what they wrote before too; without it, and until it comes, their initial is", async () => {
  const ada = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  const bob = await openSeat(workspace, workspace.bob, `/r/${roomId}`);
  const avatars = (scope: Locator) => scope.locator(visual.loadedAvatar);
  await messages(ada.page).locator(visual.avatar).first().waitFor();
  expect(await ada.page.locator(visual.avatarPicture).count()).toBe(0);
  expectStatus(await putAvatar(workspace.bob, await picture("png", 60, 40)), 200);
  const title = ada.page.locator(visual.roomHead);
  for (const scope of [messages(ada.page), sidebarRow(ada.page, "Bob"), title])
    await avatars(scope).first().waitFor();
  await avatars(myMenu(bob.page)).waitFor();
  const avatar = avatars(messages(ada.page)).first();
  const box = await avatar.evaluate((image: HTMLImageElement) => {
    const { width, height } = image.getBoundingClientRect();
    return { width, height, alt: image.alt, natural: image.naturalWidth };
  });
  expect(box).toEqual({ width: 36, height: 36, alt: "", natural: 256 });
  expect(
    await messages(ada.page)
      .locator(visual.avatar, { has: ada.page.locator("img") })
      .first()
      .textContent(),
  ).toBe("B");
  expect([...ada.complaints, ...bob.complaints]).toEqual([]);

  // One that does not come leaves what was there.
  await ada.page.route("**/avatar/*", (route) => route.abort());
  expectStatus(await putAvatar(workspace.bob, await picture("png", 40, 60)), 200);
  await messages(ada.page).locator(visual.missingAvatar).first().waitFor({ state: "attached" });
  expect(await messages(ada.page).locator(visual.avatar).first().textContent()).toBe("B");
  expect(await avatars(messages(ada.page)).count()).toBe(0);
  expectStatus(await workspace.bob.delete("/api/me/avatar"), 200);
  await ada.page.locator(visual.avatarPicture).first().waitFor({ state: "detached" });
}, 60_000);
