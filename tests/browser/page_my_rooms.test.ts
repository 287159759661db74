// What of rooms is mine: starred, muted, hidden and read.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";

import { signUp } from "../support/client.ts";
import { visual } from "../support/visual_parts.ts";
import { dialog, mainPart, showsCount, sidebar, unreadCount } from "../support/page_parts.ts";

import {
  inRoomMenu,
  openWorkspace,
  postMessage,
  showsSide,
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

async function newRoom(name: string, { kind = "public", withBob = true } = {}): Promise<number> {
  const { body } = await workspace.ada.post("/api/rooms", { name, kind });
  if (withBob)
    await workspace.ada.post(`/api/rooms/${body.room.id}/members`, { userIds: [workspace.bob.user.id] });
  return body.room.id;
}

test("[U7] star, mute and hide are mine, count at once, and hold in my other tab", async () => {
  const person = await signUp(workspace.server.url, { username: "Iris", invitedBy: workspace.ada });
  const ids: Record<string, number> = {};
  for (const name of ["alpha", "beta", "gamma"]) {
    ids[name] = await newRoom(name, { withBob: false });
    await person.post(`/api/rooms/${ids[name]}/join`);
  }
  const first = await openSeat(workspace, person, `/r/${ids["gamma"]}`);
  const second = await openSeat(workspace, person, `/r/${ids["alpha"]}`);
  await showsSide(first.page, "Rooms", ["alpha", "beta", "gamma", "lounge"]);
  await inRoomMenu(first.page, "Star");
  for (const { page } of [first, second])
    await showsSide(page, "Rooms", ["gamma", "alpha", "beta", "lounge"]);

  // A muted room is quiet: no weight and no number.
  await sidebarRow(first.page, "beta").click();
  await inRoomMenu(first.page, "Notifications");
  await dialog(first.page).getByRole("button", { name: "1 hour" }).click();
  await dialog(first.page)
    .getByText(/^Muted until/)
    .waitFor();
  await first.page.keyboard.press("Escape");
  await mainPart(first.page).getByText("Muted", { exact: true }).waitFor();
  await sidebarRow(second.page, "beta").getByText("muted").waitFor();
  await sidebarRow(first.page, "alpha").click();
  await postMessage(workspace.ada, ids["beta"] ?? 0, "muted words");
  await postMessage(workspace.ada, ids["gamma"] ?? 0, "loud words");
  await sidebarRow(first.page, "gamma").getByText("1 unread message", { exact: true }).waitFor();
  expect(await unreadCount(sidebarRow(first.page, "beta")).count()).toBe(0);
  expect(await sidebarRow(first.page, "beta").and(first.page.locator(visual.unreadRow)).count()).toBe(0);
  expect(await first.page.title()).toStartWith("(1) ");

  // Hidden: out of the list once another room is open, until someone mentions me.
  await sidebarRow(first.page, "gamma").click();
  await inRoomMenu(first.page, "Notifications");
  await dialog(first.page).getByRole("radio", { name: "Hidden" }).check();
  await first.page.keyboard.press("Escape");
  await showsSide(second.page, "Rooms", ["alpha", "beta", "lounge"]);
  await sidebarRow(first.page, "alpha").click();
  await showsSide(first.page, "Rooms", ["alpha", "beta", "lounge"]);
  await postMessage(workspace.ada, ids["gamma"] ?? 0, "just so");
  await postMessage(workspace.ada, ids["gamma"] ?? 0, "@Iris come back");
  for (const { page } of [first, second]) {
    await showsSide(page, "Rooms", ["gamma", "alpha", "beta", "lounge"]);
    await sidebarRow(page, "gamma").getByText("1 mention", { exact: true }).waitFor();
    await page.getByRole("link", { name: "Mentions 1 mention" }).waitFor();
  }
  expect([...first.complaints, ...second.complaints]).toEqual([]);
}, 90_000);

test("[U5] mark all read empties every number, in the other tab too", async () => {
  const roomIds = [await newRoom("one-unread"), await newRoom("two-unread")];
  for (const roomId of roomIds) await postMessage(workspace.ada, roomId, "new");
  const first = await openSeat(workspace, workspace.bob, `/r/${workspace.roomId}`);
  const second = await openSeat(workspace, workspace.bob, `/r/${workspace.roomId}`);
  await unreadCount(sidebarRow(first.page, "two-unread")).waitFor();
  await first.page.getByRole("button", { name: "All rooms" }).click();
  await first.page.getByRole("menuitem", { name: "Mark all read" }).click();
  for (const { page } of [first, second]) {
    await showsCount(unreadCount(sidebar(page)), 0);
  }
}, 60_000);
