// R3 on the page: a room of the largest messages, whose pages and lists come in many short pieces.
import { afterAll, beforeAll, expect, test } from "bun:test";

import { openWorkspace, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await openWorkspace();
}, 60_000);

afterAll(() => workspace.close());

const count = 30;

test("[R3] in a room of the largest messages scrolling up reaches the beginning, and all pins are listed", async () => {
  const { ada, bob, roomId } = workspace;
  for (let at = 1; at <= count; at += 1) {
    const body = `number ${at} ${"上".repeat(9900)}`;
    const posted = await bob.post(`/api/rooms/${roomId}/messages`, { clientId: `large-${at}`, body });
    await bob.put(`/api/messages/${posted.body.message.id}/pin`);
  }
  await ada.put(`/api/rooms/${roomId}/read`, { seq: count });
  const { page, complaints, close } = await openSeat(workspace, ada, `/r/${roomId}`);
  await page.getByText(`number ${count} `).first().waitFor();
  const first = page.locator(".timeline [data-seq]").first();
  // Not all at once: the first page is short.
  expect(Number(await first.getAttribute("data-seq"))).toBeGreaterThan(1);
  await page.waitForFunction(
    () => {
      const box = document.querySelector(".timeline");
      if (box) box.scrollTop = 0;
      return document.querySelector(".beginning") !== null;
    },
    null,
    { timeout: 30_000 },
  );
  const seqs = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>(".timeline [data-seq]")].map((one) =>
      Number(one.dataset["seq"]),
    ),
  );
  expect(seqs).toEqual(Array.from({ length: count }, (_, at) => at + 1));
  await page.getByRole("button", { name: "Pinned", exact: true }).click();
  await page.waitForFunction(
    (wanted) => document.querySelectorAll(".panel .listed-message").length === wanted,
    count,
  );
  expect(complaints).toEqual([]);
  await close();
}, 90_000);
