// Searching in the page: one box for what was said, people and rooms; filters in the address; each message leads to its place.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import { signUp, type Person } from "../support/client.ts";
import { visual } from "../support/visual_parts.ts";
import { composer, messages, textsOf, theText, untilEqual } from "../support/page_parts.ts";
import { examine, themes } from "./page_visual_support.ts";
import { openWorkspace, postMessage, showsBodies, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;
let eve: Person;

beforeAll(async () => {
  workspace = await openWorkspace();
  eve = await signUp(workspace.server.url, { username: "Eve", invitedBy: workspace.ada });
  const { ada, bob, roomId } = workspace;
  await postMessage(ada, roomId, "我家在上海东边。");
  await postMessage(bob, roomId, "PLT-3699 is **done**, see https://example.org/plt");
  await postMessage(ada, roomId, "don't do a/b at 50%");
  for (let n = 1; n <= 40; n += 1) await postMessage(bob, roomId, `filler number ${n}`);
  await postMessage(ada, 1, "The lighthouse keeper said:\n> *lanterns* are lit at dusk\nand nothing else");
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

const box = (page: Page) => page.getByRole("searchbox", { name: "Search messages" });
const lines = (page: Page) => messages(page).locator(theText);
const marks = (page: Page) => lines(page).locator("mark");

const shows = (page: Page, expected: string[]) => untilEqual(() => textsOf(messages(page)), expected);

test("[S2] from anywhere into the box: typed, found, marked, and gone to where it was said", async () => {
  const { page, complaints } = await openSeat(workspace, workspace.bob, `/r/${workspace.roomId}`);
  await composer(page).waitFor();
  await page.keyboard.press("Control+Shift+F");
  await page.getByText("Search messages").waitFor();
  expect(await box(page).evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.type("上海");
  await shows(page, ["我家在上海东边。"]);
  expect(await marks(page).allTextContents()).toEqual(["上海"]);
  expect(new URL(page.url()).search).toBe(`?q=${encodeURIComponent("上海")}`);
  for (const [q, line, marked] of [
    ["plt-3699 done", "PLT-3699 is done, see https://example.org/plt", ["PLT-3699", "done"]],
    ["50%", "don't do a/b at 50%", ["50%"]],
    ["LANTERNS", "lanterns are lit at dusk", ["lanterns"]],
  ] as const) {
    await box(page).fill(q);
    await page.keyboard.press("Enter");
    await shows(page, [line]);
    expect(await marks(page).allTextContents()).toEqual([...marked]);
  }
  await box(page).fill("上海东");
  await shows(page, ["我家在上海东边。"]);
  await lines(page).first().click();
  await page.locator(visual.reached).getByText("我家在上海东边。").waitFor();
  // Back: the search as it was.
  await page.goBack();
  await shows(page, ["我家在上海东边。"]);
  expect(await box(page).inputValue()).toBe("上海东");
  expect(complaints).toEqual([]);
}, 60_000);

test("[S3] filters narrow, stand in the address, and are taken off again", async () => {
  const { page, complaints } = await openSeat(workspace, workspace.ada, "/search?q=e");
  await lines(page).first().waitFor();
  await page.getByRole("combobox", { name: "Room" }).selectOption("lounge");
  await shows(page, ["The lighthouse keeper said:"]);
  await page.getByRole("combobox", { name: "Room" }).selectOption("In any room");
  await page.getByRole("combobox", { name: "With" }).selectOption("With links");
  await shows(page, ["PLT-3699 is done, see https://example.org/plt"]);
  await page.getByRole("combobox", { name: "With" }).selectOption("With anything");
  await page.getByRole("button", { name: "From anyone" }).click();
  await page.getByRole("combobox", { name: "Name" }).fill("ad");
  await page.getByRole("option", { name: "Ada" }).click();
  await page.getByText("From Ada").waitFor();
  await box(page).fill("do");
  await shows(page, ["don't do a/b at 50%"]);
  const url = new URL(page.url());
  expect([url.searchParams.get("q"), url.searchParams.get("from")]).toEqual([
    "do",
    String(workspace.ada.user.id),
  ]);
  await page.reload();
  await shows(page, ["don't do a/b at 50%"]);
  await page.getByLabel("Until").fill("2020-01-01");
  await page.getByText("No results").waitFor();
  await page.getByLabel("Until").fill("");
  await shows(page, ["don't do a/b at 50%"]);
  await page.getByRole("button", { name: "From anyone" }).click();
  await shows(page, ["don't do a/b at 50%", "PLT-3699 is done, see https://example.org/plt"]);
  expect(complaints).toEqual([]);
}, 60_000);

test("[S4] more comes by page, each once", async () => {
  const { page } = await openSeat(workspace, workspace.bob, "/search?q=filler");
  await page.getByRole("button", { name: "Show more" }).click();
  await shows(
    page,
    Array.from({ length: 40 }, (_, n) => `filler number ${40 - n}`),
  );
  expect(await page.getByRole("button", { name: "Show more" }).count()).toBe(0);
}, 60_000);

test("[P1] the same box finds people and rooms", async () => {
  const { page } = await openSeat(workspace, workspace.bob, "/search");
  const names = page.getByRole("region", { name: "People and rooms" });
  await box(page).fill("harb");
  await names.getByRole("button", { name: "harbour" }).click();
  await composer(page).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/r/${workspace.roomId}`);
  await page.keyboard.press("Control+Shift+F");
  await box(page).fill("ad");
  await names.getByRole("button", { name: "Ada" }).click();
  await composer(page).waitFor();
  expect(await composer(page).getAttribute("aria-label")).toContain("Ada");
  // A public room that is not hers yet.
  const stranger = await openSeat(workspace, eve, "/search?q=harbour");
  await stranger.page.getByRole("button", { name: "harbour" }).click();
  await stranger.page.getByRole("button", { name: "Join" }).waitFor();
}, 60_000);

test("[S6] what is deleted or edited while it is shown goes or changes", async () => {
  const { ada, roomId } = workspace;
  await postMessage(ada, roomId, "zebra one");
  await postMessage(ada, roomId, "zebra two");
  const { page } = await openSeat(workspace, workspace.bob, "/search?q=zebra");
  await shows(page, ["zebra two", "zebra one"]);
  const { body } = await ada.get(`/api/search?q=zebra`);
  const [two, one] = body.messages;
  await ada.delete(`/api/messages/${two.id}`);
  await shows(page, ["zebra one"]);
  await ada.patch(`/api/messages/${one.id}`, { editedAt: null, body: "zebra number one" });
  await showsBodies(page, ["zebra number one"]);
}, 60_000);

for (const { name, options } of themes) {
  test(`[VISUAL] the search is well on ${name}`, async () => {
    const { page } = await openSeat(workspace, workspace.ada, "/search", options);
    await page.getByText("Search messages").waitFor();
    // No empty strip where there is nothing to say of the connection.
    expect(await page.locator(visual.listFoot).evaluate(({ clientHeight }) => clientHeight)).toBe(0);
    await examine(page, `search-empty-${name}`);
    await box(page).fill("e");
    await lines(page).first().waitFor();
    await page.getByRole("region", { name: "People and rooms" }).getByText("Eve").waitFor();
    await examine(page, `search-found-${name}`);
    await box(page).fill("done example");
    await shows(page, ["PLT-3699 is done, see https://example.org/plt"]);
    await page.getByRole("combobox", { name: "With" }).selectOption("With links");
    await shows(page, ["PLT-3699 is done, see https://example.org/plt"]);
    await examine(page, `search-filtered-${name}`);
    await box(page).fill("nowhere to be found");
    await page.getByText("No results").waitFor();
    await examine(page, `search-none-${name}`);
  }, 60_000);
}
