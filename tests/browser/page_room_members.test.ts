// Who is in a room: added, removed, and the last owner.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import { signUp, type Person } from "../support/client.ts";
import { composer, dialog, showsCount, statuses } from "../support/page_parts.ts";

import {
  inRoomMenu,
  openWorkspace,
  showsBodies,
  sidebarRow,
  openSeat,
  type Workspace,
} from "./page_support.ts";

let workspace: Workspace;
let eve: Person;

beforeAll(async () => {
  workspace = await openWorkspace();
  eve = await signUp(workspace.server.url, { username: "Eve", invitedBy: workspace.ada });
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

async function newRoom(name: string, { kind = "public", withBob = true } = {}): Promise<number> {
  const { body } = await workspace.ada.post("/api/rooms", { name, kind });
  if (withBob)
    await workspace.ada.post(`/api/rooms/${body.room.id}/members`, { userIds: [workspace.bob.user.id] });
  return body.room.id;
}

const memberRow = (page: Page, name: string) => dialog(page).getByRole("listitem").filter({ hasText: name });

async function inMemberMenu(page: Page, name: string, item: string): Promise<void> {
  await dialog(page)
    .getByRole("button", { name: `Actions for ${name}` })
    .click();
  await page.getByRole("menuitem", { name: item }).click();
}

test("[A1] [G2] a private room: made, filled by the picker, read from its beginning; nobody else finds it", async () => {
  const ada = await openSeat(workspace, workspace.ada, "/");
  const bob = await openSeat(workspace, workspace.bob, "/");
  await ada.page.getByRole("button", { name: "Create a room" }).click();
  await dialog(ada.page).getByLabel("Name").fill("budget");
  await dialog(ada.page)
    .getByText(
      "Only invited members can read it, including past messages. Admins can see its name, not its messages.",
    )
    .waitFor();
  await dialog(ada.page).getByRole("radio", { name: "Private", exact: true }).check();
  await dialog(ada.page).getByRole("button", { name: "Create room" }).click();
  await ada.page.getByRole("heading", { name: "budget private", level: 1 }).waitFor();
  await composer(ada.page).fill("before you came");
  await composer(ada.page).press("Enter");
  await showsBodies(ada.page, ["before you came"]);

  await inRoomMenu(ada.page, "Add people");
  await dialog(ada.page).getByText("They can read all past messages.").waitFor();
  // By keyboard alone: the field has the focus, what is found is chosen with Enter.
  await ada.page.keyboard.type("bo");
  await dialog(ada.page).getByRole("option", { name: "Bob" }).waitFor();
  await showsCount(dialog(ada.page).getByRole("option"), 1);
  await ada.page.keyboard.press("Enter");
  await dialog(ada.page).getByRole("button", { name: "Remove Bob" }).waitFor();
  await ada.page.keyboard.press("Enter");
  await ada.page.getByText("1 person added").waitFor();

  await sidebarRow(bob.page, "budget private").click();
  await showsBodies(bob.page, ["before you came"]);
  const outside = await openSeat(workspace, eve, "/");
  await outside.page.getByRole("button", { name: "Browse rooms" }).click();
  await dialog(outside.page).getByText("harbour", { exact: true }).first().waitFor();
  expect(await dialog(outside.page).getByText("budget").count()).toBe(0);
  const roomPath = new URL(bob.page.url()).pathname;
  await outside.page.goto(roomPath);
  await outside.page.getByText("Room not found").waitFor();
  expect([...ada.complaints, ...bob.complaints, ...outside.complaints]).toEqual([]);
}, 60_000);

test("[A2] whoever is removed sees the room go at once; the other is told in the room", async () => {
  const roomId = await newRoom("removal", { kind: "private" });
  await workspace.ada.post(`/api/rooms/${roomId}/members`, { userIds: [eve.user.id] });
  const ada = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  const bob = await openSeat(workspace, workspace.bob, `/r/${roomId}`);
  const third = await openSeat(workspace, eve, `/r/${roomId}`);
  await third.page.getByRole("heading", { name: "removal private", level: 1 }).waitFor();
  await bob.page.getByRole("heading", { name: "removal private", level: 1 }).waitFor();
  await ada.page.getByRole("button", { name: "Members" }).click();
  await inMemberMenu(ada.page, "Bob", "Remove from the room");
  await dialog(ada.page).getByText("They can no longer see this room.").waitFor();
  await dialog(ada.page).getByRole("button", { name: "Remove", exact: true }).click();
  await bob.page.getByText("Room not found").waitFor();
  // Who comes after in the list has the focus.
  await ada.page.waitForFunction(
    () => document.activeElement?.getAttribute("aria-label") === "Actions for Eve",
  );
  await sidebarRow(bob.page, "removal").waitFor({ state: "detached" });
  await statuses(third.page).getByText("Bob is no longer in the room.").waitFor();
  // Back in the list of members, without him.
  await memberRow(ada.page, "Eve").waitFor();
  await memberRow(ada.page, "Bob").waitFor({ state: "detached" });
}, 60_000);

test("[G4] the last owner is told what to do before leaving, makes another, and leaves", async () => {
  const roomId = await newRoom("captain", { kind: "private" });
  const ada = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  const bob = await openSeat(workspace, workspace.bob, `/r/${roomId}`);
  await bob.page.getByRole("heading", { name: "captain private", level: 1 }).waitFor();
  await inRoomMenu(ada.page, "Leave room");
  await dialog(ada.page).getByText("This room is private. To rejoin, a member has to add you.").waitFor();
  await dialog(ada.page).getByRole("button", { name: "Leave room" }).click();
  await dialog(ada.page).getByText("You're the only owner.").waitFor();
  await inMemberMenu(ada.page, "Bob", "Make an owner");
  await memberRow(ada.page, "Bob").getByText("owner").waitFor();
  await inMemberMenu(ada.page, "Ada", "Leave room");
  await dialog(ada.page).getByRole("button", { name: "Leave room" }).click();
  await sidebarRow(ada.page, "captain").waitFor({ state: "detached" });
  await statuses(bob.page).getByText("Ada is no longer in the room.").waitFor();
  // His menu has what owners do.
  await inRoomMenu(bob.page, "Room settings");
  await dialog(bob.page).getByRole("button", { name: "Make public" }).waitFor();
}, 60_000);
