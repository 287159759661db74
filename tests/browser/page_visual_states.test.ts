// The page in each of its states: a lively room, what loads, fails or waits, what is found, my settings, what floats.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "bun:test";
import type { Page, WebSocketRoute } from "playwright-core";

import { signUp, type Person } from "../support/client.ts";
import { upload } from "../support/files.ts";
import { picture } from "../support/pictures.ts";
import { visual } from "../support/visual_parts.ts";
import {
  attachFiles,
  composer,
  dialog,
  mainPart,
  messages,
  myMenu,
  pictures,
  sidePanel,
  sidebar,
  timeline,
  toEnd,
  trayItems,
  unreadLine,
} from "../support/page_parts.ts";

import { examine, examineAll, openMessageMenu, sizes, setLanguage } from "./page_visual_support.ts";
import { rowOf, postAs } from "./page_message_support.ts";
import {
  inRoomMenu,
  openSignedIn,
  openWorkspace,
  postMessage,
  openSeat,
  type Workspace,
} from "./page_support.ts";

let workspace: Workspace;
let noor: Person;
let livelyId: number;
let longId: number;
let otherId: number;

const code =
  "```sql\nselect id, seq, body from messages\nwhere room_id = 7 and seq < 812 order by seq desc limit 50;\n```";
const utf8 = (text: string) => new TextEncoder().encode(text);

beforeAll(async () => {
  workspace = await openWorkspace();
  const { ada, bob, server } = workspace;
  await ada.patch("/api/workspace", { name: "Harbour Works" });
  noor = await signUp(server.url, { username: "Noor", invitedBy: ada });
  const elif = await signUp(server.url, { username: "Elif", invitedBy: ada });
  await signUp(server.url, { username: "王芳", invitedBy: ada });
  await elif.patch("/api/me", { status: { emoji: "🌴", text: "until Monday", until: null } });
  const topic = "Ship on Thursday. Blockers on the board, nothing else.";
  const lively = await ada.post("/api/rooms", { name: "release-2.4", topic });
  livelyId = lively.body.room.id;
  for (const one of [bob, noor, elif]) await one.post(`/api/rooms/${livelyId}/join`);
  for (const name of ["design", "日本語", "قهوة"]) await ada.post("/api/rooms", { name });
  await ada.post("/api/rooms", { name: "budget", kind: "private" });
  const ran = await postAs(
    bob,
    livelyId,
    "The migration ran on the copy: **1.2 M messages** in 41 s, no lock over 8 ms.",
  );
  for (const one of [ada, noor])
    await one.put(`/api/messages/${ran.id}/reactions/${encodeURIComponent("🎉")}`);
  await bob.put(`/api/messages/${ran.id}/reactions/${encodeURIComponent("👀")}`);
  const asked = await postAs(
    bob,
    livelyId,
    "One question is open: do we keep `created_at` for display only?",
  );
  await postAs(
    noor,
    livelyId,
    `Yes. Order comes from the room, the clock is decoration. @Ada can you put that in the changelog?\n${code}`,
    asked.id,
  );
  await postAs(
    elif,
    livelyId,
    "> Order comes from the room\n\nThree things are left:\n- the notes\n- a photo for the *front page*\n- [the board](https://example.org/board)",
  );
  await postAs(noor, livelyId, "明日の朝、港で会いましょう。写真とメモを忘れないでください。");
  await postAs(bob, livelyId, "مرحبا، هل نلتقي غدا في الميناء؟");
  await ada.put(`/api/rooms/${livelyId}/read`, { seq: 6 });
  const files: number[] = [];
  for (const [name, bytes] of [
    ["pier.png", await picture("png", 900, 420)],
    ["release-notes-2.4.pdf", utf8("%PDF-1.4 notes")],
  ] as const) {
    const { body } = await upload(elif, bytes, { roomId: livelyId, name });
    files.push(body.file.id);
  }
  await elif.post(`/api/rooms/${livelyId}/messages`, {
    clientId: crypto.randomUUID(),
    body: "Photo from the pier this morning, and the notes.",
    fileIds: files,
  });
  await ada.put(`/api/messages/${asked.id}/pin`);
  const long = await ada.post("/api/rooms", { name: "harbour log" });
  longId = long.body.room.id;
  for (let at = 1; at <= 130; at += 1)
    await postMessage(ada, longId, `Entry ${at}: wind from the west, sea calm.`);
  const other = await noor.post("/api/rooms", {
    name: "support",
    topic: "Questions from outside. Ask, someone answers.",
  });
  otherId = other.body.room.id;
}, 60_000);

afterAll(() => workspace.close());

afterEach(async () => {
  await workspace.ada.patch("/api/me", { preferences: { language: "system", density: "comfortable" } });
  await workspace.closeContexts();
});

/** Answers to none of these requests come, until `go`. */
async function hold(page: Page, address: RegExp): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(address, async (route) => {
    await promise;
    await route.continue().catch(() => undefined);
  });
  return resolve;
}

const fail = (page: Page, address: RegExp) =>
  page.route(address, (route) => route.fulfill({ status: 500, body: "" }));

for (const { name, options } of sizes) {
  describe(name, () => {
    const isPhone = name === "phone";

    test("[VISUAL] a lively room: what it holds, what is written and offered, files, a picture over everything", async () => {
      await workspace.ada.put(`/api/rooms/${livelyId}/read`, { seq: 6, unread: true });
      const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${livelyId}`, options);
      await unreadLine(page).waitFor();
      await pictures(page).first().waitFor();
      await page.locator(visual.codeWord).first().waitFor();
      await examineAll(page, `lively-${name}`);
      await timeline(page).evaluate((box) => box.scrollTo(0, 0));
      await examineAll(page, `lively-top-${name}`);
      await composer(page).fill(
        "مرحبا @Noor, **thank you** and `wait` for [it](https://a.example)\n\n> quoted",
      );
      await composer(page).press("End");
      await examineAll(page, `composer-${name}`);
      await composer(page).fill("");
      await composer(page).pressSequentially("Right :wav");
      await page.getByRole("option").first().waitFor();
      await examineAll(page, `offered-${name}`);
      await composer(page).press("Escape");
      await composer(page).fill("With a file");
      await attachFiles(page, [
        {
          name: "notes-for-the-release-of-thursday-with-a-long-name.txt",
          mimeType: "text/plain",
          buffer: Buffer.from("a"),
        },
        { name: "empty.txt", mimeType: "text/plain", buffer: Buffer.alloc(0) },
      ]);
      await page.getByText("This file is empty.").waitFor();
      await examineAll(page, `tray-${name}`);
      const remove = trayItems(page).getByRole("button", { name: /^Remove/u });
      await remove.last().click();
      await remove.click();
      await timeline(page).evaluate((box) => box.scrollTo(0, 1e6));
      await page.getByRole("button", { name: "pier.png" }).click();
      await pictures(dialog(page)).waitFor();
      await examineAll(page, `lightbox-${name}`);
      expect(complaints).toEqual([]);
    }, 90_000);

    test("[VISUAL] what is beside a room, what is empty, and what is not mine", async () => {
      const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${livelyId}`, options);
      await page.getByRole("button", { name: "About this room" }).click();
      await sidePanel(page).getByText("release-notes-2.4.pdf").waitFor();
      await sidePanel(page).getByText("Elif").first().waitFor();
      await examineAll(page, `about-lively-${name}`);
      await openSignedIn(page, `/r/${otherId}`);
      await page.getByRole("button", { name: "Join" }).waitFor();
      await examineAll(page, `not-member-${name}`);
      await openSignedIn(page, `/r/${workspace.roomId}`);
      await page.getByRole("button", { name: "Write the first message" }).waitFor();
      await examineAll(page, `room-empty-${name}`);
      await openSignedIn(page, `/r/${longId}/40`);
      await toEnd(page).waitFor();
      await examineAll(page, `to-end-${name}`);
      await inRoomMenu(page, "Leave room");
      await dialog(page).waitFor();
      await examineAll(page, `leave-${name}`);
      await page.keyboard.press("Escape");
      const fresh = await openSeat(workspace, noor, "/mentions", options);
      await fresh.page.getByText("No mentions yet").waitFor();
      await examineAll(fresh.page, `mentions-empty-${name}`);
      expect([...complaints, ...fresh.complaints]).toEqual([]);
    }, 90_000);

    test("[VISUAL] what comes, fails and waits", async () => {
      const { page } = await openSeat(workspace, workspace.ada, "/settings", options);
      let isCut = false;
      const lines = new Set<WebSocketRoute>();
      await page.routeWebSocket(/./u, (line) => {
        if (isCut) {
          void line.close();
        } else {
          line.connectToServer();
          lines.add(line);
        }
      });
      const go = await hold(page, /\/api\/rooms\/\d+\/messages/u);
      await page.goto(`/r/${longId}`);
      // With its head: before `hello` nobody knows what the room is called.
      await mainPart(page).getByRole("heading", { level: 1 }).waitFor();
      await page.locator(visual.skeleton).waitFor();
      await examineAll(page, `skeleton-${name}`);
      go();
      await messages(page).first().waitFor();
      await page.unroute(/\/api\/rooms\/\d+\/messages/u);
      await fail(page, /\/api\/(rooms\/\d+\/messages|mentions|search|saved)/u);
      await page.goto(`/r/${longId}`);
      await page.getByRole("button", { name: "Try again" }).waitFor();
      await examineAll(page, `history-failed-${name}`);
      await openSignedIn(page, "/search?q=the");
      await page.getByRole("button", { name: "Try again" }).waitFor();
      await examineAll(page, `search-failed-${name}`);
      await openSignedIn(page, "/mentions");
      await page.getByRole("button", { name: "Try again" }).waitFor();
      await examineAll(page, `mentions-failed-${name}`);
      await page.unroute(/\/api\/(rooms\/\d+\/messages|mentions|search|saved)/u);
      await openSignedIn(page, `/r/${livelyId}`);
      await messages(page).first().waitFor();
      // What it is made of must be here before the line breaks.
      await page.keyboard.press("Control+k");
      await dialog(page).getByRole("option").first().waitFor();
      await page.keyboard.press("Escape");
      isCut = true;
      await page.context().setOffline(true);
      for (const line of lines) await line.close();
      await composer(page).fill("It waits.");
      await composer(page).press("Enter");
      await page.getByText("Offline. 1 message waiting.").filter({ visible: true }).waitFor();
      await examineAll(page, `offline-${name}`, { isFloating: true });
      await page.keyboard.press("Control+k");
      await dialog(page).getByRole("combobox").fill("har");
      await dialog(page).getByText("You're offline.").waitFor();
      await examineAll(page, `switcher-offline-${name}`, { isFloating: true });
      await page.context().setOffline(false);
    }, 90_000);

    test("[VISUAL] what is found, and the sheet of shortcuts", async () => {
      const { page, complaints } = await openSeat(workspace, workspace.ada, "/search", options);
      await page.getByText("Search messages").waitFor();
      await examineAll(page, `search-empty-${name}`);
      await page.getByRole("searchbox").fill("nothing like it anywhere");
      await page.getByText("No results").waitFor();
      await examineAll(page, `search-none-${name}`);
      await openSignedIn(page, `/r/${livelyId}`);
      await messages(page).first().waitFor();
      await page.keyboard.press("Control+k");
      await dialog(page).getByRole("option").first().waitFor();
      await examineAll(page, `switcher-${name}`);
      await dialog(page).getByRole("combobox").fill("har");
      await dialog(page).getByRole("option", { name: "harbour" }).first().waitFor();
      await examineAll(page, `switcher-found-${name}`);
      await dialog(page).getByRole("combobox").fill("zzzz");
      await dialog(page).getByText("No results").waitFor();
      await examineAll(page, `switcher-none-${name}`);
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+/");
      await dialog(page).waitFor();
      await examineAll(page, `shortcut-sheet-${name}`);
      expect(complaints).toEqual([]);
    }, 60_000);

    test("[VISUAL] my settings, each section", async () => {
      const { page, complaints } = await openSeat(workspace, workspace.ada, "/settings", options);
      if (isPhone) {
        await page.getByRole("link", { name: "Profile" }).waitFor();
        await examineAll(page, `settings-${name}`);
      }
      for (const section of [
        "Profile",
        "Appearance",
        "Language and time",
        "Notifications",
        "Privacy",
        "Sessions",
        "Password",
      ]) {
        await page.getByRole("link", { name: section, exact: true }).click();
        await page.getByRole("heading", { name: section, level: 1 }).waitFor();
        if (section === "Sessions") await page.getByText("This session").waitFor();
        await examineAll(page, `settings-${section.toLowerCase().replaceAll(" ", "-")}-${name}`);
        if (isPhone) await page.getByRole("button", { name: "Back" }).click();
      }
      expect(complaints).toEqual([]);
    }, 90_000);

    test("[VISUAL] in Arabic what floats stands beside what it hangs on", async () => {
      const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${livelyId}`, options);
      await setLanguage(page, "ar");
      const row = rowOf(page, "明日の朝");
      await row.waitFor();
      await (isPhone
        ? row.getByRole("button", { name: "قائمة الرسالة" }).press("Enter")
        : row.hover().then(() => row.getByRole("button", { name: "قائمة الرسالة" }).click()));
      await page.getByRole("menu").or(dialog(page)).first().waitFor();
      await examine(page, `message-menu-${name}-arabic`, { isFloating: true });
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "قائمة الغرفة" }).click();
      await page.getByRole("menu").waitFor();
      await examine(page, `room-menu-${name}-arabic`, { isFloating: true });
      await page.keyboard.press("Escape");
      await messages(page).getByRole("paragraph").first().getByRole("button").click();
      await dialog(page).waitFor();
      await examine(page, `card-${name}-arabic`, { isFloating: true });
      await page.keyboard.press("Escape");
      if (isPhone) await page.getByRole("button", { name: "العودة إلى الغرف" }).click();
      await myMenu(page).click();
      await page.getByRole("menu").waitFor();
      await examine(page, `my-menu-${name}-arabic`, { isFloating: true });
      await setLanguage(page, "en");
      expect(complaints).toEqual([]);
    }, 60_000);

    test("[VISUAL] a notice", async () => {
      const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${livelyId}`, options);
      const row = rowOf(page, "明日の朝");
      await openMessageMenu(page, row);
      await page.getByRole(isPhone ? "button" : "menuitem", { name: "Copy link" }).click();
      await page.locator(visual.notice).waitFor();
      await examineAll(page, `notice-${name}`, { isFloating: true });
      expect(complaints).toEqual([]);
    }, 60_000);
  });
}

/** Where little fits, and in what others read: a few views, each with everything in it. Axe is asked what may be another there. */
const odd = [
  { name: "zoom", options: { viewport: { width: 640, height: 400 } } },
  {
    name: "narrow",
    options: { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
  },
  {
    name: "landscape",
    options: { viewport: { width: 844, height: 390 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
  },
  // Colours that are forced are the person's own; axe would judge ours.
  {
    name: "forced",
    what: "words",
    options: { viewport: { width: 1280, height: 800 }, forcedColors: "active" },
  },
  {
    name: "contrast",
    what: "colours",
    options: { viewport: { width: 1280, height: 800 }, contrast: "more" },
  },
  {
    name: "contrast-dark",
    what: "colours",
    options: { viewport: { width: 1280, height: 800 }, contrast: "more", colorScheme: "dark" },
  },
  { name: "german", what: "words", options: { viewport: { width: 390, height: 844 }, locale: "de-DE" } },
  { name: "japanese", what: "words", options: { viewport: { width: 390, height: 844 }, locale: "ja-JP" } },
  { name: "arabic", what: "words", options: { viewport: { width: 1280, height: 800 }, locale: "ar" } },
  { name: "compact", options: { viewport: { width: 1280, height: 800 } } },
] as const;

for (const { name, options, ...asked } of odd) {
  test(`[VISUAL] the main views: ${name}`, async () => {
    const density = name === "compact" ? "compact" : "comfortable";
    await workspace.ada.patch("/api/me", { preferences: { language: "system", density } });
    const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${livelyId}`, options);
    await pictures(page).first().waitFor();
    await examine(page, `room-${name}`, asked);
    await openSignedIn(page, "/");
    await sidebar(page).getByRole("link").first().waitFor();
    await examine(page, `list-${name}`, asked);
    await openSignedIn(page, "/settings/appearance");
    await page.locator(visual.preview).first().waitFor();
    await examine(page, `appearance-${name}`, asked);
    await openSignedIn(page, "/settings/notifications");
    await mainPart(page).getByRole("switch").first().waitFor();
    await examine(page, `notifications-${name}`, asked);
    await openSignedIn(page, "/admin/registration");
    await mainPart(page).getByRole("radio").first().waitFor();
    await examine(page, `registration-${name}`, asked);
    await openSignedIn(page, "/search?q=the");
    await messages(page).first().waitFor();
    await page.keyboard.press("Control+k");
    await dialog(page).getByRole("option").first().waitFor();
    await examine(page, `switcher-${name}`, asked);
    expect(complaints).toEqual([]);
  }, 60_000);
}
