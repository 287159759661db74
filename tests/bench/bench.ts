// `bun run bench`: Confab against a bare Bun.serve topic, in one run, on this machine. `--only room`, `--only rooms`,
// `--only actions`, `--only hello`, `--only crowded`, `--only search` or `--only sizes`, `--seconds 8`. Nothing here passes or fails but what was lost or doubled; the numbers are for reading.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { seedPlace, type SeededMember } from "../support/seed.ts";
import { startTestServer } from "../support/server.ts";
import { generate } from "./generate.ts";
import type { GeneratorPlan, Phase } from "./plan.ts";
import { benchManyRooms } from "./many_rooms.ts";
import { machineFacts } from "./process_facts.ts";
import { reportRun, type Run } from "./report.ts";
import { benchSearch } from "./search.ts";
import { benchSizes } from "./sizes.ts";
import { countStored } from "./stored_count.ts";
import { benchActions, benchHello } from "./messages.ts";

interface Workload {
  name: string;
  title: string;
  rooms: number;
  membersPerRoom: number;
  /** Already in the database before the server starts. */
  messages: number;
  postersPerRoom: number;
  phases: (seconds: number) => Phase[];
}

const workloads: Workload[] = [
  {
    name: "room",
    title: "One room of 1,000 members, four of them post",
    rooms: 1,
    membersPerRoom: 1000,
    messages: 1000,
    postersPerRoom: 4,
    phases: (seconds) => [
      { name: "warm-up", seconds: 2, window: 16, timedSockets: 100, isWarmUp: true },
      { name: "as much as goes", seconds, window: 16, timedSockets: 100 },
      // At one rate for both: what a delivery costs, without what more or less crowding saves.
      { name: "300 posts a second", seconds, rate: 300, timedSockets: 100 },
      { name: "20 posts a second", seconds, rate: 20, timedSockets: 1 },
    ],
  },
  {
    name: "rooms",
    title: "200 rooms of 10 members, one in each posts, on 500,000 messages",
    rooms: 200,
    membersPerRoom: 10,
    messages: 500_000,
    postersPerRoom: 1,
    phases: (seconds) => [
      { name: "warm-up", seconds: 2, window: 8, timedSockets: 50, isWarmUp: true },
      { name: "as much as goes", seconds, window: 8, timedSockets: 50 },
      { name: "1,000 posts a second", seconds, rate: 1000, timedSockets: 10 },
    ],
  },
];

const { values } = parseArgs({
  args: Bun.argv.slice(2),
  options: { only: { type: "string" }, seconds: { type: "string", default: "8" } },
});
const seconds = Number(values.seconds);
const isChosen = (name: string) => values.only === undefined || values.only === name;
const chosen = workloads.filter(({ name }) => isChosen(name));
const talks = {
  actions: benchActions,
  hello: benchHello,
  crowded: benchManyRooms,
  search: benchSearch,
  sizes: benchSizes,
};
if (!(seconds > 0) || (chosen.length === 0 && !(String(values.only) in talks))) {
  console.error("Usage: bun run bench [--only room|rooms|actions|hello|crowded|search|sizes] [--seconds 8]");
  process.exit(2);
}

const folder = await mkdtemp(join(tmpdir(), "confab-bench-"));
const bodyLength = 100;

function planFor(
  workload: Workload,
  prefix: string,
  members: SeededMember[],
  path: (one: SeededMember) => string,
) {
  return (port: number, serverPid: number): GeneratorPlan => ({
    port,
    serverPid,
    sockets: members.map((member) => ({
      path: path(member),
      headers: { Cookie: member.cookie },
      userId: member.userId,
      roomId: member.roomId,
    })),
    posters: members.flatMap((_, index) => (index < workload.rooms * workload.postersPerRoom ? [index] : [])),
    phases: workload.phases(seconds),
    bodyLength,
    prefix,
  });
}

async function runBaseline(workload: Workload, members: SeededMember[]): Promise<Run> {
  const child = Bun.spawn([process.execPath, join(import.meta.dir, "baseline.ts")], {
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
  });
  try {
    const { value } = await child.stdout.getReader().read();
    const port = Number(/:(\d+)\s*$/.exec(new TextDecoder().decode(value))?.[1]);
    const plan = planFor(
      workload,
      "bench-t-",
      members,
      ({ roomId, userId }) => `/ws?rooms=${roomId}&user=${userId}`,
    );
    return { name: "bare topic", report: await generate(folder, plan(port, child.pid)) };
  } finally {
    child.kill("SIGKILL");
    await child.exited;
  }
}

async function runConfab(workload: Workload, members: SeededMember[], dataDir: string): Promise<Run> {
  const server = await startTestServer({ dataDir });
  try {
    const plan = planFor(workload, "bench-c-", members, () => "/ws");
    const report = await generate(folder, plan(server.port, server.pid));
    await server.stop();
    return { name: "Confab", report, stored: await countStored(dataDir, "bench-c-") };
  } finally {
    await server.dispose();
  }
}

let isWhole = true;
try {
  console.log(machineFacts());
  for (const workload of chosen) {
    const dataDir = join(folder, workload.name);
    const members = await seedPlace({ ...workload, dataDir });
    console.log(`\n${workload.title}`);
    const runs = [await runBaseline(workload, members), await runConfab(workload, members, dataDir)];
    isWhole = reportRun(runs, workload.membersPerRoom) && isWhole;
    await rm(dataDir, { recursive: true, force: true });
  }
  for (const [name, bench] of Object.entries(talks)) {
    if (!isChosen(name)) continue;
    await bench({ dataDir: join(folder, name), seconds });
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exit(isWhole ? 0 : 1);
