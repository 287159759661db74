// The views of messages: replies, pins, reactions, mentions, saved, direct and archived rooms.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import { signUp, type Person } from "../support/client.ts";
import { visual } from "../support/visual_parts.ts";
import { composer, messages, reactions, seenLine, sidePanel } from "../support/page_parts.ts";

import { examineAll, openMessageMenu, sizes } from "./page_visual_support.ts";
import { rowOf, postAs } from "./page_message_support.ts";
import { openFromHead, openSignedIn, openWorkspace, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;
let noor: Person;
let roomId: number;
let directId: number;
let archivedId: number;

beforeAll(async () => {
  workspace = await openWorkspace();
  const { ada, bob, server } = workspace;
  noor = await signUp(server.url, { username: "Noor", invitedBy: ada });
  const topic = "Ship on Thursday. Blockers on the board, nothing else.";
  const created = await ada.post("/api/rooms", { name: "release-2.4", topic });
  roomId = created.body.room.id;
  for (const person of [bob, noor]) await person.post(`/api/rooms/${roomId}/join`);
  const ran = await postAs(bob, roomId, "The migration ran on the copy: 1.2 M messages in 41 s.");
  const question = await postAs(bob, roomId, "One question is open: do we keep created_at for display only?");
  const answer =
    "Yes. Order comes from the room, the clock is decoration. @Ada can you put that in the changelog?";
  await postAs(noor, roomId, answer, question.id);
  await postAs(ada, roomId, "On it. مرحبا @Noor, thank you! See https://example.com/docs", question.id);
  const gone = await postAs(bob, roomId, "off the mark");
  await postAs(noor, roomId, "And what of this one?", gone.id);
  await ada.delete(`/api/messages/${gone.id}`);
  await postAs(bob, roomId, "@everyone the release is out");
  for (const [person, emoji] of [
    [ada, "🎉"],
    [noor, "🎉"],
    [bob, "👀"],
  ] as const) {
    await person.put(`/api/messages/${ran.id}/reactions/${encodeURIComponent(emoji)}`);
  }
  await noor.put(`/api/messages/${ran.id}/pin`);
  await ada.put(`/api/messages/${question.id}/save`);
  const direct = await ada.post("/api/direct", { userIds: [noor.user.id] });
  directId = direct.body.room.id;
  await postAs(noor, directId, "Shall we look at the pier at noon?");
  await postAs(ada, directId, "Yes, at the gate.");
  await noor.put(`/api/rooms/${directId}/read`, { seq: 2 });
  const old = await ada.post("/api/rooms", { name: "budget", kind: "private" });
  archivedId = old.body.room.id;
  await postAs(ada, archivedId, "It was a good project.");
  await ada.patch(`/api/rooms/${archivedId}`, { archived: true });
  for (const id of [roomId, directId]) await ada.put(`/api/rooms/${id}/read`, { seq: 9 });
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

/** Of every kind: in a room and in reply, to a person, where nobody writes any more, where I am not. */
async function leaveDrafts(page: Page): Promise<void> {
  const texts = {
    [roomId]:
      "Before noon, I think.\nThe changelog first: it says what the migration did, what it left alone, and why.",
    [`${roomId}:2`]: "نعم، for display only.",
    [directId]: "At the gate, then! ".repeat(30),
    [archivedId]: "One more thing about it",
    999999: "What I never said there",
  };
  const { id, username } = workspace.ada.user;
  await page.evaluate(
    ({ texts, owner }) => {
      for (const [at, text] of Object.entries(texts))
        localStorage.setItem(`confab:draft:${owner}:${at}`, text);
    },
    { texts, owner: `${id}:${username}` },
  );
}

for (const { name, options } of sizes) {
  describe(name, () => {
    const isPhone = name === "phone";

    test("[VISUAL] what hangs on a message", async () => {
      const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`, options);
      const row = rowOf(page, "Yes. Order comes");
      await row.waitFor();
      const writer = await openSeat(workspace, noor, `/r/${roomId}`);
      await composer(writer.page).pressSequentially("I");
      await page.getByText("Noor is typing").waitFor();
      await examineAll(page, `messages-${name}`);
      await openMessageMenu(page, row);
      await examineAll(page, `other-menu-${name}`, { isFloating: true });
      if (!isPhone) await page.keyboard.press("Escape");
      const actions = isPhone ? page.getByRole("dialog") : row;
      await actions.getByRole("button", { name: "Add a reaction" }).click();
      await page.locator(visual.emoji).first().waitFor();
      await examineAll(page, `emoji-${name}`, { isFloating: true });
      await page.keyboard.press("Escape");
      await page.getByRole("searchbox", { name: "Search emoji" }).waitFor({ state: "detached" });
      if (isPhone) await openMessageMenu(page, row);
      else await row.hover();
      await actions.getByRole("button", { name: "Reply", exact: true }).click();
      await composer(page).pressSequentially("Right, @");
      await page.getByRole("option").first().waitFor();
      await examineAll(page, `naming-${name}`, { isFloating: true });
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Cancel reply" }).click();
      await composer(page).fill("");
      const chip = reactions(rowOf(page, "The migration ran")).first();
      await chip.scrollIntoViewIfNeeded();
      if (!isPhone) {
        await chip.hover();
        await page.locator(visual.note).waitFor();
        await examineAll(page, `givers-${name}`, { isFloating: true });
      }
      await openMessageMenu(page, rowOf(page, "The migration ran"));
      await page.getByRole(isPhone ? "button" : "menuitem", { name: "Who reacted" }).click();
      await page.getByRole("dialog").getByText("Noor").waitFor();
      await examineAll(page, `reactors-${name}`);
      expect(complaints).toEqual([]);
    }, 90_000);

    test("[VISUAL] panels", async () => {
      const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`, options);
      await page.getByRole("button", { name: "2 replies" }).click();
      await sidePanel(page).getByText("On it.").waitFor();
      await examineAll(page, `replies-${name}`);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "About this room" }).click();
      await sidePanel(page).getByText("The migration ran").waitFor();
      await sidePanel(page).getByText("Noor").first().waitFor();
      await examineAll(page, `about-${name}`);
      await page.keyboard.press("Escape");
      await openFromHead(page, "Pinned");
      await sidePanel(page).getByText("The migration ran").waitFor();
      await examineAll(page, `pins-${name}`);
      if (!isPhone) {
        await page.setViewportSize({ width: 900, height: 700 });
        await page.getByRole("main", { name: "Pinned" }).waitFor();
        await examineAll(page, `pins-middle-${name}`);
      }
      expect(complaints).toEqual([]);
    }, 60_000);

    test("[VISUAL] lists from all over, a link, direct and archived rooms", async () => {
      const { page, complaints } = await openSeat(workspace, workspace.ada, "/mentions", options);
      await page.getByText("the release is out").waitFor();
      await examineAll(page, `mentions-${name}`);
      await openSignedIn(page, "/saved");
      await page.getByText("One question is open").waitFor();
      await examineAll(page, `saved-${name}`);
      await leaveDrafts(page);
      await page.goto("/drafts");
      await messages(page).getByText("In reply to").first().waitFor();
      await examineAll(page, `drafts-${name}`);
      await openSignedIn(page, "/search?q=the");
      await messages(page).first().waitFor();
      await examineAll(page, `search-${name}`);
      await openSignedIn(page, `/r/${roomId}/3`);
      await page.locator(visual.reached).waitFor();
      await examineAll(page, `link-${name}`);
      await openSignedIn(page, `/r/${directId}`);
      await seenLine(page).waitFor();
      await examineAll(page, `direct-${name}`);
      await openSignedIn(page, `/r/${archivedId}`);
      await page.getByText("This room is archived and read-only.").waitFor();
      await examineAll(page, `archived-${name}`);
      expect(complaints).toEqual([]);
      const empty = await openSeat(workspace, noor, "/saved", options);
      await empty.page.getByText("No saved messages").waitFor();
      await examineAll(empty.page, `saved-empty-${name}`);
      await openSignedIn(empty.page, "/drafts");
      await empty.page.getByText("No drafts").waitFor();
      await examineAll(empty.page, `drafts-empty-${name}`);
    }, 60_000);
  });
}
