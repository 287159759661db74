// R14: the description of the API, to read and to try.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";

import { openPlace, sitDown, type Place } from "./page_support.ts";

let place: Place;

beforeAll(async () => {
  place = await openPlace();
}, 60_000);

afterAll(() => place.close());

afterEach(async () => {
  for (const context of place.browser.contexts()) await context.close();
});

test("[R14] /docs has a heading for each group, and tries an endpoint with one's own session", async () => {
  const { page, complaints } = await sitDown(place, place.ada, "/docs");
  const { tags } = (await place.ada.get("/api/openapi.json")).body;
  const groups = await page.getByRole("heading", { level: 2 }).allTextContents();
  expect(groups).toEqual(tags.map(({ name }: { name: string }) => name));

  const one = page.locator("details", { hasText: "GET /api/rooms My rooms" });
  await one.locator("summary").click();
  await one.getByLabel("ids").fill(`${place.roomId},999999`);
  await one.getByRole("button", { name: "Send" }).click();
  await one.locator("output", { hasText: "200 OK" }).waitFor();
  expect(await one.locator("output").textContent()).toContain(`"id": ${place.roomId}`);

  const change = page.locator("details", { hasText: "PATCH /api/rooms/{id}/settings" });
  await change.locator("summary").click();
  await change.getByLabel("id", { exact: true }).fill(String(place.roomId));
  await change.getByLabel("Body").fill('{"starred": true, "other": 1}');
  await change.getByRole("button", { name: "Send" }).click();
  await change.locator("output", { hasText: "There is no field other here." }).waitFor();
  await change.getByLabel("Body").fill('{"starred": true}');
  await change.getByRole("button", { name: "Send" }).click();
  await change.locator("output", { hasText: '"starred": true' }).waitFor();
  expect(complaints.filter((complaint) => !complaint.includes("400"))).toEqual([]);
});
