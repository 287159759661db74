// Two people in two Chromium pages, each on a wire of their own that is cut, stalled and slowed while they talk.
import { afterAll, beforeAll, expect, test } from "bun:test";

import { startWire, type Wire } from "../support/proxy.ts";
import { composer, pendingMessages, showsCount } from "../support/page_parts.ts";
import {
  bodies,
  openWorkspace,
  postMessage,
  showsBodies,
  openSeat,
  type Workspace,
  type Seat,
} from "./page_support.ts";

let workspace: Workspace;
let adasWire: Wire;
let bobsWire: Wire;

beforeAll(async () => {
  workspace = await openWorkspace();
  adasWire = await startWire(workspace.server.url);
  bobsWire = await startWire(workspace.server.url);
}, 60_000);

afterAll(async () => {
  await adasWire.close();
  await bobsWire.close();
  await workspace.close();
});

/** What the server holds, oldest first: the order that both pages must show. */
async function held(): Promise<string[]> {
  const { body } = await workspace.ada.get(`/api/rooms/${workspace.roomId}/messages?limit=100`);
  return body.messages.map((message: { body: string }) => message.body);
}

function atWire(wire: Wire): Pick<Workspace, "browser" | "server"> {
  return { browser: workspace.browser, server: { ...workspace.server, url: wire.url } };
}

async function write({ page }: Seat, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press("Enter");
}

const nothingWaits = ({ page }: Seat) => showsCount(pendingMessages(page), 0);

test("[D3] [D4] [D5] over wires that are cut, stalled and slowed both pages show everything once and in order", async () => {
  const path = `/r/${workspace.roomId}`;
  const ada = await openSeat(atWire(adasWire), workspace.ada, path);
  const bob = await openSeat(atWire(bobsWire), workspace.bob, path);
  await write(ada, "a1: all is well");
  await write(bob, "b1: here too");
  await showsBodies(ada.page, await heldWhen(2));
  await showsBodies(bob.page, await held());

  // Cut: what Ada types meanwhile waits in her page; what Bob says meanwhile she catches up on.
  adasWire.refuse();
  await ada.page
    .getByRole("main")
    .getByText(/^Offline/)
    .waitFor({ timeout: 20_000 });
  await write(ada, "a2: typed without a line");
  await write(ada, "a3: and more");
  await write(bob, "b2: Ada is away");
  expect((await bodies(ada.page)).slice(-2)).toEqual(["a2: typed without a line", "a3: and more"]);
  await heldWhen(3);
  expect(await held()).not.toContain("a2: typed without a line");
  adasWire.heal();
  await ada.page.evaluate(() => window.dispatchEvent(new Event("online")));
  await nothingWaits(ada);

  // Stall: the connection stays open and silent; the post is on the way, the reply is not. Then it breaks.
  bobsWire.stall();
  await write(bob, "b3: into a silent line");
  await postMessage(workspace.ada, workspace.roomId, "a4: said elsewhere meanwhile");
  bobsWire.cut();
  bobsWire.heal();
  await bob.page.evaluate(() => window.dispatchEvent(new Event("online")));
  await nothingWaits(bob);

  // Slow: both talk at once.
  adasWire.throttle(20_000);
  bobsWire.delay(30);
  for (let turn = 0; turn < 5; turn += 1) {
    await write(ada, `a5.${turn}`);
    await write(bob, `b5.${turn}`);
  }
  await nothingWaits(ada);
  await nothingWaits(bob);

  const all = await heldWhen(17);
  await showsBodies(ada.page, all);
  await showsBodies(bob.page, all);
  expect(new Set(all).size).toBe(17);
  const sent = (who: string) =>
    all.filter((text) => text.startsWith(who) && text !== "a4: said elsewhere meanwhile");
  expect(sent("a")).toEqual([
    "a1: all is well",
    "a2: typed without a line",
    "a3: and more",
    ...[0, 1, 2, 3, 4].map((turn) => `a5.${turn}`),
  ]);
  expect(sent("b")).toEqual([
    "b1: here too",
    "b2: Ada is away",
    "b3: into a silent line",
    ...[0, 1, 2, 3, 4].map((turn) => `b5.${turn}`),
  ]);
  await ada.close();
  await bob.close();
}, 120_000);

/** Asks until the server holds so many; a post has no other sign outside the pages. */
async function heldWhen(count: number): Promise<string[]> {
  for (let tries = 0; tries < 200; tries += 1) {
    const all = await held();
    if (all.length >= count) return all;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The server should hold ${count} messages; it holds ${JSON.stringify(await held())}.`);
}
