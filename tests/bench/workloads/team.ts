// A team at work: five hundred people, each in twenty rooms of a hundred, who post, read, type, look away and scroll back, all at once.
import { actionNames, openPeople, type ActionName } from "../load/people.ts";
import { percentiles } from "../load/phases.ts";
import { cpuSecondsOf, rssOf } from "../process_facts.ts";
import type { Values } from "../results.ts";
import { countStored } from "../stored_count.ts";
import type { Measured, RunContext, Workload } from "./workload.ts";

const people = 500;
const rooms = 100;
const roomsEach = 20;
const prefix = "team-";
const warmUpSeconds = 1;

/** A second, of all of them: each posts every ten seconds, which is a busy day. */
const rates: Record<ActionName, number> = { post: 50, read: 100, typing: 50, presence: 10, history: 25 };

export const team: Workload = {
  name: "team_500",
  rows: ["team_500"],
  contestants: ["confab"],
  seed: (isQuick) =>
    isQuick
      ? { rooms: 4, membersPerRoom: 5, roomsEach: 2, messages: 100 }
      : { rooms, membersPerRoom: people / rooms, roomsEach, messages: 50_000 },
  run: runTeam,
};

async function runTeam({
  start,
  members,
  dataDir,
  seconds,
  isQuick,
  isSpinning,
  measured,
}: RunContext): Promise<Measured> {
  const running = await start();
  const { port, pid } = running;
  const crowd = await openPeople({ port, members, roomsEach: isQuick ? 2 : roomsEach, prefix });
  await crowd.run({ rates, seconds: Math.min(seconds, warmUpSeconds), isSpinning });
  const [cpu, begun] = [cpuSecondsOf(pid), performance.now()];
  const { toAnswer, toEveryone, lateP99Ms } = await measured(running, () =>
    crowd.run({ rates, seconds, isSpinning }),
  );
  const values: Values = {
    serverCores: (cpuSecondsOf(pid) - cpu) / ((performance.now() - begun) / 1000),
    serverMb: rssOf(pid) / 1e6,
    ...percentiles("delivery", toEveryone.post),
    ...percentiles("typingSeen", toEveryone.typing),
  };
  for (const name of actionNames) Object.assign(values, percentiles(name, toAnswer[name]));
  values["sendLateMs"] = lateP99Ms;
  const { accepted, delivered, refused, closed } = crowd.total;
  const difference = delivered - crowd.expected();
  crowd.close();
  await running.stop();
  return {
    rows: [{ row: "team_500", values }],
    integrity: {
      acknowledged: accepted,
      missing: Math.max(0, -difference),
      surplus: Math.max(0, difference),
      doubled: 0,
      refused,
      closed,
      stored: await countStored(dataDir, prefix),
    },
  };
}
