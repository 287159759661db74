// Ada and Bob side by side: pins, saved messages, drafts, deleting as a moderator, rooms that are archived.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import { visual } from "../support/visual_parts.ts";
import {
  composer,
  messages,
  replyField,
  showsCount,
  sidePanel,
  sidebar,
  textsOf,
  untilFocused,
  untilValue,
} from "../support/page_parts.ts";

import { choose, roomOfTwo, rowOf, postAs } from "./page_message_support.ts";
import {
  openFromHead,
  openWorkspace,
  showsBodies,
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

test("[N3] what one pins the other sees pinned, in the room and among the pinned, and jumps there", async () => {
  const roomId = await roomOfTwo(workspace, "pins");
  await postAs(workspace.bob, roomId, "Ship checklist");
  for (let at = 0; at < 80; at += 1) await postAs(workspace.bob, roomId, `filler ${at}`);
  await postAs(workspace.bob, roomId, "Second thing");
  for (const person of [workspace.ada, workspace.bob])
    await person.put(`/api/rooms/${roomId}/read`, { seq: 82 });
  const ada = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  const bob = await openSeat(workspace, workspace.bob, `/r/${roomId}`);
  await ada.page.getByRole("button", { name: "Pinned", exact: true }).click();
  const panel = sidePanel(ada.page);
  await panel.getByText("No pinned messages").waitFor();
  await choose(bob.page, rowOf(bob.page, "Second thing"), "Pin to this room");
  await panel.getByText("Second thing").waitFor();
  await rowOf(ada.page, "Second thing").getByText("pinned").waitFor({ state: "attached" });
  // One that is in nobody's window.
  const { body } = await workspace.bob.get(`/api/rooms/${roomId}/messages?before=2`);
  await workspace.bob.put(`/api/messages/${body.messages[0].id}/pin`);
  await panel.getByText("Ship checklist").waitFor();
  expect(await textsOf(messages(panel))).toEqual(["Ship checklist", "Second thing"]);
  await panel.getByText("Ship checklist").click();
  await ada.page.locator(visual.reached).getByText("Ship checklist").waitFor();
  await panel.getByRole("button", { name: "Unpin" }).last().click();
  await panel.getByText("Second thing").waitFor({ state: "detached" });
  await rowOf(bob.page, "Second thing").getByText("pinned").waitFor({ state: "detached" });
  await ada.page.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
  await ada.page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Pinned");
  expect([...ada.complaints, ...bob.complaints]).toEqual([]);
}, 60_000);

test("[N4] saved for later in all my tabs, for nobody else; the list leads back and lets go", async () => {
  const roomId = await roomOfTwo(workspace, "saves");
  await postAs(workspace.bob, roomId, "worth keeping");
  const one = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  const other = await openSeat(workspace, workspace.ada, "/saved");
  const bob = await openSeat(workspace, workspace.bob, `/r/${roomId}`);
  await other.page.getByText("No saved messages").waitFor();
  await choose(one.page, rowOf(one.page, "worth keeping"), "Save for later");
  await rowOf(one.page, "worth keeping").getByText("saved").waitFor({ state: "attached" });
  await messages(other.page).getByText("worth keeping").waitFor();
  await workspace.bob.get(`/api/rooms/${roomId}`);
  expect(await rowOf(bob.page, "worth keeping").getByText("saved").count()).toBe(0);
  await messages(other.page).getByText("worth keeping").click();
  await other.page.locator(visual.reached).getByText("worth keeping").waitFor();
  expect(new URL(other.page.url()).pathname).toBe(`/r/${roomId}/1`);
  await other.page.getByRole("link", { name: "Saved" }).click();
  await other.page.getByRole("button", { name: "Remove from saved" }).click();
  await other.page.getByText("No saved messages").waitFor();
  await rowOf(one.page, "worth keeping").getByText("saved").waitFor({ state: "detached" });
  expect([...one.complaints, ...other.complaints]).toEqual([]);
}, 60_000);

test("[W8] an owner deletes what others said, after asking; the tombstone says who did; a member cannot", async () => {
  const roomId = await roomOfTwo(workspace, "moderation");
  await postAs(workspace.bob, roomId, "off the mark");
  await postAs(workspace.ada, roomId, "mine stays");
  const ada = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  const bob = await openSeat(workspace, workspace.bob, `/r/${roomId}`);
  await choose(ada.page, rowOf(ada.page, "off the mark"), "Delete");
  await ada.page.getByRole("dialog").getByText("Delete this message from Bob?").waitFor();
  await ada.page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await bob.page.getByText("This message was deleted by Ada.").waitFor();
  await ada.page.getByText("This message was deleted by Ada.").waitFor();
  await rowOf(bob.page, "mine stays").hover();
  await bob.page.getByRole("button", { name: "Message menu" }).click();
  await bob.page.getByRole("menuitem", { name: "Copy link" }).waitFor();
  expect(await bob.page.getByRole("menuitem", { name: "Delete" }).count()).toBe(0);
  expect([...ada.complaints, ...bob.complaints]).toEqual([]);
}, 60_000);

test("[G5] in an archived room a line stands in the composer's place, and nothing offers to change anything", async () => {
  const roomId = await roomOfTwo(workspace, "old");
  await postAs(workspace.bob, roomId, "as it was");
  const { page, complaints } = await openSeat(workspace, workspace.bob, `/r/${roomId}`);
  await composer(page).waitFor();
  await workspace.ada.patch(`/api/rooms/${roomId}`, { archived: true });
  await page.getByText("This room is archived and read-only.").waitFor();
  expect(await composer(page).count()).toBe(0);
  await rowOf(page, "as it was").hover();
  await rowOf(page, "as it was").getByRole("button", { name: "Message menu" }).waitFor();
  expect(
    await rowOf(page, "as it was")
      .getByRole("button")
      .evaluateAll((all) => all.map((one) => one.ariaLabel ?? one.textContent)),
  ).toEqual(["Bob", "Bob", "Message menu"]);
  await page.getByRole("button", { name: "Message menu" }).click();
  const items = await page.getByRole("menuitem").allTextContents();
  expect(items).toEqual(["Save for later", "Copy text", "Copy link", "Mark unread from here", "Delete"]);
  await page.keyboard.press("Escape");
  await workspace.ada.patch(`/api/rooms/${roomId}`, { archived: false });
  await composer(page).waitFor();
  expect(complaints).toEqual([]);
}, 60_000);

test("[DRAFTS] what I left unsent is listed in every tab at once, leads to where it is written on, and comes back once discarded", async () => {
  const roomId = await roomOfTwo(workspace, "unsent");
  const { id: askedId } = await postAs(workspace.bob, roomId, "Does anyone know?");
  await postAs(workspace.bob, roomId, "Anyone at all?", askedId);
  // Bob's own: Ada can leave it.
  const lostId = await roomOfTwo({ ada: workspace.bob, bob: workspace.ada }, "lost");
  const { page: one, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  const other = await one.context().newPage();
  await other.goto("/drafts");
  await other.getByText("No drafts").waitFor();
  const left = (page: Page) => sidebar(page).getByRole("link", { name: "Drafts" });
  const draft = (text: string) => messages(other).filter({ hasText: text });

  // While I write nothing moves beside it; the other tab knows.
  await composer(one).fill("half a thought");
  await draft("half a thought").waitFor();
  expect(await left(one).count()).toBe(0);
  await rowOf(one, "Does anyone know?").getByRole("button", { name: "1 reply" }).click();
  await replyField(one).fill("I do");
  await draft("In reply to Bob Does anyone know?").getByText("I do").waitFor();
  await sidebarRow(one, "lost").click();
  await one.waitForURL(`**/r/${lostId}`);
  expect(await left(one).textContent()).toBe("Drafts2");
  await sidebarRow(one, "unsent").getByText("draft").waitFor();
  await composer(one).fill("for a room I leave");
  await workspace.ada.post(`/api/rooms/${lostId}/leave`);
  const lost = draft("for a room I leave");
  await lost.getByText("You're no longer a member of this room.").waitFor();
  expect(
    await lost.getByRole("button").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label"))),
  ).toEqual(["Copy text", "Discard draft"]);

  // Written on where it was left.
  await draft("I do").getByRole("link").click();
  const reply = replyField(other);
  await untilFocused(reply);
  await other.keyboard.type(" know.");
  expect(await reply.inputValue()).toBe("I do know.");
  await other.keyboard.press("Enter");
  await sidePanel(other).getByText("I do know.").waitFor();
  await left(one).getByText("2").waitFor();
  await left(other).click();
  await showsCount(messages(other), 2);
  await messages(other).first().getByText("half a thought", { exact: true }).waitFor();
  await messages(other).last().getByText("for a room I leave", { exact: true }).waitFor();

  // Gone everywhere, and back everywhere, also where it stands open.
  await draft("half a thought").getByRole("button", { name: "Discard draft" }).click();
  await sidebarRow(one, "unsent").getByText("draft").waitFor({ state: "detached" });
  await sidebarRow(other, "unsent").click();
  await rowOf(other, "Does anyone know?").waitFor();
  expect(await composer(other).inputValue()).toBe("");
  await other.getByRole("button", { name: "Undo" }).click();
  await untilValue(composer(other), "half a thought");
  await sidebarRow(one, "unsent").getByText("draft").waitFor();
  await left(one).click();
  await messages(one).filter({ hasText: "half a thought" }).getByRole("link").click();
  await untilFocused(composer(one));
  await one.keyboard.type(", now whole");
  await one.keyboard.press("Enter");
  await showsBodies(one, ["Does anyone know?", "Anyone at all?", "I do know.", "half a thought, now whole"]);
  await left(other).getByText("1").waitFor();
  expect(complaints).toEqual([]);
}, 60_000);

test("[N5] on a phone a panel takes the room's place, and Back closes it", async () => {
  const roomId = await roomOfTwo(workspace, "small");
  const message = await postAs(workspace.bob, roomId, "pinned thing");
  await workspace.bob.put(`/api/messages/${message.id}/pin`);
  const { page } = await openSeat(workspace, workspace.ada, "/", {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
  });
  await page.getByRole("link", { name: /^small/ }).click();
  const room = composer(page);
  await openFromHead(page, "Pinned");
  const panel = sidePanel(page);
  await panel.getByText("pinned thing").waitFor();
  expect(await room.isVisible()).toBe(false);
  await page.goBack();
  await panel.waitFor({ state: "detached" });
  expect(new URL(page.url()).pathname).toBe(`/r/${roomId}`);
  // Closed by its button it leaves no step behind.
  await openFromHead(page, "Pinned");
  await panel.getByRole("button", { name: "Close" }).click();
  await panel.waitFor({ state: "detached" });
  await openFromHead(page, "Pinned");
  await panel.getByText("pinned thing").click();
  await page.locator(visual.reached).getByText("pinned thing").waitFor();
  expect(await panel.count()).toBe(0);
  await page.goBack();
  await page.getByRole("link", { name: /^small/ }).waitFor();
  // A draft in reply is opened to be written on, with the keyboard.
  const { id, username } = workspace.ada.user;
  const draftKey = `confab:draft:${id}:${username}:${roomId}:${message.id}`;
  await page.evaluate((key) => localStorage.setItem(key, "half of it"), draftKey);
  await page.goto("/drafts");
  await messages(page).getByRole("link").tap();
  await untilFocused(panel.getByRole("textbox", { name: "Reply" }));
  await page.goBack();
  await panel.waitFor({ state: "detached" });
  await page.goBack();
  await page.getByText("half of it").waitFor();
}, 60_000);
