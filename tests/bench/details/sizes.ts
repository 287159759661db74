// How much memory and disk so many people and so many messages take: for whoever chooses a machine. Told as rows for src/docs/limits.md.
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import { readDescriptorLimit, socketsWithin } from "../../../src/platform/descriptor_limit.ts";
import { seedWorkspace, type SeededMember } from "../../support/seed.ts";
import { startTestServer, within, type TestServer } from "../../support/server.ts";
import { searchIndexOf, untilIndexed } from "../../support/until_indexed.ts";
import { createChatTexts } from "../workloads/chat_texts.ts";
import { gatherIdle } from "./idle_crowd.ts";
import { cpuSecondsOf, peakRssOf, rssOf } from "../process_facts.ts";
import type { MessagesBench } from "./messages.ts";

const crowds = [100, 1000, 10_000];
/** Each person is in so many rooms, of fifty members each. */
const roomsEach = 5;
const membersPerRoom = 10;
const messagesPerRoom = 100;
const million = 1_000_000;
const indexedWithinMs = 600_000;

export async function benchSizes({ dataDir, seconds }: MessagesBench): Promise<void> {
  console.log(`\nConnected at once and idle, each in ${roomsEach} rooms of ${roomsEach * membersPerRoom}`);
  // Here and in the server alike: one descriptor a socket, at either end.
  const possible = socketsWithin(readDescriptorLimit());
  for (const people of crowds) {
    if (people > possible) console.log(`${count(people)} people: left out, \`ulimit -n\` allows ${possible}`);
    else await inFolder(join(dataDir, String(people)), (folder) => benchCrowd(folder, people, seconds));
  }
  console.log(`\n${count(million)} messages in 200 rooms of 10`);
  await inFolder(join(dataDir, "messages"), benchMessages);
}

async function benchCrowd(dataDir: string, people: number, seconds: number): Promise<void> {
  const rooms = people / membersPerRoom;
  const members = await seedWorkspace({
    dataDir,
    rooms,
    membersPerRoom,
    roomsEach,
    messages: rooms * messagesPerRoom,
  });
  const server = await startTestServer({ dataDir });
  try {
    await indexed(dataDir);
    const empty = rssOf(server.pid);
    const begun = performance.now();
    const crowd = await gatherIdle(server, members);
    const tookMs = performance.now() - begun;
    const { memory, cpu } = await whileIdle(server, seconds);
    const lost = crowd.lost();
    crowd.close();
    if (lost > 0) throw new Error(`${lost} of ${people} sockets were closed.`);
    const peak = peakRssOf(server.pid);
    const log = await sizeOf(join(dataDir, "confab.db-wal"));
    await server.stop();
    const database = await sizeOf(join(dataDir, "confab.db"));
    console.log(
      `${count(people).padStart(6)} people: memory ${mb(memory)} (${mb(empty)} before they came, at most ${mb(peak)}); ` +
        `idle ${(cpu * 100).toFixed(1)} % of a core; ` +
        `all there in ${(tookMs / 1000).toFixed(1)} s; database ${mb(database)}, its log ${mb(log)}`,
    );
  } finally {
    await server.dispose();
  }
}

/** After as long again, so that what coming in took is given back, as far as it ever is. */
async function whileIdle(server: TestServer, seconds: number): Promise<{ memory: number; cpu: number }> {
  await wait(seconds * 1000);
  const before = cpuSecondsOf(server.pid);
  const samples: number[] = [];
  for (let n = 0; n < 10; n += 1) {
    await wait(seconds * 100);
    samples.push(rssOf(server.pid));
  }
  const memory = samples.reduce((total, one) => total + one, 0) / samples.length;
  return { memory, cpu: (cpuSecondsOf(server.pid) - before) / seconds };
}

async function benchMessages(dataDir: string): Promise<void> {
  const rooms = 200;
  const texts = await createChatTexts({ rooms, seed: 5 });
  let bytes = 0;
  const members = await seedWorkspace({
    dataDir,
    rooms,
    membersPerRoom: 10,
    messages: million,
    bodies: (from, some) =>
      Array.from({ length: some }, (_, n) => {
        const text = texts.textOf(from + n);
        bytes += Buffer.byteLength(text);
        return text;
      }),
  });
  const database = join(dataDir, "confab.db");
  const log = `${database}-wal`;
  const plain = await sizeOf(database);
  const server = await startTestServer({ dataDir });
  let longest = 0;
  const begun = performance.now();
  const indexing = new AbortController();
  const watching = (async () => {
    for (; !indexing.signal.aborted; await wait(50)) longest = Math.max(longest, await sizeOf(log));
  })();
  try {
    await indexed(dataDir);
    const tookMs = performance.now() - begun;
    indexing.abort();
    await watching;
    const memory = rssOf(server.pid);
    await readAndSearch(server, members);
    const used = rssOf(server.pid);
    const peak = peakRssOf(server.pid);
    await server.stop();
    const whole = await sizeOf(database);
    const others = (await readdir(dataDir)).filter((name) => !/^confab\.db|^lock$|^files$/.test(name));
    if (others.length > 0) throw new Error(`Not counted: ${others.join(", ")}`);
    console.log(
      `texts ${mb(bytes)}; database without index ${mb(plain)}; search index ${mb(whole - plain)}; together ${mb(whole)}; ` +
        `log while it was indexed at most ${mb(longest)}, after the end ${mb(await sizeOf(log))}\n` +
        `indexed in ${(tookMs / 1000).toFixed(0)} s; memory ${mb(memory)} then, ${mb(used)} after 400 searches and pages, at most ${mb(peak)}`,
    );
  } finally {
    indexing.abort();
    await server.dispose();
  }
}

/** So that caches are as full as they get. */
async function readAndSearch(server: TestServer, members: SeededMember[]): Promise<void> {
  for (const [n, { cookie, roomId }] of members.slice(0, 200).entries()) {
    const word = ["commonplace", "quetzal", "自由", "PLT-3699"][n % 4] ?? "";
    for (const path of [
      `/api/rooms/${roomId}/messages?limit=50`,
      `/api/search?q=${encodeURIComponent(word)}`,
    ]) {
      const response = await fetch(`${server.url}${path}`, { headers: { Cookie: cookie } });
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
    }
  }
}

function indexed(dataDir: string): Promise<void> {
  return within(untilIndexed(searchIndexOf(dataDir)), indexedWithinMs, () => "The index did not follow.");
}

async function inFolder(folder: string, run: (folder: string) => Promise<void>): Promise<void> {
  try {
    await run(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  return found?.size ?? 0;
}

const count = (value: number) => value.toLocaleString("en");
const mb = (bytes: number) => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
