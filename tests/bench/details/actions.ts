// What other things cost beside a post: a reaction, coming and going, coming in. The same sockets, the same rate, one
// server, one after the other; told as CPU time of the server for one of each, and as a ratio to a post.
import { setTimeout as wait } from "node:timers/promises";

import type { SeededMember } from "../../support/seed.ts";
import type { TestServer } from "../../support/server.ts";
import { cpuSecondsOf } from "../process_facts.ts";
import type { RawSocket } from "../load/frames.ts";
import { openRawSocket } from "../load/raw_socket.ts";
import { createHistogram } from "../load/histogram.ts";

export interface Action {
  name: string;
  /** What the n-th of them sends, and by whom: an index into the members. */
  frame: (n: number) => { by: number; text: string };
}

interface ActionCost {
  name: string;
  actions: number;
  /** Frames that reached all sockets together, replies included. */
  frames: number;
  refused: number;
  cpuMs: number;
}

interface Crowd {
  sockets: RawSocket[];
  frames: () => number;
  refused: () => number;
  close: () => void;
}

async function gather(server: TestServer, members: SeededMember[]): Promise<Crowd> {
  let frames = 0;
  let greeted = 0;
  let refused = 0;
  const sockets: RawSocket[] = [];
  for (const { cookie } of members) {
    sockets.push(
      await openRawSocket({
        port: server.port,
        path: "/ws",
        headers: { Cookie: cookie },
        onFrame(frame, start) {
          frames += 1;
          // {"type":"hello" and {"type":"error"
          if (frame[start + 9] === 0x68) greeted += 1;
          if (frame[start + 9] === 0x65) refused += 1;
        },
        onClose: () => {},
      }),
    );
  }
  while (greeted < members.length) await wait(20);
  return {
    sockets,
    frames: () => frames,
    refused: () => refused,
    close: () => sockets.forEach((socket) => socket.close()),
  };
}

/** Waits until nothing has come for a while. */
async function untilQuiet(frames: () => number): Promise<void> {
  for (let last = -1; frames() !== last;) {
    last = frames();
    await wait(1500);
  }
}

/** Drives each action at `rate` a second for `seconds`. What the server does when nobody acts is taken off. */
export async function measureActions(options: {
  server: TestServer;
  members: SeededMember[];
  actions: Action[];
  rate: number;
  seconds: number;
}): Promise<ActionCost[]> {
  const { server, members, actions, rate, seconds } = options;
  const crowd = await gather(server, members);
  try {
    await untilQuiet(crowd.frames);
    const idle = await cpuWhile(server.pid, () => wait(2000));
    const costs: ActionCost[] = [];
    for (const { name, frame } of actions) {
      const before = { frames: crowd.frames(), refused: crowd.refused() };
      let sent = 0;
      let lastedMs = 0;
      const cpu = await cpuWhile(server.pid, async () => {
        const start = performance.now();
        const end = start + seconds * 1000;
        for (let now = start; now < end; now = performance.now()) {
          for (; start + (sent * 1000) / rate <= now; sent += 1) {
            const { by, text } = frame(sent);
            crowd.sockets[by]?.send(text);
          }
          await wait(1);
        }
        await untilQuiet(crowd.frames);
        lastedMs = performance.now() - start;
      });
      const cpuMs = Math.max(0, cpu * 1000 - (idle * 1000 * lastedMs) / 2000);
      const frames = crowd.frames() - before.frames;
      costs.push({ name, actions: sent, frames, refused: crowd.refused() - before.refused, cpuMs });
    }
    return costs;
  } finally {
    crowd.close();
  }
}

async function cpuWhile(pid: number, act: () => Promise<unknown>): Promise<number> {
  const before = cpuSecondsOf(pid);
  await act();
  return cpuSecondsOf(pid) - before;
}

/** From asking for a socket to the end of `hello`, one after another. */
export async function measureHello(server: TestServer, member: SeededMember, times: number) {
  const watch = createHistogram();
  let bytes = 0;
  for (let time = 0; time < times; time += 1) {
    const { promise, resolve } = Promise.withResolvers<number>();
    const begun = performance.now();
    const socket = await openRawSocket({
      port: server.port,
      path: "/ws",
      headers: { Cookie: member.cookie },
      onFrame: (_, start, end) => resolve(end - start),
      onClose: () => resolve(0),
    });
    bytes = await promise;
    watch.add(performance.now() - begun);
    socket.close();
  }
  return { watch, bytes };
}

export function printCosts(costs: ActionCost[]): void {
  const [post] = costs;
  if (!post) return;
  const each = ({ cpuMs, actions }: ActionCost) => cpuMs / actions;
  for (const cost of costs) {
    const ratio = each(cost) / each(post);
    console.log(
      `${cost.name.padEnd(28)} ${String(cost.actions).padStart(6)} of them, ${String(cost.frames).padStart(9)} frames, ` +
        `${each(cost).toFixed(3)} ms CPU each, ${ratio.toFixed(2)} of ${post.name}` +
        (cost.refused > 0 ? `, ${cost.refused} REFUSED` : ""),
    );
  }
}
