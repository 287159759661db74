import { rssOf } from "../../bench/process_facts.ts";
import { signUp, type Person } from "../../support/client.ts";
import { fillArchive } from "../fill_archive.ts";
import { judged, type TortureHarm } from "../harm.ts";
import { openStalledSocket } from "../stalled_socket.ts";
import type { Harm } from "../torture.ts";

const sockets = 6;
const maxFloodBytes = 128 * 1024 * 1024;
/** 64 MiB of questions, 1 MiB of answers a socket, and what the collector has not come round to. */
const maxGrowthBytes = 300 * 1024 * 1024;

export const stalledReaders: TortureHarm = {
  name: "stalled-readers",
  ids: "[H10] [D1]",
  expected:
    "sockets ask without end and never read: they are closed, memory stays bounded, and the others go on",
  rounds: { short: 1, long: 8 },
  run(run) {
    let mallory: Person | null = null;
    return judged({
      ...run,
      clients: 5,
      furnish: (furnishing) => fillArchive(furnishing, 2000),
      async harm(harm) {
        const { server, people, archiveId } = harm;
        const [ada] = people;
        if (!ada) throw new Error("Nobody is here.");
        mallory ??= await signUp(server.url, { username: "Mallory", invitedBy: ada });
        await mallory.post(`/api/rooms/${archiveId}/join`);
        const before = rssOf(server.pid);
        const closedBefore = await floodsClosed(server.url);
        const sent = await flood(harm, mallory);
        const growth = rssOf(server.pid) - before;
        const closed = (await floodsClosed(server.url)) - closedBefore;
        const summary = `${mebibytes(sent)} were asked, memory grew by ${mebibytes(growth)}, ${closed} sockets were closed`;
        run.progress?.(summary);
        if (closed === 0) throw new Error(`Nothing was bounded: ${summary}.`);
        if (growth > maxGrowthBytes) throw new Error(`Memory is not bounded: ${summary}.`);
        await harm.someWork();
        return server;
      },
    });
  },
};

/** Bytes that were asked, over all sockets. */
async function flood({ server, archiveId }: Harm, { cookie }: Person): Promise<number> {
  // As long as a frame may be, so that the questions weigh as well.
  const question = JSON.stringify({ type: "sync", roomId: archiveId, rev: 0, ref: 1 }) + " ".repeat(30_000);
  const stalled = [];
  for (let at = 0; at < sockets; at += 1) stalled.push(await openStalledSocket(server.port, cookie));
  try {
    const sent = await Promise.all(stalled.map((socket) => socket.flood(question, maxFloodBytes)));
    return sent.reduce((sum, bytes) => sum + bytes, 0);
  } finally {
    for (const socket of stalled) socket.close();
  }
}

async function floodsClosed(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^confab_floods_closed_total (\d+)$/m.exec(text)?.[1] ?? 0);
}

const mebibytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MiB`;
