// Who types, and who has seen.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import { visual } from "../support/visual_parts.ts";
import { composer, mainPart, seenLine } from "../support/page_parts.ts";

import { roomOfTwo, rowOf, postAs } from "./page_message_support.ts";
import { openWorkspace, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await openWorkspace();
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

test("[T1] who types is told beneath the composer, and no more when the text is gone or sent", async () => {
  const roomId = await roomOfTwo(workspace, "typing");
  const ada = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  const bob = await openSeat(workspace, workspace.bob, `/r/${roomId}`);
  await composer(ada.page).waitFor();
  const height = () => ada.page.locator(visual.composerFoot).evaluate((foot) => foot.clientHeight);
  const before = await height();
  await composer(bob.page).pressSequentially("so");
  const typing = (page: Page) => mainPart(page).getByText(/(?:is|are) typing/u);
  const line = typing(ada.page);
  await line.getByText("Bob is typing").waitFor();
  expect(await height()).toBe(before);
  expect(await typing(bob.page).count()).toBe(0);
  await composer(bob.page).fill("");
  await line.waitFor({ state: "detached" });
  await composer(bob.page).pressSequentially("now");
  await composer(bob.page).press("Enter");
  await rowOf(ada.page, "now").waitFor();
  await line.waitFor({ state: "detached" });
}, 60_000);

test("[U6] [G1] in a direct room: whom it is with, who sees it, and seen under what the other has read", async () => {
  const { body } = await workspace.ada.post("/api/direct", { userIds: [workspace.bob.user.id] });
  const roomId: number = body.room.id;
  const ada = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await ada.page.getByRole("heading", { name: "Bob", level: 1 }).waitFor();
  await ada.page.getByText("Only you and Bob can see messages here.").waitFor();
  await composer(ada.page).fill("first");
  await composer(ada.page).press("Enter");
  await rowOf(ada.page, "first").waitFor();
  expect(await seenLine(ada.page).count()).toBe(0);
  const bob = await openSeat(workspace, workspace.bob, `/r/${roomId}`);
  await rowOf(bob.page, "first").waitFor();
  await seenLine(rowOf(ada.page, "first")).getByText("Seen", { exact: true }).waitFor();
  await bob.page.goto("/r/1");
  await bob.page.getByRole("heading", { name: "lounge", level: 1 }).waitFor();
  await postAs(workspace.ada, roomId, "second");
  await rowOf(ada.page, "second").waitFor();
  // Still under the first: the second has not been read.
  expect(await seenLine(ada.page).count()).toBe(1);
  expect(await seenLine(rowOf(ada.page, "second")).count()).toBe(0);
  await workspace.bob.put(`/api/rooms/${roomId}/read`, { seq: 2 });
  await seenLine(rowOf(ada.page, "second")).waitFor();
  expect(await seenLine(ada.page).count()).toBe(1);
}, 60_000);
