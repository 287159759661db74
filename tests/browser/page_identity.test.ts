// Two tabs share one cookie: what one person had open, when the cookie is somebody else's (SPEC C7, C8).
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import { watchConsole } from "../support/browser.ts";
import { signIn, testPassword } from "../support/client.ts";
import { startWire, type Wire } from "../support/proxy.ts";
import { expectStatus, makeRoom } from "../support/message_rooms.ts";
import { composer, dialog, messages, myMenu, pendingMessages, showsCount } from "../support/page_parts.ts";

import { postAs } from "./page_message_support.ts";
import { openWorkspace, postMessage, showsBodies, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;
let wire: Wire;

beforeAll(async () => {
  workspace = await openWorkspace();
  wire = await startWire(workspace.server.url);
}, 60_000);

afterAll(async () => {
  await wire.close();
  await workspace.close();
});

afterEach(async () => {
  wire.heal();
  await workspace.closeContexts();
});

const signInButton = (page: Page) => page.getByRole("button", { name: "Sign in", exact: true });

async function signInAs(page: Page, username: string, path = "/"): Promise<void> {
  await signInButton(page).waitFor();
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(testPassword);
  await signInButton(page).click();
  await myMenu(page).waitFor();
  if (path !== "/") await page.goto(path);
}

async function signOut(page: Page): Promise<void> {
  await myMenu(page).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  const button = page.getByRole("dialog").getByRole("button", { name: "Sign out" });
  await Promise.race([signInButton(page).waitFor(), button.click()]);
  await signInButton(page).waitFor();
}

/** Of a link: without its origin. */
const pathOf = (link: string) => link.slice(new URL(link).origin.length);

/** Gives how the sockets it has by then hear nothing any more, not even that they are closed. */
async function canGoDeaf(page: Page): Promise<() => void> {
  const open: { isDeaf: boolean }[] = [];
  await page.routeWebSocket(/\/ws\?/, (line) => {
    const state = { isDeaf: false };
    open.push(state);
    const server = line.connectToServer();
    server.onMessage((text) => void (state.isDeaf || line.send(text)));
    line.onMessage((text) => void (state.isDeaf || server.send(text)));
    server.onClose(() => void (state.isDeaf || line.close()));
  });
  return () => {
    for (const state of open) state.isDeaf = true;
  };
}

/** A session of her own for this browser: the others go on. */
const anew = (username: string) => signIn(workspace.server.url, { username });

async function heldBodies(): Promise<string[]> {
  const { body } = await workspace.bob.get(`/api/rooms/${workspace.roomId}/messages?limit=100`);
  return body.messages.map((message: { body: string }) => message.body);
}

test("[C7] a tab whose line was dead comes back as nobody else: her text is not sent, not shown, and waits for her", async () => {
  const { browser, server, roomId } = workspace;
  // Of another port: the same cookie, and nothing that the tabs could tell each other by.
  const hers = await openSeat(
    { browser, server: { ...server, url: wire.url } },
    await anew("Ada"),
    `/r/${roomId}`,
  );
  await postMessage(workspace.bob, roomId, "before");
  await showsBodies(hers.page, ["before"]);
  wire.stall();
  await composer(hers.page).fill("typed by Ada while the line was dead");
  await composer(hers.page).press("Enter");
  await composer(hers.page).fill("a draft of Ada");
  await pendingMessages(hers.page).waitFor();

  const other = await hers.page.context().newPage();
  const complaints = watchConsole(other);
  await other.goto(`${server.url}/`);
  await signOut(other);
  await signInAs(other, "Bob");

  wire.cut();
  wire.heal();
  await signInButton(hers.page).waitFor({ timeout: 40_000 });
  expect(await hers.page.getByText("Ada", { exact: false }).count()).toBe(0);
  expect(await messages(hers.page).count()).toBe(0);
  await postMessage(workspace.bob, roomId, "after");
  expect(await heldBodies()).toEqual(["before", "after"]);

  // Whoever comes in there sees nothing of hers, and it is not sent for him.
  await signInAs(hers.page, "Bob", `/r/${roomId}`);
  await showsBodies(hers.page, ["before", "after"]);
  expect(await composer(hers.page).inputValue()).toBe("");
  expect(await pendingMessages(hers.page).count()).toBe(0);
  await signOut(hers.page);
  // She does.
  await signInAs(hers.page, "Ada", `/r/${roomId}`);
  await showsBodies(hers.page, ["before", "after", "typed by Ada while the line was dead"]);
  expect(await composer(hers.page).inputValue()).toBe("a draft of Ada");
  await showsCount(pendingMessages(hers.page), 0);
  const { body } = await workspace.bob.get(`/api/rooms/${roomId}/messages`);
  expect(body.messages.at(-1)).toMatchObject({
    body: "typed by Ada while the line was dead",
    author: { username: "Ada" },
  });
  expect([...hers.complaints, ...complaints]).toEqual([]);
}, 120_000);

test("[C7] when somebody else signs in in one tab, the other shows nothing more, at once and without a line", async () => {
  const roomId = await makeRoom(workspace.ada, { name: "cove", members: [workspace.bob] });
  await postMessage(workspace.bob, roomId, "for Ada and Bob");
  const other = await openSeat(workspace, await anew("Ada"), "/");
  const hers = await other.page.context().newPage();
  const makeDeaf = await canGoDeaf(hers);
  await hers.goto(`/r/${roomId}`);
  await showsBodies(hers, ["for Ada and Bob"]);
  await composer(hers).fill("a draft of Ada");
  makeDeaf();
  const asked: string[] = [];
  hers.on("request", (request) => asked.push(pathOf(request.url())));
  // By a link that is meant for Bob, while she is signed in: his from then on.
  const { url } = expectStatus(await workspace.ada.post(`/api/users/${workspace.bob.user.id}/reset`), 201);
  await other.page.goto(pathOf(url));
  await dialog(other.page).getByRole("textbox", { name: "New password" }).fill(testPassword);
  await dialog(other.page).getByRole("textbox", { name: "New password" }).press("Enter");
  await signInButton(hers).waitFor();
  expect(await messages(hers).or(composer(hers)).count()).toBe(0);
  expect(asked.filter((path) => path.startsWith("/api/"))).toEqual(["/api/setup"]);
  await myMenu(other.page).getByText("Bob").waitFor();
  workspace.bob = await anew("Bob");
}, 120_000);

test("[C7] whoever comes in by a link meant for them, in the tab where somebody else is, finds no draft of theirs", async () => {
  const roomId = await makeRoom(workspace.ada, { name: "quay", members: [workspace.bob] });
  await postMessage(workspace.bob, roomId, "for Ada and Bob");
  const first = await openSeat(workspace, await anew("Ada"), "/");
  const page = await first.page.context().newPage();
  const makeDeaf = await canGoDeaf(page);
  await page.goto(`/r/${roomId}`);
  await showsBodies(page, ["for Ada and Bob"]);
  await composer(page).fill("a draft of Ada");
  // The end of her session is not told: he comes in where she still is.
  makeDeaf();
  await first.page.close();
  const { url } = expectStatus(await workspace.ada.post(`/api/users/${workspace.bob.user.id}/reset`), 201);
  // Without a load.
  await page.evaluate((path) => {
    history.pushState(null, "", path);
    dispatchEvent(new PopStateEvent("popstate"));
  }, pathOf(url));
  await dialog(page).getByRole("textbox", { name: "New password" }).fill(testPassword);
  await dialog(page).getByRole("textbox", { name: "New password" }).press("Enter");
  await myMenu(page).getByText("Bob").waitFor();
  // The same room again: the one this browser looked at last.
  await page.waitForURL(`**/r/${roomId}`);
  await showsBodies(page, ["for Ada and Bob"]);
  expect(await composer(page).inputValue()).toBe("");
  workspace.bob = await anew("Bob");
}, 120_000);
for (const [view, link] of [
  ["mentions", "Mentions"],
  ["saved", "Saved"],
] as const) {
  test(`[C8] ${link}, open while a room is taken from me, drops its messages at once, and shows them again when it is back`, async () => {
    const roomId = await makeRoom(workspace.ada, { name: `taken ${view}`, members: [workspace.bob] });
    const message = await postAs(workspace.ada, roomId, `@Bob, a secret of ${view}`);
    const remaining = await postAs(workspace.ada, workspace.roomId, `@Bob, no secret of ${view}`);
    for (const { id } of [message, remaining])
      expectStatus(await workspace.bob.put(`/api/messages/${id}/save`), 204);
    const { page, complaints } = await openSeat(workspace, workspace.bob, `/${view}`);
    await page.getByText(`a secret of ${view}`).waitFor();
    // As on a busy machine, where the room is back before the next frame.
    await page.evaluate(() => (window.requestAnimationFrame = () => 0));
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    expectStatus(await workspace.ada.delete(`/api/rooms/${roomId}/members/${workspace.bob.user.id}`), 204);
    await page.getByText(`, a secret of ${view}`).waitFor({ state: "detached" });
    expect(await page.getByText(`no secret of ${view}`).count()).toBe(1);
    expect(asked.filter((url) => url.includes(`/api/${view}`))).toEqual([]);
    const edited = { editedAt: null, body: `@Bob, another secret of ${view}` };
    expectStatus(await workspace.ada.patch(`/api/messages/${message.id}`, edited), 200);
    expectStatus(
      await workspace.ada.post(`/api/rooms/${roomId}/members`, { userIds: [workspace.bob.user.id] }),
      200,
    );
    await page.getByText(`another secret of ${view}`).waitFor();
    expect(complaints).toEqual([]);
  }, 60_000);
}
