// Files for the page: chosen, dropped and pasted, and uploads that wait.
import type { Page } from "playwright-core";

import { visual } from "../support/visual_parts.ts";
import { attachFiles, composer, pendingMessages, showsCount, trayItems } from "../support/page_parts.ts";

interface Given {
  name: string;
  type?: string;
  bytes: Uint8Array;
}

export const utf8 = (text: string) => new TextEncoder().encode(text);

/** What a person chooses in the browser's own dialog. */
export async function choose(page: Page, files: Given[]): Promise<void> {
  await attachFiles(
    page,
    files.map(({ name, type = "", bytes }) => ({ name, mimeType: type, buffer: Buffer.from(bytes) })),
  );
}

/** Lets the page see a drop or a paste as the browser makes it of what is on the other side. */
export async function hand(page: Page, how: "drop" | "paste", files: Given[], text?: string): Promise<void> {
  await composer(page).waitFor();
  await page.evaluate(
    ({ how, files, text, composer, timeline }) => {
      const transfer = new DataTransfer();
      for (const { name, type, base64 } of files) {
        transfer.items.add(new File([Uint8Array.fromBase64(base64)], name, { type }));
      }
      if (text !== undefined) transfer.setData("text/plain", text);
      const area = document.querySelector<HTMLTextAreaElement>(composer);
      if (how === "paste") {
        const event = new ClipboardEvent("paste", {
          clipboardData: transfer,
          bubbles: true,
          cancelable: true,
        });
        // What a page makes itself is not put in by the browser: that is done here, if the page let it.
        if (area?.dispatchEvent(event) && text !== undefined) {
          area.value += text;
          area.dispatchEvent(new Event("input", { bubbles: true }));
        }
        return;
      }
      for (const type of ["dragenter", "dragover", "drop"]) {
        document
          .querySelector(timeline)
          ?.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
      }
    },
    {
      how,
      text,
      composer: visual.composerField,
      timeline: visual.timelineInner,
      files: files.map(({ name, type = "", bytes }) => ({ name, type, base64: bytes.toBase64() })),
    },
  );
}

/** Uploads of this page wait until they are let go, or break off. */
export async function holdUploads(page: Page): Promise<{ letGo: () => void; breakOff: () => Promise<void> }> {
  const { promise, resolve } = Promise.withResolvers<"go" | "break">();
  const address = /\/api\/rooms\/\d+\/files/;
  await page.route(address, async (route) => {
    if ((await promise) === "go") await route.continue().catch(() => undefined);
    else await route.abort().catch(() => undefined);
  });
  return {
    letGo: () => resolve("go"),
    async breakOff() {
      resolve("break");
      await trayItems(page).getByRole("alert").first().waitFor();
      await page.unroute(address);
    },
  };
}

/** All that was sent is known to the server. */
export const stored = (page: Page) => showsCount(pendingMessages(page), 0);
