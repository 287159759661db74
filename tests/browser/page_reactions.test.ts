// Ada and Bob side by side: giving reactions, taking them back, seeing who gave them.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import { signUp } from "../support/client.ts";
import { visual } from "../support/visual_parts.ts";
import { reactions, statuses } from "../support/page_parts.ts";

import { roomOfTwo, rowOf, postAs } from "./page_message_support.ts";
import { openWorkspace, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await openWorkspace();
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

/** Emoji and count of each chip, `!` before mine. */
const chips = (page: Page, text: string) =>
  reactions(rowOf(page, text)).evaluateAll((all) =>
    all.map((one) => `${one.ariaPressed === "true" ? "!" : ""}${one.textContent}`),
  );

async function shows(page: Page, text: string, expected: string[]): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) {
    if (JSON.stringify(await chips(page, text)) === JSON.stringify(expected)) return;
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  expect(await chips(page, text)).toEqual(expected);
}

test("[E2] [E3] both give and take back: mine in accent, counts in both browsers, by mouse and by keyboard", async () => {
  const roomId = await roomOfTwo(workspace, "chips");
  await postAs(workspace.bob, roomId, "ship it");
  const ada = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  const bob = await openSeat(workspace, workspace.bob, `/r/${roomId}`);
  await rowOf(ada.page, "ship it").hover();
  await ada.page.getByRole("button", { name: "React with 👍" }).click();
  await shows(ada.page, "ship it", ["!👍1"]);
  await shows(bob.page, "ship it", ["👍1"]);
  await reactions(rowOf(bob.page, "ship it")).click();
  await shows(ada.page, "ship it", ["!👍2"]);
  await shows(bob.page, "ship it", ["!👍2"]);
  const chip = reactions(rowOf(ada.page, "ship it"));
  await chip.hover();
  await ada.page.locator(visual.note).getByText("you and Bob").waitFor();
  expect(await chip.getAttribute("aria-label")).toBe("👍 2: you and Bob");
  await ada.page.mouse.move(0, 0);
  await ada.page.locator(visual.note).waitFor({ state: "detached" });
  // By keyboard: it is reached, says who gave it, and is taken back.
  await ada.page.keyboard.press("Tab");
  await chip.focus();
  await ada.page.keyboard.press("Enter");
  await shows(ada.page, "ship it", ["👍1"]);
  await shows(bob.page, "ship it", ["!👍1"]);
  await ada.page.keyboard.press("Space");
  await shows(bob.page, "ship it", ["!👍2"]);
  expect([...ada.complaints, ...bob.complaints]).toEqual([]);
}, 60_000);

test("[E1] all emoji are found by word, with the keyboard alone; Escape leads back", async () => {
  const roomId = await roomOfTwo(workspace, "picker");
  await postAs(workspace.bob, roomId, "pick one");
  const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await rowOf(page, "pick one").focus();
  await page.getByRole("button", { name: "Add a reaction" }).focus();
  await page.keyboard.press("Enter");
  const search = page.getByRole("searchbox", { name: "Search emoji" });
  await search.waitFor();
  await page.keyboard.press("Escape");
  await search.waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Add a reaction");
  await page.keyboard.press("Enter");
  await search.fill("rocket");
  await page.getByRole("button", { name: "rocket", exact: true }).waitFor();
  await search.press("Enter");
  await shows(page, "pick one", ["!🚀1"]);
  // What was used last comes first.
  await page.getByRole("button", { name: "Remove 🚀" }).waitFor();
  expect(complaints).toEqual([]);
}, 60_000);

test("[E2] the twenty-first kind is refused, and the page says why", async () => {
  const roomId = await roomOfTwo(workspace, "kinds");
  const message = await postAs(workspace.bob, roomId, "so many");
  const kinds = "😀😃😄😁😆😅🤣😂🙂🙃😉😊😇🥰😍🤩😘😗😚😙".match(/\p{Emoji_Presentation}/gu) ?? [];
  expect(kinds.length).toBe(20);
  for (const emoji of kinds) {
    const answer = await workspace.bob.put(
      `/api/messages/${message.id}/reactions/${encodeURIComponent(emoji)}`,
    );
    expect(answer.status).toBe(200);
  }
  const { page } = await openSeat(workspace, workspace.ada, `/r/${roomId}`, {
    viewport: { width: 320, height: 640 },
  });
  await reactions(rowOf(page, "so many")).nth(19).waitFor();
  const refused = await workspace.ada.put(
    `/api/messages/${message.id}/reactions/${encodeURIComponent("🚀")}`,
  );
  expect(refused.body.error.code).toBe("too_many");
  await rowOf(page, "so many").hover();
  await page.getByRole("button", { name: "React with 👍" }).click();
  await statuses(page).getByText(refused.body.error.message).waitFor();
  expect(await reactions(rowOf(page, "so many")).count()).toBe(20);
  // Twenty of them scroll nothing sideways.
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
}, 60_000);

test("[E3] beyond twenty givers: how many more, all of them on asking, and mine is mine", async () => {
  const { server, ada, bob } = workspace;
  const roomId = await roomOfTwo(workspace, "crowd");
  const message = await postAs(bob, roomId, "everyone likes it");
  const heart = encodeURIComponent("❤️");
  for (let at = 0; at < 24; at += 1) {
    const person = await signUp(server.url, { username: `fan${at}`, invitedBy: ada });
    await person.post(`/api/rooms/${roomId}/join`);
    await person.put(`/api/messages/${message.id}/reactions/${heart}`);
  }
  await ada.put(`/api/messages/${message.id}/reactions/${heart}`);
  const { page, complaints } = await openSeat(workspace, ada, `/r/${roomId}`);
  await shows(page, "everyone likes it", ["!❤️25"]);
  await reactions(rowOf(page, "everyone likes it")).hover();
  const note = page.locator(visual.note);
  await note.getByText("fan0, fan1").waitFor();
  await note.getByRole("button", { name: "5 others" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("fan23").waitFor();
  expect(await dialog.getByRole("listitem").count()).toBe(25);
  await page.keyboard.press("Escape");
  await reactions(rowOf(page, "everyone likes it")).click();
  await shows(page, "everyone likes it", ["❤️24"]);
  expect(complaints).toEqual([]);
}, 120_000);
