// Ten clients, one data folder, and a server that is harmed at random moments: killed, if nothing else. What is left is judged
// by the checker.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import { checkEvidence, type Findings } from "../support/checker.ts";
import { faultKinds } from "../support/checker_rules.ts";
import type { Person } from "../support/client.ts";
import { createRandom, type Random } from "../support/random.ts";
import { startWire, type Wire } from "../support/proxy.ts";
import { startTestServer, type TestServer, type TestServerOptions } from "../support/server.ts";
import { readStored } from "../support/stored.ts";
import { makePeopleAndRooms, type PeopleAndRooms } from "./people_and_rooms.ts";
import { settle } from "./settle.ts";
import { startTortureClient, type TortureClient } from "./torture_client.ts";

export interface Harm {
  server: TestServer;
  /** Between the clients and the server, when the torture was told to have one. */
  wire: Wire | null;
  restart: () => Promise<TestServer>;
  random: Random;
  people: Person[];
  archiveId: number;
  /** What was acknowledged so far, of each client. */
  acknowledged: () => number[];
  /** The codes with which the sockets of all clients were closed so far. */
  closeCodes: () => number[];
  /** Until some more is acknowledged. */
  someWork: () => Promise<void>;
}

export interface Furnishing extends PeopleAndRooms {
  dataDir: string;
}

export interface TortureOptions {
  rounds: number;
  seed: number;
  clients?: number;
  rooms?: number;
  window?: number;
  pauseMs?: number;
  /** Asked at each start of the server. */
  server?: () => Partial<TestServerOptions>;
  /** A deliberately broken build of tests/torture/broken_main.ts; a sound one takes over after the last round. */
  broken?: string;
  /** In the kill's place: what is done to the server each time. It gives back the server that then runs. */
  harm?: (harm: Harm) => Promise<TestServer>;
  /** Called once with the first server, to disturb it; what it gives back ends that, before the last round. */
  disturb?: (server: TestServer) => Promise<() => Promise<void>>;
  /** Called once before the clients begin, while no server runs: what lies in the folder from long ago. */
  furnish?: (furnishing: Furnishing) => Promise<void>;
  /** The harm has the file repaired: its earlier starts need not be known (H5). */
  mayBeRepaired?: boolean;
  /** Clients come through a wire that a harm may cut. */
  hasWire?: boolean;
  /** The folder of the server, when it must be a special one; it is not removed. */
  dataDir?: string;
  progress?: (line: string) => void;
  /** How long the server may acknowledge nothing, and the clients lack something. A broken build may end in either. */
  patienceMs?: number;
}

export interface TortureResult {
  findings: Findings;
  rounds: number;
  /** Rounds whose harm came while posts were unanswered. */
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
      ...options.server?.(),
      ...(broken !== undefined && { entry: "tests/torture/broken_main.ts", args: [broken] }),
    });
  let server = await start(options.broken);
  // The same again after each kill: clients and people know one address.
  port = server.port;
  const leave = (await options.disturb?.(server)) ?? (async () => {});
  const wire = options.hasWire ? await startWire(port) : null;
  const clients: TortureClient[] = [];
  let hits = 0;
  try {
    const peopleAndRooms = await makePeopleAndRooms(wire?.url ?? server.url, {
      people: options.clients ?? 10,
      rooms: options.rooms ?? 3,
    });
    const { people, roomIds, archiveId } = peopleAndRooms;
    if (options.furnish) {
      await server.stop();
      await options.furnish({ ...peopleAndRooms, dataDir });
      server = await start(options.broken);
    }
    for (const person of people) {
      clients.push(
        startTortureClient({
          person,
          roomIds,
          random: createRandom(random.between(1, 1e9)),
          window: options.window ?? 4,
          pauseMs: options.pauseMs ?? 4,
          mayBeRepaired: options.mayBeRepaired ?? false,
        }),
      );
    }
    const acknowledged = () => clients.map(({ log }) => log.acknowledged.length);
    const closeCodes = () => clients.flatMap((client) => client.closeCodes);
    const work = () => someWork(clients, random, patienceMs);
    for (let round = 1; round <= options.rounds; round += 1) {
      const isWorking = await work();
      if (clients.some((client) => client.inFlight() > 0)) hits += 1;
      const isLast = round === options.rounds || !isWorking;
      if (isLast) await leave();
      const restart = async () => (server = await start(isLast ? undefined : options.broken));
      server = await (options.harm ?? killAndRestart)({
        server,
        wire,
        restart,
        random,
        people,
        archiveId,
        acknowledged,
        closeCodes,
        someWork: async () => void (await work()),
      });
      if (isLast) break;
      if (round % 10 === 0) options.progress?.(`${round} rounds, ${countPosts(clients)} posts`);
    }
    await work();
    for (const client of clients) client.rest();
    const logs = await settle({ people, clients, roomIds, settleMs: patienceMs });
    await server.stop();
    const findings = checkEvidence({ logs, stored: await readStored(dataDir, { roomIds }) });
    const summary = summarise(`rounds ${options.rounds}`, hits, findings);
    return { findings, rounds: options.rounds, hits, summary };
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

function summarise(rounds: string, hits: number, findings: Findings): string {
  const { posts, acknowledged, seen } = findings;
  return [
    `${rounds} (${hits} with posts in flight), posts ${posts}, acknowledged ${acknowledged}, seen ${seen}`,
    faultKinds.map((kind) => `${kind} ${findings.count(kind)}`).join(", "),
  ].join("; ");
}
