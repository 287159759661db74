// Ten thousand people who come, stay and say nothing: how long it takes until all have what they need to begin, what they hear of each
// other meanwhile, and what a connection costs once it is quiet.
import { setTimeout as wait } from "node:timers/promises";

import { readDescriptorLimit, socketsWithin } from "../../../src/platform/descriptor_limit.ts";
import { createHistogram } from "../load/histogram.ts";
import { until } from "../load/pace.ts";
import { percentiles } from "../load/phases.ts";
import type { RawSocket } from "../load/frames.ts";
import { openRawSocket } from "../load/raw_socket.ts";
import { cpuSecondsOf, peakRssOf, rssOf } from "../process_facts.ts";
import type { Measured, RunContext, Workload } from "./workload.ts";

const people = 10_000;
const roomsEach = 5;
const membersPerRoom = 10;
/** As many as a page shows at once. */
const watched = 20;
const maxParallel = 100;
const allWithinMs = 120_000;

export const crowd: Workload = {
  name: "crowd_10000",
  rows: ["coming_in_10000", "idle_10000"],
  contestants: ["confab", "bare"],
  seed: (isQuick) => ({
    rooms: sizeOf(isQuick) / membersPerRoom,
    membersPerRoom,
    roomsEach: isQuick ? 1 : roomsEach,
    messages: sizeOf(isQuick),
  }),
  run: runCrowd,
};

/** A descriptor a socket at each end. */
function sizeOf(isQuick: boolean): number {
  const possible = Math.floor(socketsWithin(readDescriptorLimit()) / 1000) * 1000;
  return isQuick ? 40 : Math.min(people, possible);
}

async function runCrowd(context: RunContext): Promise<Measured> {
  const { contestant, members, isQuick } = context;
  const running = await context.start();
  const { pid, port } = running;
  const settled = createHistogram();
  const sockets: RawSocket[] = [];
  let [arrived, closed, bytes, presenceBytes] = [0, 0, 0, 0];
  const emptyBytes = rssOf(pid);
  const begun = performance.now();
  const cpu = cpuSecondsOf(pid);

  /** Confab: the last of the rooms, then the state of whom the page shows. The bare topic greets, and that is all. */
  async function arrive(n: number): Promise<void> {
    const member = members[n];
    if (!member) return;
    const from = performance.now();
    const settling = Promise.withResolvers<void>();
    const { path, headers } = running.member(member);
    const userIds = Array.from({ length: watched }, (_, k) => ((member.userId + k) % members.length) + 1);
    const watch = JSON.stringify({ type: "watch", ref: 1, userIds });
    const socket = await openRawSocket({
      port,
      path,
      headers,
      onFrame(frame, start, end, raw) {
        bytes += end - start;
        const kind = frame.toString("latin1", start + 9, start + 12);
        if (kind === "pre") presenceBytes += end - start;
        else if (kind === 'ok"') {
          presenceBytes += end - start;
          settling.resolve();
        } else if (contestant === "bare") settling.resolve();
        else if (frame.subarray(start, end).includes('"more":false')) raw.send(watch);
      },
      onClose() {
        closed += 1;
        settling.resolve();
      },
    });
    sockets.push(socket);
    await settling.promise;
    arrived += 1;
    settled.add(performance.now() - from);
  }

  let next = 0;
  await context.measured(running, () => {
    const arriving = Array.from({ length: maxParallel }, async () => {
      for (; next < members.length && closed === 0;) await arrive(next++);
    });
    return Promise.race([Promise.all(arriving), wait(allWithinMs)]);
  });
  const seconds = (performance.now() - begun) / 1000;
  const cpuMsEach = ((cpuSecondsOf(pid) - cpu) * 1000) / members.length;
  // Until nobody hears of anyone any more, and what coming in took is given back.
  let last = -1;
  await until(() => {
    const isQuiet = bytes === last;
    last = bytes;
    return isQuiet;
  }, 100);
  await wait(isQuick ? 0 : 5000);
  const idleCpu = cpuSecondsOf(pid);
  const idleFor = isQuick ? 100 : 3000;
  await wait(idleFor);
  const idle = {
    serverMb: rssOf(pid) / 1e6,
    peakMb: peakRssOf(pid) / 1e6,
    kibPerConnection: (rssOf(pid) - emptyBytes) / 1024 / members.length,
    serverCores: (cpuSecondsOf(pid) - idleCpu) / (idleFor / 1000),
  };
  const comingIn = {
    people: arrived,
    seconds,
    cpuMsEach,
    ...percentiles("settled", settled),
    bytesEach: bytes / arrived,
    presenceMb: presenceBytes / 1e6,
  };
  const lost = closed;
  for (const socket of sockets) socket.close();
  await running.stop();
  const missing = members.length - arrived;
  return {
    rows: [
      { row: "coming_in_10000", values: comingIn },
      { row: "idle_10000", values: idle },
    ].filter(({ row }) => context.wants(row)),
    integrity: {
      acknowledged: 0,
      missing,
      surplus: 0,
      doubled: 0,
      refused: 0,
      closed: lost,
      stored: null,
    },
  };
}
