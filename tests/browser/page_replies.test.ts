// Ada and Bob side by side: answering, the replies of a message, going to a message.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";

import { visual } from "../support/visual_parts.ts";
import {
  composer,
  messages,
  quote,
  replyChip,
  replyField,
  sidePanel,
  textsOf,
  timeline,
  unreadCount,
} from "../support/page_parts.ts";

import { choose, roomOfTwo, rowOf, postAs } from "./page_message_support.ts";
import { openWorkspace, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await openWorkspace();
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

const isInSight = (element: Element) => {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= window.innerHeight;
};

test("[N1] [N2] a reply shows the original as it now is: edited, deleted; the chip can be dropped and survives a reload", async () => {
  const roomId = await roomOfTwo(workspace, "answers");
  const original = await postAs(workspace.bob, roomId, "Do we keep the clock?");
  const ada = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  const bob = await openSeat(workspace, workspace.bob, `/r/${roomId}`);
  await rowOf(ada.page, "keep the clock").hover();
  await rowOf(ada.page, "keep the clock").getByRole("button", { name: "Reply", exact: true }).click();
  const chip = replyChip(ada.page);
  await chip.getByText("Do we keep the clock?").waitFor();
  await chip.getByRole("button", { name: "Cancel reply" }).click();
  await chip.waitFor({ state: "detached" });
  await choose(ada.page, rowOf(ada.page, "keep the clock"), "Reply");
  await composer(ada.page).fill("For decoration.");
  await ada.page.reload();
  await chip.getByText("Do we keep the clock?").waitFor();
  expect(await composer(ada.page).inputValue()).toBe("For decoration.");
  await composer(ada.page).press("Enter");
  await chip.waitFor({ state: "detached" });
  const shown = quote(rowOf(bob.page, "For decoration."));
  await shown.getByText("Do we keep the clock?").waitFor();
  expect(await shown.locator("bdi").first().textContent()).toBe("Bob");
  const { body } = await workspace.ada.get(`/api/rooms/${roomId}/messages`);
  expect(body.messages[1].replyTo).toBe(original.id);
  await workspace.bob.patch(`/api/messages/${original.id}`, { editedAt: null, body: "Do we keep the time?" });
  await shown.getByText("Do we keep the time?").waitFor();
  await quote(rowOf(ada.page, "For decoration.")).getByText("Do we keep the time?").waitFor();
  await workspace.bob.delete(`/api/messages/${original.id}`);
  await shown.getByText("The message was deleted.").waitFor();
  // Also for who comes later.
  await bob.page.reload();
  await shown.getByText("The message was deleted.").waitFor();
  expect([...ada.complaints, ...bob.complaints]).toEqual([]);
}, 60_000);

test("[N1] the replies of a message stand beside the room, live, with a composer that answers there", async () => {
  const roomId = await roomOfTwo(workspace, "beside");
  const original = await postAs(workspace.bob, roomId, "Who brings the keys?");
  await postAs(workspace.ada, roomId, "I do.", original.id);
  await postAs(workspace.bob, roomId, "Something else.");
  const ada = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  const bob = await openSeat(workspace, workspace.bob, `/r/${roomId}`);
  await ada.page.getByRole("button", { name: "1 reply" }).click();
  const panel = sidePanel(ada.page);
  const shown = () => textsOf(messages(panel));
  await panel.getByText("I do.").waitFor();
  expect(await shown()).toEqual(["Who brings the keys?", "I do."]);
  // The room beside it stays as it is, and Bob answers from there.
  await choose(bob.page, rowOf(bob.page, "brings the keys"), "Reply");
  await composer(bob.page).fill("And I the lamp.");
  await composer(bob.page).press("Enter");
  await panel.getByText("And I the lamp.").waitFor();
  await replyField(ada.page).fill("Good.");
  await replyField(ada.page).press("Enter");
  await quote(rowOf(bob.page, "Good.")).getByText("Who brings the keys?").waitFor();
  await bob.page.getByRole("button", { name: "3 replies" }).waitFor();
  expect(await shown()).toEqual(["Who brings the keys?", "I do.", "And I the lamp.", "Good."]);
  expect(await composer(ada.page).inputValue()).toBe("");
  // Escape ends what is innermost: first the editing, then the panel.
  await replyField(ada.page).press("ArrowUp");
  await panel.getByLabel("Edit message").press("Escape");
  await panel.getByLabel("Edit message").waitFor({ state: "detached" });
  expect(await panel.count()).toBe(1);
  // A draft of its own, and the focus goes back to where it came from.
  await replyField(ada.page).fill("unfinished");
  await ada.page.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
  await ada.page.waitForFunction(() => document.activeElement?.textContent === "3 replies");
  await ada.page.keyboard.press("Enter");
  await panel.getByText("Good.").waitFor();
  expect(await replyField(ada.page).inputValue()).toBe("unfinished");
  expect(await composer(ada.page).inputValue()).toBe("");
  // A deleted reply is counted no more.
  await choose(ada.page, rowOf(ada.page, "Good."), "Delete");
  await ada.page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await bob.page.getByRole("button", { name: "2 replies" }).waitFor();
  expect([...ada.complaints, ...bob.complaints]).toEqual([]);
}, 60_000);

test("[N2] [N5] a quote and a link lead to a message that is far away; a wrong link opens the room and says so", async () => {
  const roomId = await roomOfTwo(workspace, "far");
  const first = await postAs(workspace.bob, roomId, "the very first");
  // Tall: a page of them is more than is fetched ahead. Of short ones the page soon holds all 132.
  for (let at = 0; at < 130; at += 1)
    await postAs(workspace.bob, roomId, `filler ${at}\n${"a line\n".repeat(9)}`);
  await postAs(workspace.bob, roomId, "an answer to it", first.id);
  await workspace.ada.put(`/api/rooms/${roomId}/read`, { seq: 132 });
  const ada = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await quote(rowOf(ada.page, "an answer to it")).getByText("the very first").waitFor();
  expect(await rowOf(ada.page, "the very first").count()).toBe(0);
  await quote(rowOf(ada.page, "an answer to it")).click();
  const there = ada.page.locator(visual.reached);
  await there.getByText("the very first").waitFor();
  expect(await there.evaluate(isInSight)).toBe(true);
  await ada.page.getByRole("button", { name: "Latest" }).click();
  await rowOf(ada.page, "an answer to it").waitFor();
  // By its address, in a page of its own: the end is not read on the way.
  await workspace.ada.put(`/api/rooms/${roomId}/read`, { seq: 100, unread: true });
  const linked = await openSeat(workspace, workspace.ada, `/r/${roomId}/12`);
  await linked.page.locator(visual.reached).getByText("filler 10").waitFor();
  expect(await linked.page.locator(visual.reached).evaluate(isInSight)).toBe(true);
  const unread = unreadCount(linked.page.getByRole("link", { name: /^far/ }));
  await postAs(workspace.bob, roomId, "one more");
  await linked.page.waitForFunction(() => document.title.startsWith("(34)"));
  expect(await unread.textContent()).toBe("34 unread messages");
  const wrong = await openSeat(workspace, workspace.ada, `/r/${roomId}/9999`);
  await wrong.page.getByText("Message not found.").waitFor();
  await messages(timeline(wrong.page)).first().waitFor();
  const noRoom = await openSeat(workspace, workspace.ada, "/r/99999/3");
  await noRoom.page.getByText("Room not found").waitFor();
  expect([...ada.complaints, ...linked.complaints, ...wrong.complaints]).toEqual([]);
}, 90_000);

test("[N5] a link into a room whose end is held already does not read that end either", async () => {
  const roomId = await roomOfTwo(workspace, "held");
  for (let at = 0; at < 120; at += 1) await postAs(workspace.bob, roomId, `filler ${at}`);
  await workspace.ada.put(`/api/rooms/${roomId}/read`, { seq: 120 });
  const { page } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await rowOf(page, "filler 119").waitFor();
  await page.getByRole("link", { name: /^lounge/ }).click();
  await postAs(workspace.bob, 1, `see ${workspace.server.url}/r/${roomId}/5`);
  for (const body of ["a", "b", "c"]) await postAs(workspace.bob, roomId, body);
  const unread = unreadCount(page.getByRole("link", { name: /^held/ }));
  await unread.getByText("3 unread messages").waitFor();
  await page.getByRole("link", { name: `/r/${roomId}/5` }).click();
  await page.locator(visual.reached).getByText("filler 4").waitFor();
  await postAs(workspace.bob, roomId, "d");
  await unread.getByText("4 unread messages").waitFor();
}, 60_000);

test("[N5] a link is copied, also where the page has no clipboard, and opens inside the page", async () => {
  const roomId = await roomOfTwo(workspace, "links");
  await postAs(workspace.bob, roomId, "the one to link");
  const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await rowOf(page, "the one to link").waitFor();
  const wanted = `${workspace.server.url}/r/${roomId}/1`;
  // As on plain http: no clipboard; the browser's own copying is watched.
  await page.evaluate(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined, configurable: true });
    document.addEventListener("copy", () => {
      const { activeElement } = document;
      if (activeElement instanceof HTMLTextAreaElement) Reflect.set(window, "copied", activeElement.value);
    });
  });
  await choose(page, rowOf(page, "the one to link"), "Copy link");
  await page.getByText("Link copied").waitFor();
  expect(await page.evaluate(() => Reflect.get(window, "copied"))).toBe(wanted);
  // Where that is refused too, it stands there to be copied by hand.
  await page.evaluate(() => Object.defineProperty(document, "execCommand", { value: () => false }));
  await choose(page, rowOf(page, "the one to link"), "Copy link");
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  expect(await dialog.getByRole("textbox").inputValue()).toBe(wanted);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await postAs(workspace.bob, roomId, `See ${wanted} again`);
  await page.getByRole("link", { name: wanted }).click();
  await page.locator(visual.reached).getByText("the one to link").waitFor();
  expect(complaints).toEqual([]);
}, 60_000);
