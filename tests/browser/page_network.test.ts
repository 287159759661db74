// The line goes away and comes back; sessions end.
import { afterAll, beforeAll, expect, test } from "bun:test";

import { signIn } from "../support/client.ts";
import { startTestServer } from "../support/server.ts";
import {
  composer,
  mainPart,
  messages,
  pendingMessages,
  reactions,
  showsCount,
  statuses,
  unreadLine,
} from "../support/page_parts.ts";

import { openWorkspace, postMessage, showsBodies, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await openWorkspace();
}, 60_000);

afterAll(() => workspace.close());

test("[D4] the server is killed and started again: what waited is sent once, what was missed is there once", async () => {
  const { roomId, server } = workspace;
  const ada = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  const bob = await openSeat(workspace, workspace.bob, `/r/${roomId}`);
  await composer(ada.page).fill("before");
  await composer(ada.page).press("Enter");
  await showsBodies(bob.page, ["before"]);

  const { dataDir, port } = server;
  await server.kill();
  await statuses(mainPart(ada.page)).getByText("Offline.").waitFor();
  for (const body of ["one", "two"]) {
    await composer(ada.page).fill(body);
    await composer(ada.page).press("Enter");
  }
  await statuses(mainPart(ada.page)).getByText("Offline. 2 messages waiting.").waitFor();
  await showsBodies(ada.page, ["before", "one", "two"]);
  expect(await pendingMessages(ada.page).count()).toBe(2);
  const first = messages(ada.page).first();
  await first.hover();
  await first.getByRole("button", { name: "React with 👍" }).click();
  await statuses(ada.page).getByText("This will be saved when you're back online.").waitFor();
  const restart = async () => {
    const next = await startTestServer({ dataDir, port });
    workspace.server = {
      ...next,
      async dispose() {
        await next.dispose();
        await server.dispose();
      },
    };
  };
  const isBack = statuses(mainPart(ada.page)).getByText("Back online.").waitFor({ timeout: 40_000 });
  await restart();
  await postMessage(workspace.bob, roomId, "while you were away");
  await isBack;
  // The longer the server was away, the longer his own next try is off.
  await bob.page.evaluate(() => dispatchEvent(new Event("online")));
  await showsCount(pendingMessages(ada.page), 0);
  await reactions(messages(bob.page).first()).getByText("👍").waitFor();
  const { body } = await workspace.ada.get(`/api/rooms/${roomId}/messages`);
  const stored = body.messages.map((message: { body: string }) => message.body);
  expect(stored.toSorted()).toEqual(["before", "one", "two", "while you were away"]);
  expect(stored.indexOf("one")).toBeLessThan(stored.indexOf("two"));
  await showsBodies(ada.page, stored);
  await bob.page.reload();
  await showsBodies(bob.page, stored);
  expect(await unreadLine(ada.page).count()).toBeLessThan(2);

  // Twice more, with nothing new: nothing doubles, one unread line at most.
  for (let round = 0; round < 2; round += 1) {
    await workspace.server.kill();
    await statuses(mainPart(ada.page)).getByText("Offline.").waitFor();
    // "Back" is shown for a few seconds only, and the page may come back by itself before anyone presses a thing.
    const back = statuses(mainPart(ada.page))
      .getByText("Back online. All messages sent.")
      .waitFor({ timeout: 40_000 });
    await restart();
    await mainPart(ada.page)
      .getByRole("button", { name: "Try now" })
      .evaluateAll(([button]) => button instanceof HTMLElement && button.click());
    await back;
    await showsBodies(ada.page, stored);
    expect(await unreadLine(ada.page).count()).toBeLessThan(2);
  }
  expect(ada.complaints).toEqual([]);
  await ada.close();
  await bob.close();
}, 120_000);

test("[C6] unsent messages outlive the tab: another tab sends them, once", async () => {
  const { roomId } = workspace;
  const ada = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await messages(ada.page).first().waitFor();
  const context = ada.page.context();
  // This tab's line is dead before it can send.
  await ada.page.evaluate(() => {
    WebSocket.prototype.send = () => {};
  });
  await composer(ada.page).fill("left behind");
  await composer(ada.page).press("Enter");
  await pendingMessages(ada.page).waitFor();
  await ada.page.close();
  const next = await context.newPage();
  // Younger than ten seconds, it might still belong to a living tab.
  await next.clock.install({ time: Date.now() + 11_000 });
  await next.goto(`/r/${roomId}`);
  await next.getByText("left behind").waitFor();
  await showsCount(pendingMessages(next), 0);
  const { body } = await workspace.ada.get(`/api/rooms/${roomId}/messages`);
  const found = body.messages.filter((message: { body: string }) => message.body === "left behind");
  expect(found.length).toBe(1);
  expect(
    await next.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("outbox"))),
  ).toEqual([]);
  await ada.close();
}, 60_000);

test("[A2] a session ended elsewhere leads to the door; the draft is there after signing in again", async () => {
  const { roomId } = workspace;
  const elsewhere = await signIn(workspace.server.url, { username: "Bob" });
  const tab = await signIn(workspace.server.url, { username: "Bob" });
  const bob = await openSeat(workspace, tab, `/r/${roomId}`);
  await composer(bob.page).fill("half a thought");
  await elsewhere.delete("/api/sessions");
  await bob.page.getByText("Your session has ended.").waitFor();
  await bob.page.getByLabel("Username").fill("Bob");
  await bob.page.getByLabel("Password", { exact: true }).fill(elsewhere.password);
  await bob.page.getByRole("button", { name: "Sign in" }).click();
  await composer(bob.page).waitFor();
  expect(await composer(bob.page).inputValue()).toBe("half a thought");

  // Signing out asks first, then leaves nothing behind, and no other tab says that it did.
  const other = await bob.page.context().newPage();
  await other.goto(`/r/${roomId}`);
  await composer(other).waitFor();
  await bob.page.getByRole("button", { name: /^Bob.* menu$/ }).click();
  await bob.page.getByRole("menuitem", { name: "Sign out" }).click();
  await bob.page.getByText("You have 1 draft.").waitFor();
  await bob.page.getByRole("button", { name: "Sign out" }).click();
  await bob.page.getByLabel("Password", { exact: true }).waitFor();
  await other.getByText("Sign in to continue").waitFor();
  expect(
    await bob.page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("draft"))),
  ).toEqual([]);
  await bob.close();
}, 60_000);

test("[D7] without storage everything still works, and the person is told", async () => {
  const { roomId, ada } = workspace;
  const me = await signIn(workspace.server.url, { username: "Ada" });
  const seat = await openSeat(workspace, null, "/healthz");
  const [name = "", value = ""] = me.cookie.split("=");
  await seat.page.context().addCookies([{ name, value, url: workspace.server.url }]);
  await seat.page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await seat.page.goto(`/r/${roomId}`);
  await composer(seat.page).fill("kept in the tab");
  await seat.page.getByText("This browser blocks storage.").waitFor();
  await seat.page.getByRole("link", { name: /^lounge/ }).click();
  await seat.page.getByRole("heading", { name: "lounge", level: 1 }).waitFor();
  await seat.page.goBack();
  await seat.page.getByRole("heading", { name: "harbour", level: 1 }).waitFor();
  expect(await composer(seat.page).inputValue()).toBe("kept in the tab");
  await composer(seat.page).press("Enter");
  await showsCount(pendingMessages(seat.page), 0);
  const { body } = await ada.get(`/api/rooms/${roomId}/messages`);
  expect(body.messages.at(-1).body).toBe("kept in the tab");
  await seat.close();
}, 60_000);

test("[W10] a machine that says that it is offline has its line tried at once", async () => {
  const { page, close } = await openSeat(workspace, workspace.ada, "/settings/profile");
  const isPinged = new Promise<void>((resolve) => {
    page.on("websocket", (socket) =>
      socket.on("framesent", ({ payload }) => {
        if (String(payload).includes('"ping"')) resolve();
      }),
    );
  });
  await page.goto(`/r/${workspace.roomId}`);
  await composer(page).waitFor();
  await page.context().setOffline(true);
  await isPinged;
  await close();
}, 20_000);

test("[W10] a browser that knows that it is offline is believed at once, and no longer than until the line answers", async () => {
  const { page, close } = await openSeat(workspace, workspace.ada, `/r/${workspace.roomId}`);
  await composer(page).waitFor();
  const banner = statuses(mainPart(page)).getByText("Offline");
  await page.evaluate(() => {
    const send: (this: WebSocket, text: string) => void = Reflect.get(WebSocket.prototype, "send");
    WebSocket.prototype.send = function (text) {
      if (typeof text !== "string") return;
      const ask = () => send.call(this, text);
      // Asked, and answered when the test says so.
      if (text.includes('"ping"')) Reflect.set(window, "answerPing", ask);
      else ask();
    };
    window.dispatchEvent(new Event("offline"));
    // Before anything else can happen: no silence was waited for.
    return new Promise(requestAnimationFrame);
  });
  expect(await banner.count()).toBe(1);
  await page.evaluate(() => Reflect.get(window, "answerPing")());
  await banner.waitFor({ state: "detached" });
  await close();
}, 20_000);
