// Files that are dragged over the page: by the browser's own drags, which hold real files.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";

import { visual } from "../support/visual_parts.ts";
import { composer, timeline, trayItems } from "../support/page_parts.ts";

import { openWorkspace, postMessage, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;
let folder: string;
let file: string;

beforeAll(async () => {
  workspace = await openWorkspace();
  await postMessage(workspace.bob, workspace.roomId, "by the water");
  folder = await mkdtemp(join(tmpdir(), "confab-drops-"));
  file = join(folder, "note.txt");
  await Bun.write(file, "a note");
}, 60_000);

afterAll(async () => {
  await workspace.close();
  await rm(folder, { recursive: true, force: true });
});

afterEach(() => workspace.closeContexts());

type Step = "dragEnter" | "dragOver" | "drop" | "dragCancel";

/** A drag from outside, with a file in it, at the middle of what is shown. */
async function outsideDrag(page: Page): Promise<(type: Step) => Promise<void>> {
  const cdp = await page.context().newCDPSession(page);
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  return async (type) => void (await cdp.send("Input.dispatchDragEvent", { type, x: 640, y: 300, data }));
}

const veil = (page: Page) => page.getByText(/^Drop files/u);

test("[F2] the veil goes when what is under the pointer goes, and when the drag is given up", async () => {
  const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${workspace.roomId}`);
  await composer(page).waitFor();
  const drag = await outsideDrag(page);
  const over = async () => {
    await drag("dragEnter");
    await drag("dragOver");
    await veil(page).waitFor();
  };
  await page.waitForLoadState("networkidle");
  await over();
  await drag("dragCancel");
  await veil(page).waitFor({ state: "detached" });
  // What it entered is gone before it could be left.
  await page.evaluate(() => {
    const gone = document.createElement("div");
    Reflect.set(window, "gone", gone);
    Object.assign(gone.style, { position: "fixed", inset: "0", zIndex: "99" });
    document.body.append(gone);
  });
  await over();
  await page.evaluate(() => Reflect.get(window, "gone").remove());
  await drag("dragCancel");
  await veil(page).waitFor({ state: "detached" });
  await over();
  await drag("drop");
  await trayItems(page).filter({ hasText: "note.txt" }).waitFor();
  expect(await veil(page).count()).toBe(0);
  expect(complaints).toEqual([]);
});

test("[F2] dropped on settings, search, an archived room or the way in nothing opens and nothing is sent", async () => {
  const { body } = await workspace.ada.post("/api/rooms", { name: "closed" });
  const archived: number = body.room.id;
  await workspace.ada.patch(`/api/rooms/${archived}`, { archived: true });
  for (const [person, path, shown] of [
    [workspace.ada, "/settings/profile", "Profile"],
    [workspace.ada, "/search", "Search"],
    [workspace.ada, `/r/${archived}`, "closed"],
    [null, "/", "Sign in"],
  ] as const) {
    const { page, close } = await openSeat(workspace, person, path);
    await page.getByText(shown).first().waitFor();
    await page.waitForLoadState("networkidle");
    const drag = await outsideDrag(page);
    const dragover = page.evaluate(() => {
      const { promise, resolve } = Promise.withResolvers<[boolean, string | undefined]>();
      window.addEventListener("dragover", (event) =>
        queueMicrotask(() => resolve([event.defaultPrevented, event.dataTransfer?.dropEffect])),
      );
      return promise;
    });
    await drag("dragEnter");
    await drag("dragOver");
    expect([path, await dragover]).toEqual([path, [true, "none"]]);
    await drag("drop");
    expect([path, new URL(page.url()).pathname, page.context().pages().length]).toEqual([path, path, 1]);
    expect(await trayItems(page).or(veil(page)).count()).toBe(0);
    await close();
  }
}, 40_000);

test("[F2] a picture of the page dragged within it is no upload", async () => {
  const { page } = await openSeat(workspace, workspace.ada, `/r/${workspace.roomId}`);
  await composer(page).waitFor();
  await page.waitForLoadState("networkidle");
  const veils = await timeline(page).evaluate(async (box, veil) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["x"], "own.png", { type: "image/png" }));
    const at = box.firstElementChild;
    const send = (type: string) =>
      at?.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
    send("dragstart");
    for (const type of ["dragenter", "dragover", "drop"]) send(type);
    const seen = document.querySelectorAll(veil).length;
    send("dragend");
    // One from outside comes after it: what did not come is not on its way any more.
    for (const type of ["dragenter", "dragover"]) send(type);
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return [seen, document.querySelectorAll(veil).length];
  }, visual.dropVeil);
  expect(veils).toEqual([0, 1]);
  expect(await trayItems(page).count()).toBe(0);
});
