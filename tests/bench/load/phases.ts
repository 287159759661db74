// One phase of a run: posts at a rate, or as many as go, and what they cost and took.
import { cpuSecondsOf } from "../process_facts.ts";
import type { Values } from "../results.ts";
import { createHistograms, type Crowd } from "./crowd.ts";
import type { Histogram } from "./histogram.ts";
import { openLoop, until } from "./pace.ts";

interface Phase {
  seconds: number;
  /** Posts a second of all posters together; null: each poster keeps `window` posts unanswered. */
  rate: number | null;
  window?: number;
}

interface Driven {
  crowd: Crowd;
  /** Indexes into the crowd's members. */
  posters: number[];
  serverPid: number;
  isSpinning: boolean;
}

/** No poster runs further ahead of the slowest reader than this: beyond it a server would have to close sockets. */
const maxInFlight = 128;
/** Far below what posts wait for each other at full speed. */
const restMs = 0.3;
const drainWithinMs = 20_000;

export async function drivePhase(driven: Driven, phase: Phase): Promise<Values> {
  const { crowd, posters, serverPid, isSpinning } = driven;
  const before = { ...crowd.total };
  const histograms = createHistograms();
  crowd.time(phase.rate === null ? null : histograms);
  const cpu = { server: cpuSecondsOf(serverPid), load: process.cpuUsage() };
  const start = performance.now();
  const paced =
    phase.rate === null
      ? await closedLoop(driven, phase)
      : await openLoop({
          perSecond: phase.rate,
          seconds: phase.seconds,
          isSpinning,
          turn: crowd.turn,
          work: crowd.work,
          send: (n, intendedAt) => crowd.post(posters[n % posters.length] ?? 0, intendedAt),
          flush: () => crowd.flush(),
        });
  await until(crowd.isQuiet, drainWithinMs, crowd.turn);
  const seconds = (performance.now() - start) / 1000;
  crowd.time(null);
  const serverCpu = cpuSecondsOf(serverPid) - cpu.server;
  // Its own alone: the contestant is a child of this process.
  const load = process.cpuUsage(cpu.load);
  const loadCpu = (load.user + load.system) / 1e6;
  const posts = crowd.total.answered - before.answered;
  const deliveries = crowd.total.delivered - before.delivered;
  return {
    postsPerSecond: posts / seconds,
    deliveriesPerSecond: deliveries / seconds,
    cpuUsPerPost: (serverCpu * 1e6) / posts,
    cpuUsPerDelivery: (serverCpu * 1e6) / deliveries,
    serverCores: serverCpu / seconds,
    loadCores: loadCpu / seconds - paced.idleMs / 1000 / seconds,
    bytesPerDelivery: (crowd.total.bytes - before.bytes) / deliveries,
    // At full speed a post waits for those before it: that says nothing of the server's promptness.
    ...(phase.rate === null
      ? {}
      : {
          ...percentiles("delivery", histograms.toEveryone),
          ...percentiles("ok", histograms.toOk),
          sendLateMs: paced.lateP99Ms,
        }),
  };
}

export function percentiles(name: string, histogram: Histogram): Values {
  const at = (share: number) => histogram.percentileMs(share);
  return {
    [`${name}P50Ms`]: at(0.5),
    [`${name}P99Ms`]: at(0.99),
    [`${name}P999Ms`]: at(0.999),
    [`${name}MaxMs`]: histogram.maxMs(),
  };
}

/** Each poster keeps `window` posts unanswered. */
async function closedLoop({ crowd, posters }: Driven, { seconds, window = 8 }: Phase) {
  const end = performance.now() + seconds * 1000;
  const before = { ...crowd.total };
  const hungry: number[] = [];
  const perPost = crowd.largestRoom;
  const maxWaiting = perPost * maxInFlight * crowd.rooms;
  function feed(): void {
    const now = performance.now();
    if (now >= end) return;
    const underWay = (crowd.total.sent - before.sent) * perPost - (crowd.total.delivered - before.delivered);
    if (underWay >= maxWaiting) return;
    for (const index of hungry.splice(0)) crowd.post(index, now);
    crowd.flush();
  }
  crowd.onAnswer((index) => hungry.push(index));
  for (const index of posters) for (let i = 0; i < window; i += 1) hungry.push(index);
  feed();
  // Answers that came together are followed by posts that leave together, as from as many people.
  for (; performance.now() < end; feed()) {
    await crowd.turn(1);
    crowd.rest(restMs);
  }
  crowd.onAnswer(() => {});
  return { idleMs: 0, lateP99Ms: 0 };
}
