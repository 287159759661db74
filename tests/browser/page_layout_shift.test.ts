// What a reader sees moving while a room opens: pictures, files, quotes and code have their place before they come.
import { afterAll, beforeAll, expect, test } from "bun:test";

import type { Person } from "../support/client.ts";
import { upload } from "../support/files.ts";
import { picture } from "../support/pictures.ts";
import { composer, messages, pictures, quote, untilEqual } from "../support/page_parts.ts";

import { roomOfTwo, postAs } from "./page_message_support.ts";
import { openWorkspace, openSeat, type Workspace } from "./page_support.ts";

const screens = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};
/** Of the layout shift score (web.dev/cls): 0.1 still counts as good. */
const maxShift = 0.02;

let workspace: Workspace;
let roomId: number;

beforeAll(async () => {
  workspace = await openWorkspace();
  roomId = await roomOfTwo(workspace, "steady");
  for (let at = 0; at < 8; at += 1)
    await postAs(at % 2 ? workspace.ada : workspace.bob, roomId, `line **${at}**`);
  const answered = await postAs(workspace.bob, roomId, "Which of these?");
  await withFiles(workspace.ada, "a tall one", [["tall.png", await picture("png", 500, 900)]]);
  await postAs(workspace.bob, roomId, "```ts\nconst answer: number = 42;\nconsole.log(answer);\n```");
  await postAs(workspace.ada, roomId, "> quoted\n\n- one\n- two", answered.id);
  await withFiles(workspace.bob, "two and a text", [
    ["one.png", await picture("png", 1200, 600)],
    ["two.jpg", await picture("jpeg", 300, 300)],
    ["notes.txt", new TextEncoder().encode("notes")],
  ]);
  const { seq } = await postAs(workspace.ada, roomId, "The last one.", answered.id);
  // It opens at its end.
  await workspace.ada.put(`/api/rooms/${roomId}/read`, { seq });
}, 60_000);

afterAll(() => workspace.close());

async function withFiles(
  person: Person,
  body: string,
  files: [name: string, bytes: Uint8Array<ArrayBuffer>][],
) {
  const fileIds: number[] = [];
  for (const [name, bytes] of files) {
    const { body: uploaded } = await upload(person, bytes, { roomId, name });
    fileIds.push(uploaded.file.id);
  }
  await person.post(`/api/rooms/${roomId}/messages`, { clientId: crypto.randomUUID(), body, fileIds });
}

for (const [screen, options] of Object.entries(screens)) {
  test(`[F12] nothing moves on a cold load of a room with pictures, files, quotes and code (${screen})`, async () => {
    const { page, complaints, close } = await openSeat(workspace, workspace.ada, "about:blank", options);
    await page.addInitScript(() => {
      const shifts: { value: number; what: string[] }[] = [];
      Reflect.set(window, "shifts", shifts);
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const sources: { node: Node | null }[] = Reflect.get(entry, "sources");
          const what = sources.map(({ node }) =>
            node instanceof Element ? `${node.localName}.${node.className}` : String(node?.nodeName),
          );
          shifts.push({ value: Number(Reflect.get(entry, "value")), what });
        }
      }).observe({ type: "layout-shift", buffered: true });
    });
    // As over a line on which each part and picture comes after what asks for it.
    await page.route(/\/assets\/part-|\/api\/files\//u, async (route) => {
      await page.evaluate(() => new Promise(requestAnimationFrame)).catch(() => {});
      await route.continue();
    });
    await page.goto(`/r/${roomId}`);
    await composer(page).waitFor();
    const haveCome = () =>
      pictures(messages(page)).evaluateAll((all) => {
        const images = all.filter((one) => one instanceof HTMLImageElement);
        // Those out of sight are fetched when they come near.
        const seen = images.filter((image) => {
          const { top, bottom } = image.getBoundingClientRect();
          return bottom > 0 && top < innerHeight;
        });
        return (
          images.length === 3 &&
          seen.length > 0 &&
          seen.every((image) => image.complete && image.naturalWidth > 0)
        );
      });
    await untilEqual(haveCome, true);
    await messages(page).getByRole("link").first().waitFor();
    await quote(page).filter({ hasText: "Which of these?" }).first().waitFor();
    await page.locator("pre code").waitFor();
    const shifts = await page.evaluate(
      () =>
        new Promise<{ value: number; what: string[] }[]>((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(Reflect.get(window, "shifts"))));
        }),
    );
    const sum = shifts.reduce((all, { value }) => all + value, 0);
    console.log(`layout shift on a cold load (${screen}): ${sum.toFixed(4)}`);
    expect({ shifts: sum < maxShift ? [] : shifts, sum: sum < maxShift ? maxShift : sum }).toEqual({
      shifts: [],
      sum: maxShift,
    });
    expect(complaints).toEqual([]);
    await close();
  }, 60_000);
}
