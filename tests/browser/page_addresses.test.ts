// Addresses as people type them, keep them and break them.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";

import { visual } from "../support/visual_parts.ts";

import { openWorkspace, postMessage, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await openWorkspace();
  await postMessage(workspace.bob, workspace.roomId, "by the water");
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

test("[N5] an address that is none is said so, signed in or not, with a way back", async () => {
  const { page } = await openSeat(workspace, workspace.ada, "/nothing/here");
  await page.getByRole("heading", { name: "Page not found", level: 1 }).waitFor();
  expect(await page.title()).toStartWith("Page not found · ");
  await page.getByRole("button", { name: /^Back to / }).click();
  await page.getByText("Rooms").first().waitFor();
  await page.goBack();
  await page.getByRole("heading", { name: "Page not found" }).waitFor();

  const stranger = await openSeat(workspace, null, "/r/0");
  await stranger.page.getByRole("heading", { name: "Page not found", level: 1 }).waitFor();
  await stranger.page.getByRole("button", { name: /^Back to / }).click();
  await stranger.page.getByRole("button", { name: "Sign in" }).waitFor();
});

test("[N5] a slash at the end leads to the same view, and leaves the address", async () => {
  const { page } = await openSeat(workspace, workspace.ada, `/r/${workspace.roomId}/1/`);
  await page.locator(visual.reached, { hasText: "by the water" }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/r/${workspace.roomId}/1`);
  await page.goto("/settings/");
  await page.getByRole("link", { name: "Notifications", exact: true }).waitFor();
  expect(new URL(page.url()).pathname).toStartWith("/settings");
  expect(new URL(page.url()).pathname).not.toEndWith("/");

  const invite = await workspace.ada.post("/api/invites");
  const link = new URL(invite.body.invite.url);
  const guest = await openSeat(workspace, null, `/join/${link.hash}`);
  await guest.page.getByText(/invited you/).waitFor();
  expect(new URL(guest.page.url()).pathname).toBe("/join");
});
