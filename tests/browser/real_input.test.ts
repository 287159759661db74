// Every naughty string, and one paragraph of each script, on the page: shown as typed, nothing of it run.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";

import { plainBody } from "../../src/protocol/markdown/plain_text.ts";
import { isVisible } from "../../src/protocol/text.ts";
import { inParallel } from "../support/in_parallel.ts";
import { naughtyStrings, readParagraphs, scriptOf } from "../support/real_texts.ts";
import { composer, failedMessages, pendingMessages, showsCount } from "../support/page_parts.ts";
import { openWorkspace, showsBodies, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;
beforeAll(async () => {
  workspace = await openWorkspace();
}, 60_000);
afterAll(() => workspace.close());

const asStored = (text: string) => text.replaceAll("\r\n", "\n").replaceAll("\r", "\n");
/** What is read: as typed, but for marks that style. */
const asRead = (text: string) => plainBody(asStored(text));
/** Fewer than the first page of a room holds. */
const roomful = 45;

async function newRoom(name: string): Promise<number> {
  return (await workspace.ada.post("/api/rooms", { name })).body.room.id;
}

/** One for each script, of middling length. */
async function onePerScript(): Promise<string[]> {
  const found = new Map<string, string>();
  for (const { text } of await readParagraphs()) {
    const script = text.length > 60 && text.length < 400 ? scriptOf(text) : null;
    if (script !== null && !found.has(script)) found.set(script, text);
  }
  return [...found.values()];
}

describe("[X1] real text on the page", () => {
  test("[X1] every naughty string is shown as it was sent, and does nothing", async () => {
    const shown = naughtyStrings.filter(isVisible);
    expect(shown.length).toBeGreaterThan(470);
    expect(shown.filter((text) => asRead(text) !== asStored(text)).length).toBeLessThan(8);
    const seat = await openSeat(workspace, workspace.ada, `/r/${workspace.roomId}`);
    seat.page.on("dialog", (dialog) => {
      seat.complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    for (let from = 0; from < shown.length; from += roomful) {
      const part = shown.slice(from, from + roomful);
      const roomId = await newRoom(`naughty ${from}`);
      for (const [index, body] of part.entries()) {
        await workspace.ada.post(`/api/rooms/${roomId}/messages`, {
          clientId: `naughty-${from + index}`,
          body,
        });
      }
      await seat.page.goto(`/r/${roomId}`);
      await showsBodies(seat.page, part.map(asRead));
    }
    expect(seat.complaints).toEqual([]);
    await seat.close();
  }, 120_000);

  test("[X1] [X3] one paragraph of each script, and a naughty string of each kind, go through the composer", async () => {
    const naughty = naughtyStrings.filter((text, index) => index % 24 === 5 && isVisible(text));
    const texts = [...(await onePerScript()), ...naughty];
    expect(texts.length).toBeGreaterThan(45);
    const seat = await openSeat(workspace, workspace.ada, "/");
    for (let from = 0; from < texts.length; from += roomful) {
      const part = texts.slice(from, from + roomful);
      const roomId = await newRoom(`typed ${from}`);
      await seat.page.goto(`/r/${roomId}`);
      for (const text of part) {
        await composer(seat.page).fill(text);
        await composer(seat.page).press("Enter");
      }
      await showsBodies(seat.page, part.map(asRead));
      await showsCount(pendingMessages(seat.page).or(failedMessages(seat.page)), 0);
      const { body } = await workspace.ada.get(`/api/rooms/${roomId}/messages?limit=100`);
      expect(body.messages.map((message: { body: string }) => message.body)).toEqual(part.map(asStored));
    }
    expect(seat.complaints).toEqual([]);
    await seat.close();
  }, 120_000);

  test("[X1] [L6] naughty names of rooms are one line of the list, shown as they are", async () => {
    const names: string[] = [];
    await inParallel(
      naughtyStrings.filter((_, index) => index % 12 === 0),
      4,
      async (name) => {
        const { status, body } = await workspace.bob.post("/api/rooms", { name });
        if (status === 201) names.push(body.room.name);
      },
    );
    expect(names.length).toBeGreaterThan(15);
    const seat = await openSeat(workspace, workspace.bob, `/r/${workspace.roomId}`);
    await seat.page.waitForFunction((wanted) => {
      const list = document.body.textContent ?? "";
      return wanted.every((name) => list.includes(name));
    }, names);
    expect(seat.complaints).toEqual([]);
    await seat.close();
  }, 60_000);
});
