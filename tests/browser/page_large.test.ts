// R3 on the page: a room of the largest messages, whose pages and lists come in many short pieces.
import { afterAll, beforeAll, expect, test } from "bun:test";

import { visual } from "../support/visual_parts.ts";
import { messages, showsCount, sidePanel, timeline, untilEqual } from "../support/page_parts.ts";

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
  const first = messages(page).first();
  // Not all at once: the first page is short.
  expect(Number(await first.getAttribute("data-seq"))).toBeGreaterThan(1);
  const isAtBeginning = () =>
    timeline(page).evaluate((box, beginning) => {
      box.scrollTop = 0;
      return box.querySelector(beginning) !== null;
    }, visual.beginning);
  await untilEqual(isAtBeginning, true);
  const seqs = await messages(page).evaluateAll((rows) => rows.map((row) => Number(row.dataset["seq"])));
  expect(seqs).toEqual(Array.from({ length: count }, (_, at) => at + 1));
  await page.getByRole("button", { name: "Pinned", exact: true }).click();
  await showsCount(messages(sidePanel(page)), count);
  expect(complaints).toEqual([]);
  await close();
}, 90_000);
