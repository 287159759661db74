// Rooms in which people post: as many posts as go, and so many a second. Confab and the baselines are driven by the same code.
import type { ContestantName, Running } from "../contestants/contestants.ts";
import { openCrowd, type Crowd } from "../load/crowd.ts";
import { drivePhase } from "../load/phases.ts";
import { rssOf } from "../process_facts.ts";
import type { Integrity, RunRow, Values } from "../results.ts";
import { countStored } from "../stored_count.ts";
import type { Measured, RunContext, Workload } from "./workload.ts";

interface Chat {
  name: string;
  rooms: number;
  membersPerRoom: number;
  postersPerRoom: number;
  /** Posts that each poster keeps unanswered at full speed. */
  window: number;
  contestants: ContestantName[];
  phases: { row: string; rate: number | null; contestants?: ContestantName[] }[];
  /** A row for the memory of a connection after all phases. */
  memoryRow?: string;
}

const bodyLength = 100;
const settleMs = 500;
/** Beyond these, the load generator is what is measured. */
const maxLoadCores = 0.9;
const maxLateMs = 10;
const isLoadBound = ({ loadCores = 0, sendLateMs = 0 }: Values) =>
  loadCores >= maxLoadCores || sendLateMs > maxLateMs;

const everyone: ContestantName[] = ["confab", "bare", "ws", "socket.io"];
/** What Node can't keep up with is not asked of it. */
const both: ContestantName[] = ["confab", "bare"];

const chats: Chat[] = [
  {
    name: "room_1000",
    rooms: 1,
    membersPerRoom: 1000,
    postersPerRoom: 4,
    window: 32,
    contestants: everyone,
    phases: [
      { row: "room_1000_full", rate: null },
      { row: "room_1000_20", rate: 20 },
      { row: "room_1000_200", rate: 200, contestants: both },
      { row: "room_1000_1000", rate: 1000, contestants: both },
    ],
  },
  {
    name: "room_32",
    rooms: 1,
    membersPerRoom: 32,
    postersPerRoom: 32,
    window: 16,
    contestants: everyone,
    phases: [{ row: "room_32_full", rate: null }],
  },
  {
    name: "rooms_200x10",
    rooms: 200,
    membersPerRoom: 10,
    postersPerRoom: 1,
    window: 8,
    contestants: everyone,
    phases: [
      { row: "rooms_200x10_full", rate: null },
      { row: "rooms_200x10_2000", rate: 2000 },
    ],
    memoryRow: "busy_2000",
  },
];

export const chatWorkloads = chats.map((chat): Workload => {
  const memoryRows = chat.memoryRow === undefined ? [] : [chat.memoryRow];
  return {
    name: chat.name,
    rows: [...chat.phases.map(({ row }) => row), ...memoryRows],
    contestants: chat.contestants,
    seed: (isQuick) => {
      const { rooms, membersPerRoom } = sizeOf(chat, isQuick);
      return { rooms, membersPerRoom, messages: rooms * (isQuick ? 10 : 100) };
    },
    run: (context) => runChat(chat, context),
  };
});

function sizeOf({ rooms, membersPerRoom }: Chat, isQuick: boolean) {
  return isQuick
    ? { rooms: Math.min(rooms, 4), membersPerRoom: Math.min(membersPerRoom, 8) }
    : { rooms, membersPerRoom };
}

async function runChat(chat: Chat, context: RunContext): Promise<Measured> {
  const { contestant, members, seconds, isSpinning, isQuick } = context;
  const running = await context.start();
  const emptyBytes = rssOf(running.pid);
  const prefix = "bench-";
  const crowd = await openCrowd({
    ...running,
    members: members.map((one) => running.member(one)),
    prefix,
    bodyLength,
  });
  try {
    await Bun.sleep(isQuick ? 0 : settleMs);
    const { rooms, membersPerRoom } = sizeOf(chat, isQuick);
    // A room's members lie as many apart as there are rooms.
    const posters = Array.from(
      { length: rooms * Math.min(chat.postersPerRoom, membersPerRoom) },
      (_, n) => n,
    );
    const driven = { crowd, posters, serverPid: running.pid, isSpinning };
    const rate = (wanted: number | null) => (isQuick && wanted !== null ? Math.min(wanted, 200) : wanted);
    await drivePhase(driven, { seconds: Math.min(2, seconds), rate: null, window: chat.window });
    const rows: RunRow[] = [];
    for (const phase of chat.phases) {
      if (!context.wants(phase.row) || phase.contestants?.includes(contestant) === false) continue;
      const values = await context.measured(running, () =>
        drivePhase(driven, { seconds, rate: rate(phase.rate), window: chat.window }),
      );
      rows.push({ row: phase.row, values, isLoadBound: isLoadBound(values) });
    }
    if (chat.memoryRow !== undefined && context.wants(chat.memoryRow)) {
      const bytes = rssOf(running.pid);
      const values = {
        serverMb: bytes / 1e6,
        kibPerConnection: (bytes - emptyBytes) / 1024 / members.length,
      };
      rows.push({ row: chat.memoryRow, values });
    }
    return { rows, integrity: await settle(crowd, running, context, prefix) };
  } finally {
    await running.stop();
  }
}

/** Ends the contestant, and counts what of it all is there. */
async function settle(
  crowd: Crowd,
  running: Running,
  { contestant, dataDir }: RunContext,
  prefix: string,
): Promise<Integrity> {
  const { answered, refused, closed } = crowd.total;
  const doubled = crowd.doubled();
  const counted = { ...crowd.differences(), acknowledged: answered, doubled, refused, closed };
  crowd.close();
  await running.stop();
  return { ...counted, stored: contestant === "confab" ? await countStored(dataDir, prefix) : null };
}
