// A page that stays open past midnight, or is carried into another time zone.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";

import { timeline } from "../support/page_parts.ts";

import { openWorkspace, postMessage, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await openWorkspace();
  await postMessage(workspace.bob, workspace.roomId, "the day before");
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

/** A zone in which it is between 23:00 and midnight. */
function lateZone(now: Date): string {
  const ahead = 23 - now.getUTCHours();
  if (ahead === 0) return "Etc/UTC";
  return ahead <= 14 ? `Etc/GMT-${ahead}` : `Etc/GMT+${24 - ahead}`;
}

test("[P5] after midnight today's messages are yesterday's, with the page left alone", async () => {
  const { page } = await openSeat(workspace, workspace.ada, "/saved", { timezoneId: lateZone(new Date()) });
  await page.clock.install({ time: new Date() });
  await page.goto(`/r/${workspace.roomId}`);
  const day = page.getByRole("button", { name: /Jump to another day/u });
  await page.getByText("the day before").waitFor();
  // The hour may have turned between the two clocks.
  const before = (await day.textContent()) ?? "";
  expect(["Today", "Yesterday"]).toContain(before);
  await page.clock.fastForward("01:10:00");
  await day.getByText("Yesterday").waitFor();
});

test("[P5] in another time zone old and new messages have the times and days of that zone", async () => {
  const { page } = await openSeat(workspace, workspace.ada, `/r/${workspace.roomId}`);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Emulation.setTimezoneOverride", { timezoneId: "Europe/Berlin" });
  await page.reload();
  const times = timeline(page).getByRole("time");
  const there = (zone: string) =>
    times.evaluateAll(
      (all, timeZone) =>
        all.every(
          (time) =>
            time.textContent ===
            new Intl.DateTimeFormat("en-US", { timeStyle: "short", timeZone }).format(
              Date.parse(time.getAttribute("datetime") ?? ""),
            ),
        ),
      zone,
    );
  await page.getByText("the day before").waitFor();
  expect(await there("Europe/Berlin")).toBe(true);
  await cdp.send("Emulation.setTimezoneOverride", { timezoneId: "Pacific/Kiritimati" });
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await postMessage(workspace.ada, workspace.roomId, "from the other side");
  await page.getByText("from the other side").waitFor();
  expect(await times.count()).toBe(2);
  expect(await there("Pacific/Kiritimati")).toBe(true);
});
