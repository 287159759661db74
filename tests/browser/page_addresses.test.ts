// Addresses as people type them, keep them and break them.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";

import { openPlace, say, sitDown, type Place } from "./page_support.ts";

let place: Place;

beforeAll(async () => {
  place = await openPlace();
  await say(place.bob, place.roomId, "by the water");
}, 60_000);

afterAll(() => place.close());

afterEach(() => place.closeContexts());

test("[N5] an address that is none is said so, signed in or not, with a way back", async () => {
  const { page } = await sitDown(place, place.ada, "/nothing/here");
  await page.getByRole("heading", { name: "Page not found", level: 1 }).waitFor();
  expect(await page.title()).toStartWith("Page not found · ");
  await page.getByRole("button", { name: /^Back to / }).click();
  await page.getByText("Rooms").first().waitFor();
  await page.goBack();
  await page.getByRole("heading", { name: "Page not found" }).waitFor();

  const stranger = await sitDown(place, null, "/r/0");
  await stranger.page.getByRole("heading", { name: "Page not found", level: 1 }).waitFor();
  await stranger.page.getByRole("button", { name: /^Back to / }).click();
  await stranger.page.getByRole("button", { name: "Sign in" }).waitFor();
});

test("[N5] a slash at the end leads to the same view, and leaves the address", async () => {
  const { page } = await sitDown(place, place.ada, `/r/${place.roomId}/1/`);
  await page.locator(".is-reached", { hasText: "by the water" }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/r/${place.roomId}/1`);
  await page.goto("/settings/");
  await page.getByRole("link", { name: "Notifications", exact: true }).waitFor();
  expect(new URL(page.url()).pathname).toStartWith("/settings");
  expect(new URL(page.url()).pathname).not.toEndWith("/");

  const invite = await place.ada.post("/api/invites");
  const link = new URL(invite.body.invite.url);
  const guest = await sitDown(place, null, `/join/${link.hash}`);
  await guest.page.getByText(/invited you/).waitFor();
  expect(new URL(guest.page.url()).pathname).toBe("/join");
});
