// A disk on which each sync takes 20 ms longer, by a library that is preloaded into the server (slow_sync.c): what does not wait for the
// disk stays prompt, and posts that come together are synced together.
import { join } from "node:path";

import { openCrowd } from "../load/crowd.ts";
import { openPeople } from "../load/people.ts";
import { drivePhase, percentiles } from "../load/phases.ts";
import { countStored } from "../stored_count.ts";
import type { Measured, RunContext, Workload } from "./workload.ts";

const syncMs = 20;
const mixed = "slow-mixed-";
const full = "slow-full-";

const compiler = Bun.which("cc") ?? Bun.which("gcc");
const canPreload = process.platform === "linux" && compiler !== null;

export const slowDisk: Workload = {
  name: "slow_disk",
  rows: canPreload ? ["slow_disk_mixed", "slow_disk_full"] : [],
  contestants: ["confab"],
  seed: (isQuick) => ({ rooms: isQuick ? 4 : 200, membersPerRoom: 10, messages: 4000 }),
  run: runSlowDisk,
};

export const whyNoSlowDisk = canPreload ? null : "slow_disk is left out: it needs Linux and a C compiler.";

async function runSlowDisk(context: RunContext): Promise<Measured> {
  const { members, dataDir, seconds, isQuick, isSpinning } = context;
  const env = { LD_PRELOAD: await buildLibrary(context.folder), SYNC_MS: String(syncMs) };
  const running = await context.start({ env });
  const { port, pid } = running;
  // Posts and marks go to the disk; the others must not wait for it.
  const people = await openPeople({ port, members, roomsEach: 1, prefix: mixed });
  const rates = { post: 200, read: 20, typing: 50, presence: 20, history: 50 };
  const { toAnswer, toEveryone } = await people.run({ rates, seconds, isSpinning });
  if (toAnswer.post.percentileMs(0) < syncMs)
    throw new Error("The disk was not slow: the library did not load.");
  const promptValues = {
    ...percentiles("typing", toAnswer.typing),
    ...percentiles("typingSeen", toEveryone.typing),
    ...percentiles("presence", toAnswer.presence),
    ...percentiles("history", toAnswer.history),
    ...percentiles("post", toAnswer.post),
  };
  people.close();
  const crowd = await openCrowd({
    ...running,
    members: members.map((one) => running.member(one)),
    prefix: full,
    bodyLength: 100,
  });
  const posters = Array.from({ length: isQuick ? 4 : 200 }, (_, n) => n);
  const fullValues = await drivePhase(
    { crowd, posters, serverPid: pid, isSpinning },
    { seconds, rate: null, window: 8 },
  );
  const { answered, refused, closed } = crowd.total;
  const doubled = crowd.doubled();
  const differences = crowd.differences();
  crowd.close();
  await running.stop();
  return {
    rows: [
      { row: "slow_disk_mixed", values: promptValues },
      { row: "slow_disk_full", values: fullValues },
    ].filter(({ row }) => context.wants(row)),
    integrity: {
      ...differences,
      acknowledged: answered + people.total.accepted,
      doubled,
      refused: refused + people.total.refused,
      closed,
      stored: await countStored(dataDir, "slow-"),
    },
  };
}

async function buildLibrary(folder: string): Promise<string> {
  const file = join(folder, "slow_sync.so");
  const source = join(import.meta.dir, "..", "slow_sync.c");
  const child = Bun.spawn([compiler ?? "cc", "-shared", "-fPIC", "-o", file, source, "-ldl"], {
    stdout: "inherit",
  });
  if ((await child.exited) !== 0) throw new Error("slow_sync.c could not be compiled.");
  return file;
}
