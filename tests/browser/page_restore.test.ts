// Pages that stay open while the server comes back, as it was or from a backup (SPEC H2, C6).
import { afterAll, beforeAll, expect, test } from "bun:test";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { startTestServer } from "../support/server.ts";
import { composer, pendingMessages, replyChip, showsCount } from "../support/page_parts.ts";

import { choose, roomOfTwo, rowOf, postAs } from "./page_message_support.ts";
import { openWorkspace, postMessage, showsBodies, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;
let backup: string;

beforeAll(async () => {
  workspace = await openWorkspace();
  backup = await mkdtemp(join(tmpdir(), "confab-backup-"));
}, 60_000);

afterAll(async () => {
  await workspace.close();
  await rm(backup, { recursive: true, force: true });
});

/** On the same port, as after a crash; `prepare` may put another folder in place meanwhile. */
async function comeBack(prepare: () => Promise<void> = async () => {}): Promise<void> {
  const { server } = workspace;
  const { dataDir, port } = server;
  await server.kill();
  await prepare();
  const next = await startTestServer({ dataDir, port });
  workspace.server = {
    ...next,
    async dispose() {
      await next.dispose();
      await server.dispose();
    },
  };
}

const numbered = (word: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${word} ${index + 1}`);

test("[H2] [C6] a restore under open pages: they show what is there, and nothing that was typed is gone or means something else", async () => {
  const roomId = await roomOfTwo(workspace, "restored");
  for (const body of numbered("old", 5)) await postMessage(workspace.bob, roomId, body);
  await postAs(workspace.bob, roomId, "Do you hear me, @Ada?");
  const { dataDir } = workspace.server;
  await cp(dataDir, backup, { recursive: true, filter: (path) => !path.endsWith(".sock") });

  const ada = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  const inbox = await openSeat(workspace, workspace.ada, "/mentions");
  for (const body of numbered("lost", 19)) await postMessage(workspace.ada, roomId, body);
  await postAs(workspace.bob, roomId, "@Ada, this is lost");
  const { page } = ada;
  await inbox.page.getByText("this is lost").waitFor();
  await rowOf(page, "this is lost").waitFor();
  // Half an edit of what is lost, half an answer to it, and half a reply beside it.
  await rowOf(page, "lost 19").hover();
  await rowOf(page, "lost 19").getByRole("button", { name: "Edit" }).click();
  await page.getByLabel("Edit message").fill("an edit of what is lost");
  await choose(page, rowOf(page, "this is lost"), "Reply");
  await replyChip(page).getByText("this is lost").waitFor();
  await composer(page).fill("half an answer");
  expect(await page.getByLabel("Edit message").inputValue()).toBe("an edit of what is lost");

  await comeBack(async () => {
    await rm(dataDir, { recursive: true });
    await cp(backup, dataDir, { recursive: true });
  });
  // As many, so that seq, rev and ids are the same.
  for (const body of numbered("other", 19)) await postMessage(workspace.ada, roomId, body);
  await postAs(workspace.bob, roomId, "@Ada, this is here");
  const stored = [
    ...numbered("old", 5),
    "Do you hear me, @Ada?",
    ...numbered("other", 19),
    "@Ada, this is here",
  ];
  await page.waitForFunction(
    () => document.querySelector("article:last-of-type")?.textContent?.includes("this is here"),
    undefined,
    { timeout: 40_000 },
  );
  await showsBodies(page, stored);
  expect(await replyChip(page).count()).toBe(0);
  expect(await page.getByLabel("Edit message").count()).toBe(0);
  expect(await composer(page).inputValue()).toBe("half an answer");
  await inbox.page.getByText("this is here").waitFor({ timeout: 40_000 });
  expect(await inbox.page.getByText("this is lost").count()).toBe(0);
  await composer(page).press("Enter");
  await showsBodies(page, [...stored, "half an answer"]);
  await showsCount(pendingMessages(page), 0);
  const { body } = await workspace.ada.get(`/api/rooms/${roomId}/messages`);
  expect(body.messages.map((message: { body: string }) => message.body)).toEqual([
    ...stored,
    "half an answer",
  ]);
  expect(body.messages.at(-1).replyTo).toBeNull();
  await page.reload();
  await showsBodies(page, [...stored, "half an answer"]);
  expect([...ada.complaints, ...inbox.complaints]).toEqual([]);
}, 120_000);

test("[C6] an ordinary restart leaves the page as it is: window, edit, answer, and no page of history is asked for", async () => {
  const roomId = await roomOfTwo(workspace, "restarted");
  for (const body of numbered("old", 5)) await postMessage(workspace.ada, roomId, body);
  const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await showsBodies(page, numbered("old", 5));
  await rowOf(page, "old 5").hover();
  await rowOf(page, "old 5").getByRole("button", { name: "Edit" }).click();
  await page.getByLabel("Edit message").fill("an edit of old 5");
  await choose(page, rowOf(page, "old 1"), "Reply");
  await composer(page).fill("half an answer");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await comeBack();
  await postMessage(workspace.bob, roomId, "after it");
  await rowOf(page, "after it").waitFor({ timeout: 40_000 });
  await replyChip(page).getByText("old 1").waitFor();
  expect(await composer(page).inputValue()).toBe("half an answer");
  expect(await page.getByLabel("Edit message").inputValue()).toBe("an edit of old 5");
  expect(asked.filter((url) => url.includes("/messages"))).toEqual([]);
  await page.getByRole("button", { name: "Save" }).click();
  await rowOf(page, "an edit of old 5").waitFor();
  expect(complaints).toEqual([]);
}, 120_000);
