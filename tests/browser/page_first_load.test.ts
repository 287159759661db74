// What a first visit waits for. The figures are printed, not judged: machines differ.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import { visual } from "../support/visual_parts.ts";
import { composer, messages, myMenu, timeline } from "../support/page_parts.ts";

import { roomOfTwo, rowOf, postAs } from "./page_message_support.ts";
import { openWorkspace, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;
let roomId: number;

beforeAll(async () => {
  workspace = await openWorkspace();
  roomId = await roomOfTwo(workspace, "first");
  for (let at = 0; at < 30; at += 1)
    await postAs(at % 2 ? workspace.ada : workspace.bob, roomId, `line **${at}**`);
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

const lines = [
  { name: "beside the server", latency: 0, bytesPerSecond: -1, visits: 3 },
  { name: "150 ms away at 200 kB/s", latency: 150, bytesPerSecond: 200_000, visits: 3 },
];

for (const { name, latency, bytesPerSecond, visits } of lines) {
  test(`[BUDGET] a first visit ${name}: one can type, and what was said stands there`, async () => {
    const typing: number[] = [];
    const reading: number[] = [];
    for (let round = 0; round < visits; round += 1) {
      const { page, complaints, close } = await openSeat(workspace, workspace.ada, "about:blank");
      const cdp = await page.context().newCDPSession(page);
      await cdp.send("Network.enable");
      await cdp.send("Network.emulateNetworkConditions", {
        offline: false,
        latency,
        downloadThroughput: bytesPerSecond,
        uploadThroughput: bytesPerSecond,
      });
      await page.addInitScript(noteTimes, visual);
      await page.goto(`/r/${roomId}`);
      await composer(page).pressSequentially("typed");
      await rowOf(page, "line 29").waitFor();
      expect(await composer(page).inputValue()).toBe("typed");
      const times = await timesOf(page);
      typing.push(times.typing);
      reading.push(times.reading);
      expect(complaints).toEqual([]);
      await close();
    }
    console.log(`${name}: one can type after ${median(typing)} ms, reads after ${median(reading)} ms`);
  }, 120_000);
}

test("[BUDGET] a settled room, with all that is fetched ahead for it, took at most 30 requests", async () => {
  const { page, complaints } = await openSeat(workspace, workspace.ada, "about:blank");
  const paths: string[] = [];
  page.on("request", (request) => paths.push(new URL(request.url()).pathname));
  // The dialogs are in the last chunks, which are asked for at the same time.
  const last = page.waitForResponse(
    async (response) =>
      response.url().includes("/part-") && (await response.text()).includes('"POST /rooms"'),
  );
  await page.goto(`/r/${roomId}`);
  await rowOf(page, "line 29").waitFor();
  await last;
  // Each chunk is fetched, then imported from the cache: see import_chunk.ts.
  await page.waitForFunction(() => {
    const names = performance.getEntriesByType("resource").map(({ name }) => name);
    const chunks = names.filter((name) => name.includes("/part-"));
    return chunks.every((name) => chunks.filter((other) => other === name).length === 2);
  });
  console.log(`a settled room: ${paths.length} requests, ${new Set(paths).size} over the wire`);
  expect(paths.length).toBeGreaterThan(10);
  expect(paths.length).toBeLessThanOrEqual(30);
  expect(complaints).toEqual([]);
}, 60_000);

test("[LAYOUT] nothing moves when the parts of the page arrive, and each opens at once then", async () => {
  // Else what is counted as unread shrinks while it is read, whenever that is heard.
  await workspace.ada.put(`/api/rooms/${roomId}/read`, { seq: 30 });
  const { page, complaints } = await openSeat(workspace, workspace.ada, "about:blank");
  await page.addInitScript(({ frame, message }) => {
    const moves: string[] = [];
    Reflect.set(window, "moves", moves);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const sources: { node: Node | null }[] = Reflect.get(entry, "sources");
        for (const { node } of sources) {
          const at = node instanceof Element ? node : null;
          const isSteady = at?.closest(frame) || document.querySelector(message);
          if (isSteady) moves.push(String(at?.className));
        }
      }
    }).observe({ type: "layout-shift", buffered: true });
  }, visual);
  // No part comes before all that was said stands there.
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  let tools = 0;
  await page.route(/\/assets\/(?:part|later)-/, async (route) => {
    const isRead = (await messages(timeline(page)).count()) > 0;
    if (isRead) tools += 1;
    if (isRead) await held;
    await route.continue();
  });
  await page.goto(`/r/${roomId}`);
  await rowOf(page, "line 29").waitFor();
  await composer(page).fill("typed");
  letGo();
  await page.getByRole("button", { name: "Room menu" }).click();
  await page.getByRole("menuitem", { name: "Room settings" }).waitFor();
  await page.keyboard.press("Escape");
  await myMenu(page).click();
  await page.getByRole("menuitem", { name: "My status" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  expect(tools).toBeGreaterThan(0);
  const moves = await page.evaluate(
    () =>
      new Promise<unknown>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(Reflect.get(window, "moves"))));
      }),
  );
  expect(moves).toEqual([]);
  expect(await composer(page).inputValue()).toBe("typed");
  expect(complaints).toEqual([]);
}, 60_000);

/** In the page, before anything of it: when there was a field that takes text, and when the first message. */
function noteTimes({ enabledField, messageText }: Pick<typeof visual, "enabledField" | "messageText">): void {
  const watch = new MutationObserver(() => {
    const note = (key: string, selector: string) => {
      if (Reflect.get(window, key) === undefined && document.querySelector(selector))
        Reflect.set(window, key, performance.now());
    };
    note("typingMs", enabledField);
    note("readingMs", messageText);
  });
  watch.observe(document, { childList: true, subtree: true });
}

const timesOf = (page: Page) =>
  page.evaluate(() => ({
    typing: Number(Reflect.get(window, "typingMs")),
    reading: Number(Reflect.get(window, "readingMs")),
  }));

function median(values: number[]): number {
  return Math.round(values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0);
}
