// How long messages are kept, on the page (SPEC section 15): set by an admin, told where it holds.
import { afterAll, beforeAll, expect, test } from "bun:test";
import type { BrowserContext, Page } from "playwright-core";

import { loadPage } from "../../web/build/build.ts";
import { closeContexts, sharedBrowser } from "../support/browser.ts";
import { setUpWorkspace, type Person } from "../support/client.ts";
import { startInProcess, type InProcess } from "../support/in_process.ts";
import { makeRoom, postMessage } from "../support/message_rooms.ts";
import { composer, dialog, untilValue } from "../support/page_parts.ts";

import { bodies, inRoomMenu, openFromHead, showsBodies } from "./page_support.ts";

const dayMs = 24 * 3600 * 1000;
const clock = { aheadMs: 0 };
let server: InProcess;
let ada: Person;
let context: BrowserContext;

beforeAll(async () => {
  server = await startInProcess({
    page: await loadPage(),
    now: () => Date.now() + clock.aheadMs,
    monotonicMs: () => performance.now() + clock.aheadMs,
    expireEveryMs: 50,
  });
  ada = await setUpWorkspace(server.url);
  const browser = await sharedBrowser();
  context = await browser.newContext({ baseURL: server.url, reducedMotion: "reduce" });
  const [name = "", value = ""] = ada.cookie.split("=");
  await context.addCookies([{ name, value, url: server.url }]);
  context.setDefaultTimeout(25_000);
}, 60_000);

afterAll(async () => {
  const browser = context.browser();
  if (browser) await closeContexts(browser);
  await server.dispose();
});

async function open(path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

test("[J1] [J5] an admin is told what a number would remove; then it goes, open rooms say from when on they keep, and talk goes on", async () => {
  const roomId = await makeRoom(ada, { name: "harbour", kind: "public" });
  await postMessage(ada, roomId, "long ago");
  await postMessage(ada, roomId, "long ago, too");
  const room = await open(`/r/${roomId}`);
  await showsBodies(room, ["long ago", "long ago, too"]);
  clock.aheadMs += 4 * dayMs;
  const admin = await open("/admin/retention");
  await admin.getByLabel("Keep messages for (days)").fill("none");
  await admin.getByRole("button", { name: "Apply" }).click();
  await admin.getByText("Enter a whole number from 1 to 36500, or leave it empty.").waitFor();
  await admin.getByLabel("Keep messages for (days)").fill("2");
  await admin.getByRole("button", { name: "Apply" }).click();
  await dialog(admin).getByText("2 messages would be removed within the hour.").waitFor();
  // Nothing is set before it is confirmed.
  expect((await ada.get("/api/admin/retention")).body.retention).toEqual({ days: null });
  await dialog(admin).getByRole("button", { name: "Remove messages" }).click();
  await admin.getByText("Saved", { exact: true }).waitFor();
  await room.getByText("are no longer kept.").waitFor();
  expect(await bodies(room)).toEqual([]);
  await composer(room).fill("and now");
  await composer(room).press("Enter");
  await showsBodies(room, ["and now"]);
  await room.getByText("are no longer kept.").waitFor();
}, 60_000);

test("[J4] the room's details say how long it keeps and since when it is held; an admin holds and releases it there", async () => {
  const roomId = await makeRoom(ada, { name: "archive", kind: "public" });
  await ada.put(`/api/rooms/${roomId}/retention`, { days: 1 });
  const page = await open(`/r/${roomId}`);
  await openFromHead(page, "About this room");
  await page.getByText("Messages are kept for 1 day", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Put on hold" }).click();
  await page.getByText("On hold since").waitFor();
  expect((await ada.get(`/api/rooms/${roomId}/retention`)).body.retention.heldAt).toBeGreaterThan(0);
  await page.getByRole("button", { name: "Release hold" }).click();
  await page.getByText("On hold since").waitFor({ state: "detached" });
  expect((await ada.get(`/api/rooms/${roomId}/retention`)).body.retention.heldAt).toBeNull();

  // In the settings the number comes late, and nothing beneath it moves.
  const late = Promise.withResolvers<void>();
  await page.route("**/retention", async (route) => {
    await late.promise;
    await route.continue();
  });
  await inRoomMenu(page, "Room settings");
  const days = dialog(page).getByLabel("Keep messages for (days)");
  await days.waitFor();
  const below = () => dialog(page).getByRole("button", { name: "Archive" }).boundingBox();
  const [before, isEnabled] = [await below(), await days.isEnabled()];
  late.resolve();
  await untilValue(page.getByLabel("Days"), "1");
  expect({ isEnabled, box: await below() }).toEqual({ isEnabled: false, box: before });
}, 60_000);
