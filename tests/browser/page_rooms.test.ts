// Settings, archive, log and list of rooms, with two people side by side.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";

import { composer, dialog, mainPart, statuses } from "../support/page_parts.ts";

import { postAs } from "./page_message_support.ts";
import {
  bodies,
  holdFrames,
  inRoomMenu,
  openFromHead,
  openWorkspace,
  sidebarNames,
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

test("[G2] settings: name and topic by any member, the rest by owners, each change seen by the other at once", async () => {
  const roomId = await newRoom("quay");
  const ada = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  const bob = await openSeat(workspace, workspace.bob, `/r/${roomId}`);
  await inRoomMenu(bob.page, "Room settings");
  await dialog(bob.page).getByLabel("Topic").fill("Boats in and out");
  expect(await dialog(bob.page).getByText("Who can use @here").count()).toBe(0);
  expect(await dialog(bob.page).getByRole("button", { name: "Archive" }).count()).toBe(0);
  await dialog(bob.page).getByRole("button", { name: "Save" }).click();
  await mainPart(ada.page).getByText("Boats in and out").first().waitFor();

  await inRoomMenu(ada.page, "Room settings");
  await dialog(ada.page).getByRole("radio", { name: "Owners only" }).check();
  await dialog(ada.page).getByRole("button", { name: "Save" }).click();
  await statuses(ada.page).getByText("Saved").waitFor();
  expect((await workspace.ada.get(`/api/rooms/${roomId}`)).body.room.broadcasts).toBe("owners");

  await inRoomMenu(ada.page, "Room settings");
  await dialog(ada.page).getByRole("button", { name: "Make private" }).click();
  await dialog(ada.page)
    .getByText("Only members will be able to find and read it. Admins can see its name, not its messages.")
    .waitFor();
  // Saying no changes nothing.
  await dialog(ada.page).getByRole("button", { name: "Cancel" }).click();
  expect((await workspace.ada.get(`/api/rooms/${roomId}`)).body.room.kind).toBe("public");
  await inRoomMenu(ada.page, "Room settings");
  await dialog(ada.page).getByRole("button", { name: "Make private" }).click();
  await dialog(ada.page).getByRole("button", { name: "Make private" }).click();
  await bob.page.getByRole("heading", { name: "quay private", level: 1 }).waitFor();
  await sidebarRow(bob.page, "quay private").waitFor();
}, 60_000);

test("[G5] an archived room is folded away for both, says so, and comes back", async () => {
  const roomId = await newRoom("attic");
  const ada = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  const bob = await openSeat(workspace, workspace.bob, `/r/${workspace.roomId}`);
  await sidebarRow(bob.page, "attic").waitFor();
  await inRoomMenu(ada.page, "Room settings");
  await dialog(ada.page).getByRole("button", { name: "Archive" }).click();
  await dialog(ada.page).getByText("Members can still read it").waitFor();
  await dialog(ada.page).getByRole("button", { name: "Archive" }).click();
  await mainPart(ada.page).getByText("archived", { exact: true }).waitFor();
  await sidebarRow(bob.page, "attic").waitFor({ state: "hidden" });
  expect(await sidebarNames(bob.page, "Rooms")).not.toContain("attic");
  await bob.page.locator("summary", { hasText: "Archived" }).click();
  await sidebarRow(bob.page, "attic").click();
  await mainPart(bob.page).getByText("archived", { exact: true }).waitFor();
  expect(await composer(bob.page).count()).toBe(0);
  await inRoomMenu(ada.page, "Room settings");
  await dialog(ada.page).getByRole("button", { name: "Unarchive" }).click();
  await dialog(ada.page).getByRole("button", { name: "Unarchive" }).click();
  await composer(bob.page).waitFor();
}, 60_000);

test("[G7] the room's log says who did what, newest first", async () => {
  const roomId = await newRoom("logged", { kind: "private" });
  await workspace.ada.patch(`/api/rooms/${roomId}/members/${workspace.bob.user.id}`, { role: "owner" });
  await workspace.ada.patch(`/api/rooms/${roomId}`, { kind: "public" });
  const bob = await openSeat(workspace, workspace.bob, `/r/${roomId}`);
  await inRoomMenu(bob.page, "Room activity");
  await dialog(bob.page).getByText("made the room public").waitFor();
  const lines = await dialog(bob.page).getByRole("listitem").locator("span").allTextContents();
  expect(lines).toEqual([
    "Ada made the room public.",
    "Ada made Bob an owner.",
    "Ada added Bob.",
    "Ada created the room.",
  ]);
  expect(await bodies(bob.page)).toEqual([]);
}, 60_000);

test("[X3] a dialog, a view, a panel or a key whose part does not come says so in words, with a way out", async () => {
  const roomId = await newRoom("halved");
  const { page } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await composer(page).waitFor();
  await page.route("**/assets/part-*.js", (route) => route.abort());
  await page.reload();
  await composer(page).waitFor();
  await page.keyboard.press("ControlOrMeta+K");
  const outdated = "Confab was updated.";
  await dialog(page).getByText(outdated).waitFor();
  await dialog(page).getByRole("button", { name: "Reload" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Room menu" }).click();
  await dialog(page).getByText(outdated).waitFor();
  await dialog(page).getByRole("button", { name: "Close" }).click();
  await composer(page).press("ControlOrMeta+B");
  const notice = statuses(page).filter({ hasText: outdated });
  // Whoever goes on to another place before the next frame stays there.
  const frames = await holdFrames(page);
  await notice.getByRole("button", { name: "Dismiss" }).click();
  await composer(page).focus();
  await frames.release();
  await page.keyboard.press("ControlOrMeta+B");
  await notice.getByRole("button", { name: "Dismiss" }).click();
  await openFromHead(page, "About this room");
  const panel = page.getByRole("complementary");
  await panel.getByText(outdated).waitFor();
  await panel.getByRole("button", { name: "Close" }).click();
  await panel.waitFor({ state: "detached" });
  await sidebarRow(page, "Mentions").click();
  await page.getByRole("main").getByRole("heading", { name: "Couldn't load" }).waitFor();
  await page.getByRole("button", { name: "Create a room" }).click();
  await dialog(page).getByRole("alert").getByText(outdated).waitFor();
  await page.unroute("**/assets/part-*.js");
  await dialog(page).getByRole("button", { name: "Reload" }).click();
  await page.getByRole("button", { name: "Create a room" }).click();
  await dialog(page).getByLabel("Name").waitFor();
  // A dialog goes with the view it was opened over.
  await page.goBack();
  await page.waitForURL(`**/r/${roomId}`);
  expect(await dialog(page).count()).toBe(0);
}, 60_000);

test("[G12] [G13] [L10] browsing finds rooms by name with who is in and what was said; a second of a name is warned of; who is in is not offered", async () => {
  const { ada, bob } = workspace;
  const { body: terrace } = await bob.post("/api/rooms", { name: "Roof Terrace", topic: "Up there" });
  await bob.post("/api/rooms", { name: "Cellar" });
  await postAs(bob, terrace.room.id, "the **sun** is out");
  const { page, complaints } = await openSeat(workspace, ada, `/r/${workspace.roomId}`);
  await page.getByRole("button", { name: "Browse rooms" }).click();
  const rows = dialog(page).getByRole("listitem");
  await rows.filter({ hasText: "Cellar" }).waitFor();
  // The field stays where it is, however much is found.
  const fieldTop = async () => (await dialog(page).getByRole("searchbox").boundingBox())?.y;
  const top = await fieldTop();
  await dialog(page).getByRole("searchbox", { name: "Find a room" }).fill("TERR");
  await rows.filter({ hasText: "Cellar" }).waitFor({ state: "detached" });
  const row = rows.filter({ hasText: "Roof Terrace" });
  await row.getByText("1 member · Today · Bob: the sun is out").waitFor();
  await dialog(page).getByRole("searchbox").fill("nothing like it");
  await dialog(page).getByText("No matching rooms").waitFor();
  expect(await fieldTop()).toBe(top);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Create a room" }).click();
  await dialog(page).getByLabel("Name").fill("roof terrace");
  await dialog(page).getByRole("button", { name: "Create room", exact: true }).click();
  await dialog(page).getByText("A room named Roof Terrace already exists.").waitFor();
  expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("name");
  // Another name is another question.
  await dialog(page).getByLabel("Name").fill("cellar");
  await dialog(page).getByRole("button", { name: "Create anyway" }).click();
  await dialog(page).getByText("A room named Cellar already exists.").waitFor();
  await dialog(page).getByRole("button", { name: "Create anyway" }).click();
  await page.getByRole("heading", { name: "cellar", level: 1 }).waitFor();

  await inRoomMenu(page, "Add people");
  await dialog(page).getByRole("option", { name: "Bob" }).click();
  await dialog(page).getByRole("button", { name: "Add", exact: true }).click();
  await dialog(page).waitFor({ state: "detached" });
  await inRoomMenu(page, "Add people");
  await dialog(page).getByRole("combobox").waitFor();
  await dialog(page).getByRole("combobox").fill("bo");
  await dialog(page).getByText("No one else found").waitFor();
  expect(await dialog(page).getByRole("option").count()).toBe(0);
  expect(complaints).toEqual([]);
}, 60_000);
