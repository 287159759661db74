// Ten clients, one data folder, and a server that is killed at random moments. What is left is judged by the checker.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import type { Message } from "../../src/protocol/shapes.ts";
import { checkEvidence, type Verdict } from "../support/checker.ts";
import { setUpPlace, signUp, type Person } from "../support/client.ts";
import { emptyLog, type ClientLog } from "../support/client_log.ts";
import { createRandom, type Random } from "../support/random.ts";
import { startWire, type Wire } from "../support/proxy.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { readStored } from "../support/stored.ts";
import { historyOf, startTortureClient, type TortureClient } from "./torture_client.ts";

export interface Harm {
  server: TestServer;
  /** Between the clients and the server, when the torture was told to have one. */
  wire: Wire | null;
  restart: () => Promise<TestServer>;
  random: Random;
}

export interface TortureOptions {
  kills: number;
  seed: number;
  clients?: number;
  rooms?: number;
  window?: number;
  pauseMs?: number;
  /** A deliberately broken build of tests/torture/broken_main.ts; a sound one takes over after the last kill. */
  broken?: string;
  /** In the kill's place: what is done to the server each time. It gives back the server that then runs. */
  harm?: (harm: Harm) => Promise<TestServer>;
  /** Called once with the first server, to disturb it; what it gives back ends that, before the last kill. */
  aside?: (server: TestServer) => Promise<() => Promise<void>>;
  /** Clients come through a wire that a harm may cut. */
  hasWire?: boolean;
  /** The folder of the server, when it must be a special one; it is not removed. */
  dataDir?: string;
  progress?: (line: string) => void;
  /** How long the server may acknowledge nothing, and the clients lack something. A broken build may end in either. */
  patienceMs?: number;
}

export interface TortureResult {
  verdict: Verdict;
  kills: number;
  /** Kills that came while posts were unanswered. */
  hits: number;
  summary: string;
}

export async function torture(options: TortureOptions): Promise<TortureResult> {
  const random = createRandom(options.seed);
  const patienceMs = options.patienceMs ?? 30_000;
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), "confab-torture-")));
  let port = 0;
  const start = (broken: string | undefined) =>
    startTestServer({
      dataDir,
      port,
      ...(broken !== undefined && { entry: "tests/torture/broken_main.ts", args: [broken] }),
    });
  let server = await start(options.broken);
  // The same again after each kill: clients and people know one address.
  port = server.port;
  const leave = (await options.aside?.(server)) ?? (async () => {});
  const wire = options.hasWire ? await startWire(port) : null;
  const clients: TortureClient[] = [];
  let hits = 0;
  try {
    const people = await gather(wire?.url ?? server.url, options.clients ?? 10);
    const roomIds = await openRooms(people, options.rooms ?? 3);
    for (const person of people) {
      clients.push(
        startTortureClient({
          person,
          roomIds,
          random: createRandom(random.between(1, 1e9)),
          window: options.window ?? 4,
          pauseMs: options.pauseMs ?? 4,
        }),
      );
    }
    for (let kill = 1; kill <= options.kills; kill += 1) {
      const isWorking = await someWork(clients, random, patienceMs);
      if (clients.some((client) => client.inFlight() > 0)) hits += 1;
      const isLast = kill === options.kills || !isWorking;
      if (isLast) await leave();
      const restart = () => start(isLast ? undefined : options.broken);
      server = await (options.harm ?? killAndRestart)({ server, wire, restart, random });
      if (isLast) break;
      if (kill % 10 === 0) options.progress?.(`${kill} kills, ${countPosts(clients)} posts`);
    }
    await someWork(clients, random, patienceMs);
    for (const client of clients) client.rest();
    const logs = await settle({ people, clients, roomIds, settleMs: patienceMs });
    await server.stop();
    const verdict = checkEvidence({ logs, stored: await readStored(dataDir) });
    return {
      verdict,
      kills: options.kills,
      hits,
      summary: summarise(`${options.harm ? "harms" : "kills"} ${options.kills}`, hits, verdict),
    };
  } finally {
    for (const client of clients) client.stop();
    await leave();
    await wire?.close();
    await server.dispose();
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
  }
}

function countPosts(clients: TortureClient[]): number {
  return clients.reduce((sum, { log }) => sum + log.sent.length, 0);
}

async function killAndRestart({ server, restart }: Harm): Promise<TestServer> {
  await server.kill();
  return restart();
}

async function gather(url: string, count: number): Promise<Person[]> {
  const ada = await setUpPlace(url);
  const people = [ada];
  while (people.length < count)
    people.push(await signUp(url, { username: `guest${people.length}`, invitedBy: ada }));
  return people;
}

/** The lounge, and rooms that everyone joins. */
async function openRooms(people: Person[], count: number): Promise<number[]> {
  const [ada, ...others] = people;
  const { body } = (await ada?.get("/api/rooms")) ?? {};
  const ids: number[] = [body.rooms[0].id];
  while (ids.length < count) {
    const made = await ada?.post("/api/rooms", { name: `room ${ids.length}` });
    const id: number = made?.body.room.id;
    ids.push(id);
    await Promise.all(others.map((person) => person.post(`/api/rooms/${id}/join`)));
  }
  return ids;
}

/**
 * Until some more is acknowledged, then a little longer, so that the harm falls anywhere in a commit. False, and a note
 * for the checker, when nothing is.
 */
async function someWork(clients: TortureClient[], random: Random, patienceMs: number): Promise<boolean> {
  const count = () => clients.reduce((sum, { log }) => sum + log.acknowledged.length, 0);
  const goal = count() + random.between(20, 150);
  const deadline = performance.now() + patienceMs;
  while (count() < goal) {
    if (performance.now() > deadline) {
      clients[0]?.log.broken.push(`For ${patienceMs} ms too little was acknowledged.`);
      return false;
    }
    await wait(2);
  }
  await wait(random.next() * 15);
  return true;
}

interface Settling {
  settleMs: number;
  people: Person[];
  clients: TortureClient[];
  roomIds: number[];
}

/** Waits until every client has everything, then asks a newcomer and a fresh `hello` of each what there is. */
async function settle({ people, clients, roomIds, settleMs }: Settling): Promise<ClientLog[]> {
  const deadline = performance.now() + settleMs;
  for (let isStill = false; !isStill && performance.now() < deadline;) {
    await wait(20);
    if (clients.some((client) => client.inFlight() > 0)) continue;
    const revs = await revsNow(people);
    isStill = clients.every((client) => client.isSettled(revs));
  }
  for (const client of clients) client.stop();
  const logs = clients.map(({ log }) => log);
  for (const [index, person] of people.entries()) {
    const socket = await person.connect();
    for (const room of socket.hello.rooms) logs[index]?.counts.set(room.id, room);
    await socket.close();
  }
  return [...logs, await newcomer(people, roomIds)];
}

async function revsNow([first]: Person[]): Promise<Map<number, number>> {
  const socket = await first?.connect();
  await socket?.close();
  return new Map(socket?.hello.rooms.map(({ id, rev }) => [id, rev]));
}

/** Someone who was never here before and has only what the history pages say. */
async function newcomer([ada]: Person[], roomIds: number[]): Promise<ClientLog> {
  if (!ada) throw new Error("Nobody is here.");
  const eve = await signUp(ada.url, { username: "Eve", invitedBy: ada });
  const log = emptyLog("Eve", eve.user.id);
  for (const roomId of roomIds) {
    await eve.post(`/api/rooms/${roomId}/join`);
    const room = new Map<number, Message>();
    for await (const page of historyOf(eve, roomId)) {
      for (const message of page) {
        room.set(message.id, message);
        log.seen.push({ connection: 1, how: "page", rev: message.rev, message });
      }
    }
    log.folded.set(roomId, room);
  }
  return log;
}

function summarise(harms: string, hits: number, verdict: Verdict): string {
  const { posts, acknowledged, seen } = verdict;
  const kinds = ["lost", "doubled", "reordered", "unstored", "missed", "miscounted", "broken"] as const;
  return [
    `${harms} (${hits} with posts in flight), posts ${posts}, acknowledged ${acknowledged}, seen ${seen}`,
    kinds.map((kind) => `${kind} ${verdict.count(kind)}`).join(", "),
  ].join("; ");
}
