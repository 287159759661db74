// One person in 12,000 rooms, nearly all of them direct: what each connection of theirs costs the main thread of the server, and
// how long another's post waits while they connect again and again.
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "drizzle-orm";

import { openClient } from "../../../src/storage/database.ts";
import { statement } from "../../../src/storage/statement.ts";
import { seedWorkspace, type SeededMember } from "../../support/seed.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { mainThreadMsOf } from "../process_facts.ts";
import { connectOnce } from "./connect_storm.ts";
import { openRawSocket } from "../load/raw_socket.ts";
import { createHistogram, describeMs, type Histogram } from "../load/histogram.ts";
import type { MessagesBench } from "./messages.ts";

const directRooms = 11_800;
const groupRooms = 200;
const reconnects = 10;
const postEveryMs = 20;
const connectEveryMs = 100;

export async function benchManyRooms({ dataDir, seconds }: MessagesBench): Promise<void> {
  console.log(
    `\nOne person in ${directRooms} direct rooms and ${groupRooms} others, connecting again and again`,
  );
  const membersPerRoom = Math.ceil((directRooms + 1) / groupRooms);
  const members = await seedWorkspace({
    dataDir,
    rooms: groupRooms,
    membersPerRoom,
    messages: groupRooms * 5,
    firstIsEverywhere: { unread: 100 },
  });
  await addDirectRooms(dataDir, directRooms);
  const server = await startTestServer({ dataDir });
  const [crowded, , calm] = members;
  try {
    if (!crowded || !calm) throw new Error("Nobody was seeded.");
    const as = ({ cookie }: SeededMember) => ({ port: server.port, cookie });
    for (let time = 0; time < 5; time += 1) await connectOnce(as(calm));
    const first = await costOf(server, () => connectOnce(as(crowded)));
    const { result: bytes, ms } = await costOf(server, async () => {
      let bytes = 0;
      for (let time = 0; time < reconnects; time += 1) bytes = await connectOnce(as(crowded));
      return bytes;
    });
    const one = await costOf(server, async () => {
      for (let time = 0; time < reconnects; time += 1) await connectOnce(as(calm));
    });
    console.log(`the first: ${first.ms.toFixed(1)} ms of main thread, ${bytes} bytes`);
    console.log(`${reconnects} more: ${ms.toFixed(1)} ms of main thread`);
    console.log(`${reconnects} of someone in one room: ${one.ms.toFixed(1)} ms of main thread`);
    const quiet = await timePosts(server, calm, seconds);
    const storm = await duringStorm(server, crowded, () => timePosts(server, calm, seconds));
    printTimes("a post of another, nobody connects", quiet);
    printTimes(`a post of another, ${1000 / connectEveryMs} such connections a second`, storm);
  } finally {
    await server.dispose();
  }
}

/** Of the first person with each of those behind them; one message by the other in each, most of them read. */
async function addDirectRooms(dataDir: string, count: number): Promise<void> {
  const client = openClient({ path: join(dataDir, "confab.db"), timeoutMs: 5000 });
  const now = Date.now();
  const base = 1_000_000;
  const others = sql`generate_series(2, ${count + 1})`;
  try {
    await client.batch(
      [
        sql`INSERT INTO rooms (id, kind, name, created_at, last_at, rev, last_seq, direct_key)
          SELECT ${base} + value, 'direct', '', ${now}, ${now} - value * 1000, 1, 1, '1,' || value FROM ${others}`,
        sql`INSERT INTO members (room_id, user_id, role, read_seq, joined_at)
          SELECT ${base} + value, 1, 'member', value % 40 > 0, ${now} FROM ${others}`,
        sql`INSERT INTO members (room_id, user_id, role, read_seq, joined_at)
          SELECT ${base} + value, value, 'member', 1, ${now} FROM ${others}`,
        sql`INSERT INTO messages (room_id, seq, rev, author_id, client_id, post_hash, body, created_at)
          SELECT ${base} + value, 1, 1, value, 'direct-' || value, 'x', 'hello', ${now} FROM ${others}`,
      ].map(statement),
      "write",
    );
    await client.execute("PRAGMA wal_checkpoint(TRUNCATE)");
  } finally {
    client.close();
  }
}

async function costOf<T>(server: TestServer, act: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const before = mainThreadMsOf(server.pid);
  const result = await act();
  // What closing costs belongs to it.
  await wait(300);
  return { result, ms: mainThreadMsOf(server.pid) - before };
}

async function duringStorm<T>(
  server: TestServer,
  { cookie }: SeededMember,
  act: () => Promise<T>,
): Promise<T> {
  const script = join(import.meta.dir, "connect_storm.ts");
  const options = ["--port", String(server.port), "--cookie", cookie, "--everyMs", String(connectEveryMs)];
  const child = Bun.spawn([process.execPath, script, ...options], { stdin: "ignore", stdout: "ignore" });
  try {
    return await act();
  } finally {
    child.kill("SIGKILL");
    await child.exited;
  }
}

/** From a post to its `ok`, one every so often, each at its time. */
async function timePosts(
  server: TestServer,
  { cookie, roomId }: SeededMember,
  seconds: number,
): Promise<Histogram> {
  const watch = createHistogram();
  const sentAt = new Map<number, number>();
  const socket = await openRawSocket({
    port: server.port,
    path: "/ws",
    headers: { Cookie: cookie },
    onFrame(frame, start, end) {
      const ref = /^\{"type":"ok","ref":(\d+)/.exec(
        frame.toString("latin1", start, Math.min(end, start + 40)),
      )?.[1];
      const at = sentAt.get(Number(ref));
      if (at !== undefined) watch.add(performance.now() - at);
    },
    onClose: () => {},
  });
  const begun = performance.now();
  for (let n = 0; n * postEveryMs < seconds * 1000; n += 1) {
    const dueAt = begun + n * postEveryMs;
    while (performance.now() < dueAt) await wait(1);
    sentAt.set(n, performance.now());
    socket.send(JSON.stringify({ type: "post", ref: n, roomId, clientId: `c-${begun}-${n}`, body: "hello" }));
  }
  await wait(1000);
  socket.close();
  return watch;
}

function printTimes(name: string, watch: Histogram): void {
  console.log(`${name.padEnd(60)} ${describeMs(watch)} ms (50/99/99.9) of ${watch.count()}`);
}
