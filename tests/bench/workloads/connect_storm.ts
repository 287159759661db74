// Everyone comes back at once, as after a restart or a cut line: from when each wanted to be there to all of their rooms, and how long the
// post of someone who never left waits meanwhile.
import { createHistogram } from "../load/histogram.ts";
import { bunTurn, openLoop, until } from "../load/pace.ts";
import { percentiles } from "../load/phases.ts";
import type { RawSocket } from "../load/frames.ts";
import { openRawSocket } from "../load/raw_socket.ts";
import { cpuSecondsOf } from "../process_facts.ts";
import type { Measured, RunContext, Workload } from "./workload.ts";

const people = 2000;
const roomsEach = 5;
const membersPerRoom = 10;
const perSecond = 500;
const postsPerSecond = 50;
const withinMs = 60_000;

export const connectStorm: Workload = {
  name: "connect_storm",
  rows: ["connect_storm"],
  contestants: ["confab"],
  seed: (isQuick) => ({
    rooms: (isQuick ? 40 : people) / membersPerRoom,
    membersPerRoom,
    roomsEach: isQuick ? 1 : roomsEach,
    messages: isQuick ? 400 : 20_000,
  }),
  run: runStorm,
};

async function runStorm({ start, members, isSpinning, measured }: RunContext): Promise<Measured> {
  const running = await start();
  const { port, pid } = running;
  const [settled, posted] = [createHistogram(), createHistogram()];
  const sockets: RawSocket[] = [];
  let [arrived, closed, work] = [0, 0, 0];

  async function arrive(cookie: string, at: number): Promise<void> {
    let isOver = false;
    const socket = await openRawSocket({
      port,
      path: "/ws",
      headers: { Cookie: cookie },
      onRead: () => (work += 1),
      onFrame(frame, from, end) {
        if (isOver || !frame.subarray(from, end).includes('"more":false')) return;
        isOver = true;
        arrived += 1;
        settled.add(performance.now() - at);
      },
      onClose: () => (closed += 1),
    });
    sockets.push(socket);
  }

  const [author, ...others] = members;
  if (!author) throw new Error("Nobody was seeded.");
  const postedAt: number[] = [];
  let answered = 0;
  const post = await openRawSocket({
    port,
    path: "/ws",
    headers: { Cookie: author.cookie },
    onFrame(frame, from, end) {
      const ref = /^\{"type":"ok","ref":(\d+)/.exec(
        frame.toString("latin1", from, Math.min(end, from + 40)),
      )?.[1];
      if (ref === undefined) return;
      answered += 1;
      posted.add(performance.now() - (postedAt[Number(ref)] ?? 0));
    },
    onClose: () => (closed += 1),
  });
  const seconds = others.length / perSecond;
  const loop = { turn: bunTurn, seconds, isSpinning, work: () => work, flush: () => {} };
  const [cpu, begun] = [cpuSecondsOf(pid), performance.now()];
  await measured(running, async () => {
    await Promise.all([
      openLoop({ ...loop, perSecond, send: (n, at) => void arrive(others[n]?.cookie ?? "", at) }),
      openLoop({
        ...loop,
        perSecond: postsPerSecond,
        send(n, at) {
          postedAt[n] = at;
          const { roomId } = author;
          post.send(JSON.stringify({ type: "post", ref: n, roomId, clientId: `storm-${n}`, body: "hello" }));
        },
      }),
    ]);
    await until(() => arrived >= others.length && answered >= postedAt.length, withinMs);
  });
  const values = {
    seconds: (performance.now() - begun) / 1000,
    cpuMsEach: ((cpuSecondsOf(pid) - cpu) * 1000) / others.length,
    ...percentiles("settled", settled),
    ...percentiles("ok", posted),
  };
  const counts = {
    acknowledged: 0,
    missing: others.length - arrived,
    surplus: 0,
    doubled: 0,
    refused: 0,
    closed,
  };
  for (const socket of sockets) socket.close();
  post.close();
  await running.stop();
  return { rows: [{ row: "connect_storm", values }], integrity: { ...counts, stored: null } };
}
