// From the start of the process to its first answer, and to a person who has all of their rooms. On a database that was there before.
import { openRawSocket } from "../load/raw_socket.ts";
import { cpuSecondsOf, rssOf } from "../process_facts.ts";
import type { Measured, RunContext, Workload } from "./workload.ts";

export const coldStart: Workload = {
  name: "cold_start",
  rows: ["cold_start"],
  contestants: ["confab"],
  seed: (isQuick) => ({ rooms: isQuick ? 4 : 100, membersPerRoom: 10, messages: isQuick ? 40 : 10_000 }),
  run: runColdStart,
};

async function runColdStart({ start, members }: RunContext): Promise<Measured> {
  const [member] = members;
  if (!member) throw new Error("Nobody was seeded.");
  const begun = performance.now();
  const running = await start();
  const { port, pid } = running;
  const response = await fetch(`http://127.0.0.1:${port}/readyz`);
  if (!response.ok) throw new Error(`/readyz: ${response.status}`);
  const answeredMs = performance.now() - begun;
  const settled = Promise.withResolvers<void>();
  const socket = await openRawSocket({
    port,
    ...running.member(member),
    onFrame(frame, from, end) {
      if (frame.subarray(from, end).includes('"more":false')) settled.resolve();
    },
    onClose: () => settled.reject(new Error("The socket was closed.")),
  });
  await settled.promise;
  const settledMs = performance.now() - begun;
  const values = { answeredMs, settledMs, cpuMs: cpuSecondsOf(pid) * 1000, serverMb: rssOf(pid) / 1e6 };
  socket.close();
  await running.stop();
  return { rows: [{ row: "cold_start", values }], integrity: null };
}
