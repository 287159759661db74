// Every view: no accessibility finding, no complaint of the browser, no sideways scroll.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "bun:test";

import { signUp, type Person } from "../support/client.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { visual } from "../support/visual_parts.ts";
import {
  composer,
  failedMessages,
  messages,
  pendingMessages,
  sidebar,
  timeline,
  unreadLine,
} from "../support/page_parts.ts";

import { examineAll, openMessageMenu, shoot, sizes } from "./page_visual_support.ts";
import {
  openFromHead,
  openSignedIn,
  openWorkspace,
  postMessage,
  openSeat,
  type Workspace,
} from "./page_support.ts";

let workspace: Workspace;
let fresh: TestServer;
let noor: Person;
let roomId: number;

beforeAll(async () => {
  workspace = await openWorkspace();
  fresh = await startTestServer();
  noor = await signUp(workspace.server.url, { username: "Noor", invitedBy: workspace.ada });
  await workspace.ada.patch("/api/workspace", { name: "Harbour Works" });
  const topic = "Ship on Thursday. Blockers on the board, nothing else.";
  const created = await workspace.ada.post("/api/rooms", { name: "release-2.4", topic });
  roomId = created.body.room.id;
  for (const person of [workspace.bob, noor]) await person.post(`/api/rooms/${roomId}/join`);
  for (const name of ["design", "support"]) {
    const { body } = await noor.post("/api/rooms", { name });
    if (name === "design") await workspace.ada.post(`/api/rooms/${body.room.id}/join`);
    await postMessage(noor, body.room.id, "hello");
  }
  await postMessage(
    workspace.bob,
    roomId,
    "The migration ran on the copy: 1.2 M messages in 41 s, no lock longer than 8 ms.",
  );
  await postMessage(workspace.bob, roomId, "One question is open: do we keep created_at for display only?");
  await postMessage(
    noor,
    roomId,
    "Yes. Order comes from the room, the clock is decoration.\nSee https://example.com/docs (draft).",
  );
  await postMessage(workspace.ada, roomId, "مرحبا Noor, thank you!");
  await postMessage(workspace.ada, roomId, "a".repeat(400));
  const { body } = await workspace.ada.get(`/api/rooms/${roomId}/messages`);
  await workspace.ada.delete(`/api/messages/${body.messages[4].id}`);
  await workspace.ada.patch(`/api/messages/${body.messages[3].id}`, {
    editedAt: null,
    body: "مرحبا Noor, thank you, again!",
  });
}, 60_000);

afterAll(async () => {
  await fresh.dispose();
  await workspace.close();
});

// A page that a failed test left open would go on reading.
afterEach(() => workspace.closeContexts());

for (const { name, options } of sizes) {
  describe(name, () => {
    const isPhone = name === "phone";

    test("[VISUAL] the doors", async () => {
      const setup = await openSeat({ browser: workspace.browser, server: fresh }, null, "/setup", options);
      await setup.page.getByLabel("Workspace name").waitFor();
      await examineAll(setup.page, `setup-${name}`);
      const guest = await openSeat(workspace, null, "/", options);
      await guest.page.getByRole("button", { name: "Sign in" }).click();
      await guest.page.getByRole("alert").first().waitFor();
      await examineAll(guest.page, `sign-in-${name}`);
      const { body } = await workspace.ada.post("/api/invites");
      await guest.page.goto("about:blank");
      await guest.page.goto(body.invite.url);
      await guest.page.getByText("Ada invited you.").waitFor();
      await examineAll(guest.page, `join-${name}`);
      await guest.page.goto("about:blank");
      await guest.page.goto("/reset#token");
      await guest.page.getByLabel("New password").waitFor();
      await examineAll(guest.page, `reset-${name}`);
      expect([...setup.complaints, ...guest.complaints]).toEqual([]);
      await setup.close();
      await guest.close();
    }, 60_000);

    test("[VISUAL] rooms, messages, menus and dialogs", async () => {
      await workspace.ada.put(`/api/rooms/${roomId}/read`, { seq: 5 });
      await postMessage(noor, roomId, "Photo from the pier this morning, and the notes.");
      const { page, complaints, close } = await openSeat(workspace, workspace.ada, "/", options);
      if (isPhone) {
        await page.locator(visual.unreadRow).first().waitFor();
        await examineAll(page, `list-${name}`);
      }
      await page.getByRole("link", { name: /^release/ }).click();
      await unreadLine(page).waitFor();
      await composer(page).fill("On it. Draft by noon.");
      await examineAll(page, `room-${name}`);
      if (isPhone) {
        const size = await composer(page).evaluate((element) => getComputedStyle(element).fontSize);
        expect(size).toBe("16px");
      }
      const mine = messages(page).nth(3);
      await openMessageMenu(page, mine);
      await examineAll(page, `message-menu-${name}`, { isFloating: true });
      if (!isPhone) await page.keyboard.press("Escape");
      await (isPhone ? page.getByRole("dialog") : mine).getByRole("button", { name: "Edit" }).click();
      await examineAll(page, `edit-${name}`);
      await page.keyboard.press("Escape");
      await openFromHead(page, "Members");
      await page.getByRole("dialog").getByText("Noor").first().waitFor();
      await examineAll(page, `members-${name}`);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Room menu" }).click();
      await page.getByRole("menuitem", { name: "Room settings" }).click();
      await page.getByRole("dialog").waitFor();
      await examineAll(page, `room-settings-${name}`);
      await page.keyboard.press("Escape");
      if (isPhone) await page.getByRole("button", { name: "Back to rooms" }).click();
      await page.getByRole("button", { name: "Create a room" }).click();
      await page.getByRole("dialog").waitFor();
      await examineAll(page, `create-room-${name}`);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Browse rooms" }).click();
      await page.getByRole("dialog").getByText("support").first().waitFor();
      await examineAll(page, `browse-${name}`);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: /^Ada.* menu$/ }).click();
      await examineAll(page, `me-menu-${name}`, { isFloating: true });
      await page.getByRole("menuitem", { name: "Invite people" }).click();
      await page.getByRole("button", { name: "Create invite link" }).click();
      await page.getByLabel("Invite link").waitFor();
      await examineAll(page, `invite-${name}`);
      expect(complaints).toEqual([]);
      await close();
    }, 90_000);

    test("[VISUAL] offline, pending, failed and what is not there", async () => {
      const { page, complaints, close } = await openSeat(workspace, workspace.ada, "/r/999999", options);
      await page.getByText("Room not found").waitFor();
      await page.getByRole("main").getByRole("button", { name: "Browse rooms" }).waitFor();
      await examineAll(page, `not-found-${name}`);
      await openSignedIn(page, `/r/${roomId}`);
      await messages(page).first().waitFor();
      // Frames go nowhere; then the line is found dead.
      await page.evaluate(() => {
        Reflect.set(WebSocket.prototype, "send", () => {});
      });
      await composer(page).fill("It waits to be sent.");
      await composer(page).press("Enter");
      await pendingMessages(page).waitFor();
      await examineAll(page, `pending-${name}`, { isFloating: true });
      await page.evaluate(() => {
        for (const key of Object.keys(localStorage).filter((one) => one.includes(":outbox:"))) {
          const entry = JSON.parse(localStorage.getItem(key) ?? "{}");
          const failed = { ...entry, phase: "failed", reason: "You're no longer a member of this room." };
          localStorage.setItem(key, JSON.stringify(failed));
        }
      });
      await page.reload();
      await failedMessages(page).waitFor();
      await examineAll(page, `failed-${name}`);
      await failedMessages(page).getByRole("button", { name: "Remove" }).click();
      await failedMessages(page).waitFor({ state: "detached" });
      expect(complaints).toEqual([]);
      await close();
    }, 60_000);
  });
}

test("[LAYOUT] at 320 px nothing scrolls sideways: long words, long names, long links", async () => {
  const { ada, server } = workspace;
  const long = await signUp(server.url, { username: "W".repeat(32), invitedBy: ada });
  const created = await long.post("/api/rooms", { name: "w".repeat(80), topic: "t".repeat(250) });
  const { id } = created.body.room;
  await ada.post(`/api/rooms/${id}/join`);
  await postMessage(long, id, "a".repeat(400));
  await postMessage(long, id, `https://example.com/${"path/".repeat(400)}`);
  await postMessage(long, id, "‮name‬ and text");
  for (const width of [320, 430]) {
    const { page, close } = await openSeat(workspace, ada, `/r/${id}`, {
      viewport: { width, height: 600 },
      hasTouch: true,
      isMobile: true,
    });
    await messages(page).nth(2).waitFor();
    for (const selector of ["html", ...visual.roomParts]) {
      const over = await page
        .locator(selector)
        .evaluate((element) => element.scrollWidth - element.clientWidth);
      expect({ selector, over }).toEqual({ selector, over: 0 });
    }
    await shoot(page, `narrow-${width}`);
    await page.getByRole("button", { name: "Back to rooms" }).click();
    await page.getByRole("link", { name: /^wwww/ }).waitFor();
    expect(await page.locator("html").evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(
      0,
    );
    await close();
  }
}, 60_000);

test("[LAYOUT] with the keyboard up the composer is in sight, and what was said last", async () => {
  const { page, close } = await openSeat(workspace, workspace.ada, `/r/${roomId}`, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await messages(page).first().waitFor();
  await composer(page).tap();
  await page.setViewportSize({ width: 390, height: 460 });
  await page.waitForFunction((composer) => {
    const foot = document.querySelector(composer)?.getBoundingClientRect();
    const last = [...document.querySelectorAll("article")].at(-1)?.getBoundingClientRect();
    return foot && last && foot.bottom <= window.innerHeight && last.bottom <= foot.top;
  }, visual.roomComposer);
  expect(await page.evaluate(() => window.visualViewport?.scale)).toBe(1);
  await close();
}, 30_000);

test("[VISUAL] right to left the page is its own mirror, and every action has a key", async () => {
  const { page, close } = await openSeat(workspace, workspace.ada, `/r/${roomId}`, {
    viewport: { width: 1280, height: 800 },
  });
  await messages(page).first().waitFor();
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  await shoot(page, "rtl");
  const side = await sidebar(page).boundingBox();
  expect(Math.round(side?.x ?? 0)).toBe(1280 - Math.round(side?.width ?? 0));
  await page.evaluate(() => (document.documentElement.dir = "ltr"));
  // From the composer back to the messages, up to mine, and into its menu.
  await timeline(page).focus();
  const isAtMine = () =>
    page.evaluate(() => {
      const at = document.activeElement;
      return at?.tagName === "ARTICLE" && at.textContent.includes("thank you, again");
    });
  do await page.keyboard.press("ArrowUp");
  while (!(await isAtMine()));
  // They are drawn with the frame after the focus.
  const actions = page.locator("article:focus").locator(visual.messageActions);
  await actions.waitFor();
  await page.keyboard.press("Tab");
  expect(await page.locator(visual.messageActions).locator(":focus").count()).toBe(1);
  await page.getByRole("button", { name: "Message menu" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "menuitem");
  // What is typed in an open menu, or on its button, is not part of a message.
  await page.keyboard.type("x");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Message menu");
  await page.keyboard.type("x");
  expect(await composer(page).inputValue()).toBe("");
  await close();
}, 30_000);
