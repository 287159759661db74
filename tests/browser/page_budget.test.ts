// What a long room costs the browser. Times are printed, not judged: machines differ. What is judged does not depend on
// the machine: how many rows stand there, how often one is drawn, what is kept in memory.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, CDPSession, Page } from "playwright-core";

import { closeContexts, sharedBrowser, watchConsole } from "../support/browser.ts";
import { openSocket, type TestSocket } from "../support/client.ts";
import { seedWorkspace, type SeededMember } from "../support/seed.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { visual } from "../support/visual_parts.ts";
import { composer, messages } from "../support/page_parts.ts";

/** More than three times what stands in the page. */
const seeded = 1000;
/** So many rows stand in the page at most, whatever the room's length. */
const maxRows = 500;

let dataDir: string;
let server: TestServer;
let browser: Browser;
let members: SeededMember[];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "confab-budget-"));
  const minuteMs = 60_000;
  members = await seedWorkspace({
    dataDir,
    rooms: 1,
    membersPerRoom: 4,
    messages: seeded,
    spacingMs: 2 * minuteMs,
  });
  server = await startTestServer({ dataDir });
  browser = await sharedBrowser();
}, 60_000);

afterAll(async () => {
  await closeContexts(browser);
  await server.dispose();
  await rm(dataDir, { recursive: true, force: true });
});

afterEach(() => closeContexts(browser));

interface Seat {
  page: Page;
  cdp: CDPSession;
  complaints: string[];
}

/** The n-th of the seeded people, in the room, with the newest messages before them. */
async function openSeat(n: number): Promise<Seat> {
  const { url } = server;
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1280, height: 800 } });
  context.setDefaultTimeout(20_000);
  const [name = "", value = ""] = members[n]?.cookie.split("=") ?? [];
  await context.addCookies([{ name, value, url }]);
  const page = await context.newPage();
  await page.addInitScript(watchPage);
  const complaints = watchConsole(page);
  await page.goto(`/r/${roomId()}`);
  await messages(page).first().waitFor();
  const cdp = await context.newCDPSession(page);
  await cdp.send("Performance.enable");
  return { page, cdp, complaints };
}

const roomId = () => members[0]?.roomId ?? 0;

async function connect(n: number): Promise<TestSocket> {
  const socket = await openSocket(server.url, { cookie: members[n]?.cookie ?? "", timeoutMs: 30_000 });
  await socket.next("hello");
  return socket;
}

/** Gives the message's seq. */
async function postMessage(socket: TestSocket, body: string): Promise<number> {
  const clientId = crypto.randomUUID();
  const { result } = await socket.askOk({ type: "post", roomId: roomId(), clientId, body });
  if (!("message" in result)) throw new Error("The answer to a post has no message.");
  return result.message.seq;
}

const shows = (page: Page, seq: number) => page.locator(visual.messageAt(seq)).waitFor();

/** So many messages, a hundred at once, each time until the page shows the last: it is not to be behind by more. */
async function receive(page: Page, socket: TestSocket, count: number): Promise<void> {
  for (let at = 0; at < count; at += 100) {
    const some = Array.from({ length: Math.min(100, count - at) }, () =>
      postMessage(socket, "One of very many."),
    );
    await shows(page, Math.max(...(await Promise.all(some))));
  }
}

interface Held {
  heap: number;
  nodes: number;
  listeners: number;
}

/** What the page holds once all that can go is gone. */
async function heldBy(cdp: CDPSession): Promise<Held> {
  await cdp.send("HeapProfiler.collectGarbage");
  const { metrics } = await cdp.send("Performance.getMetrics");
  const value = (key: string) => metrics.find(({ name }) => name === key)?.value ?? 0;
  return { heap: value("JSHeapUsedSize"), nodes: value("Nodes"), listeners: value("JSEventListeners") };
}

/** In the page, before anything of it: frames, long tasks, and how often a row is drawn. */
function watchPage(): void {
  const seen = { frames: [] as number[], longTasks: [] as number[], draws: 0, maxRows: 0 };
  Reflect.set(window, "seen", seen);
  // A row writes down its time once each time it is drawn.
  const counted = new Proxy(Reflect.get(Date.prototype, "toISOString"), {
    apply(write, date, values) {
      seen.draws += 1;
      return Reflect.apply(write, date, values);
    },
  });
  Reflect.set(Date.prototype, "toISOString", counted);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longTasks.push(duration);
  }).observe({ type: "longtask" });
  let before = 0;
  const frame = (now: number) => {
    if (before > 0) seen.frames.push(now - before);
    before = now;
    seen.maxRows = Math.max(seen.maxRows, document.querySelectorAll("article").length);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

interface Seen {
  frames: number[];
  longTasks: number[];
  draws: number;
  maxRows: number;
}

const forget = (page: Page) =>
  page.evaluate(() => {
    Object.assign(Reflect.get(window, "seen"), { frames: [], longTasks: [], draws: 0, maxRows: 0 });
  });

const seenBy = (page: Page) => page.evaluate((): Seen => Reflect.get(window, "seen"));

const ms = (time: number) => time.toFixed(1);

function figures({ frames, longTasks }: Seen): string {
  const sorted = frames.toSorted((one, other) => one - other);
  const part = (share: number) => ms(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  return `${frames.length} frames, p50 ${part(0.5)} p95 ${part(0.95)} max ${part(1)} ms; ${longTasks.length} long tasks, max ${ms(Math.max(0, ...longTasks))} ms`;
}

test("[BUDGET] a thousand messages scroll to the first and back, and 500 of them at most stand in the page", async () => {
  const { page, complaints } = await openSeat(0);
  await page.mouse.move(700, 300);
  for (const { way, by, end } of [
    { way: "up", by: -2400, end: 1 },
    { way: "down", by: 2400, end: seeded },
  ]) {
    await forget(page);
    const start = performance.now();
    const isThere = page.locator(visual.messageAt(end));
    for (let turn = 0; (await isThere.count()) === 0; turn += 1) {
      expect(turn).toBeLessThan(1000);
      for (let step = 0; step < 4; step += 1) await page.mouse.wheel(0, by);
    }
    const seen = await seenBy(page);
    const tookMs = Math.round(performance.now() - start);
    console.log(`${seeded} messages ${way} in ${tookMs} ms: ${figures(seen)}; ${seen.maxRows} rows at most`);
    expect(seen.maxRows).toBeLessThanOrEqual(maxRows);
    expect(seen.maxRows).toBeGreaterThan(maxRows - 60);
  }

  // What comes at one end and goes at the other is styled, not what stands between them.
  await forget(page);
  await browser.startTracing(page, { categories: ["devtools.timeline"] });
  const first = () => page.evaluate(() => Number(document.querySelector("article")?.dataset["seq"]));
  const from = await first();
  for (let turn = 0; (await first()) > from - 250 && turn < 500; turn += 1) await page.mouse.wheel(0, -2400);
  const styled = styledIn(await browser.stopTracing());
  const { draws } = await seenBy(page);
  console.log(`${draws} rows drawn on the way up had ${styled} elements styled`);
  expect(draws).toBeGreaterThanOrEqual(250);
  // A row has a dozen. Were all others styled anew, it would be some 80 a row.
  expect(styled).toBeLessThan(draws * 40);
  expect(complaints).toEqual([]);
}, 120_000);

test("[BUDGET] my own message stands there in the first frame after Enter", async () => {
  const { page, complaints } = await openSeat(3);
  await page.evaluate(watchEnter);
  const waits: number[] = [];
  for (let at = 0; at < 5; at += 1) {
    await composer(page).fill(`mine, number ${at}`);
    await page.keyboard.press("Enter");
    const entered = await page.waitForFunction(
      (text): { isThere: boolean; ms: number } | undefined => Reflect.get(window, "entered")[text],
      `mine, number ${at}`,
    );
    const { isThere, ms: wait } = (await entered.jsonValue()) ?? { isThere: false, ms: 0 };
    expect(isThere).toBe(true);
    waits.push(wait);
  }
  console.log(`from Enter to the frame with my message: ${waits.map(ms).join(", ")} ms`);
  expect(complaints).toEqual([]);
}, 60_000);

/** In the page: whether what was in the field stands among the messages in the first frame after Enter. */
function watchEnter(): void {
  const entered: Record<string, { isThere: boolean; ms: number }> = {};
  Reflect.set(window, "entered", entered);
  const note = (event: KeyboardEvent) => {
    const { target } = event;
    if (event.key !== "Enter" || !(target instanceof HTMLTextAreaElement)) return;
    const text = target.value;
    const start = performance.now();
    requestAnimationFrame(() => {
      const rows = [...document.querySelectorAll("article")];
      const isThere = rows.some((row) => row.textContent.includes(text));
      entered[text] = { isThere, ms: performance.now() - start };
    });
  };
  window.addEventListener("keydown", note, { capture: true });
}

test("[BUDGET] one message draws one row, typing draws none, and hundreds more leave nothing behind", async () => {
  const { page, cdp, complaints } = await openSeat(1);
  const socket = await connect(2);
  await receive(page, socket, 499);
  const rows = await messages(page).count();
  expect(rows).toBeGreaterThan(maxRows - 60);
  expect(rows).toBeLessThanOrEqual(maxRows);

  await forget(page);
  socket.send(JSON.stringify({ type: "typing", roomId: roomId() }));
  await page.getByText(/is typing/u).waitFor();
  expect((await seenBy(page)).draws).toBe(0);
  await receive(page, socket, 1);
  const { draws } = await seenBy(page);
  console.log(`one message beside ${rows}: ${draws} row drawn`);
  expect(draws).toBe(1);

  await forget(page);
  const perSecond = 50;
  const seconds = 4;
  const sent: Promise<number>[] = [];
  for (let at = 0; at < perSecond * seconds; at += 1) {
    sent.push(postMessage(socket, `One of fifty a second, number ${at}`));
    await Bun.sleep(1000 / perSecond);
  }
  await shows(page, Math.max(...(await Promise.all(sent))));
  const seen = await seenBy(page);
  console.log(`fifty a second for ${seconds} seconds: ${figures(seen)}; ${seen.draws} rows drawn`);
  // And the first row, now and then: what stood before it went.
  expect(seen.draws).toBeGreaterThanOrEqual(sent.length);
  expect(seen.draws).toBeLessThan(sent.length * 1.1);

  const early = await heldBy(cdp);
  await receive(page, socket, 1500);
  const late = await heldBy(cdp);
  const inWords = ({ heap, nodes, listeners }: Held) =>
    `${(heap / 1e6).toFixed(1)} MB, ${nodes} nodes, ${listeners} listeners`;
  console.log(`after 700 messages ${inWords(early)}; after 2,200 ${inWords(late)}`);
  expect(await messages(page).count()).toBeLessThanOrEqual(maxRows);
  for (const key of ["heap", "nodes", "listeners"] as const) {
    expect({ key, hasGrown: late[key] > early[key] * 1.2 }).toEqual({ key, hasGrown: false });
  }
  expect(complaints).toEqual([]);
  await socket.close();
}, 120_000);

/** How many elements the browser computed styles for. */
function styledIn(trace: Buffer): number {
  const { traceEvents }: { traceEvents: { name: string; args?: { elementCount?: number } }[] } = JSON.parse(
    trace.toString(),
  );
  const styling = traceEvents.filter(({ name }) => name === "UpdateLayoutTree");
  return styling.reduce((sum, { args }) => sum + (args?.elementCount ?? 0), 0);
}
