// A server whose folder can be copied, and put back as a restore from a backup does; whoever talks to it follows its port.
import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import type { Person } from "./client.ts";
import { startCoreClient, type CoreClient } from "./core_client.ts";
import { portray, type Portrait } from "./portrait.ts";
import { startWire } from "./proxy.ts";
import type { Random } from "./random.ts";
import { startTestServer } from "./server.ts";

export type Restorable = Awaited<ReturnType<typeof startRestorable>>;

const haste = 20;

export async function startRestorable() {
  let server = await startTestServer();
  const { dataDir } = server;
  const backups = await mkdtemp(join(tmpdir(), "confab-backups-"));
  const clients = new Set<CoreClient>();
  let copies = 0;

  async function start(): Promise<void> {
    server = await startTestServer({ dataDir });
    for (const { wire } of clients) wire.retarget(server.port);
  }

  return {
    dataDir,
    url: () => server.url,
    /** What the server that runs now has logged. */
    log: () => server.stderr(),
    /** The folder as it is. Nothing may be written meanwhile: nothing is asked of the server, or it is not running. */
    async copy(): Promise<string> {
      copies += 1;
      const to = join(backups, `${copies}`);
      await cp(dataDir, to, { recursive: true, filter: (path) => !path.endsWith(".sock") });
      return to;
    },
    kill: () => server.kill(),
    /** An end in order: all that was said is in the database file itself. */
    stop: () => server.stop(),
    /** After `kill`: the folder is what `copy` made. */
    async putBack(copy: string): Promise<void> {
      for (const name of await readdir(dataDir)) await rm(join(dataDir, name), { recursive: true });
      await cp(copy, dataDir, { recursive: true });
    },
    start,
    async connect(person: Person, random: () => number): Promise<CoreClient> {
      const wire = await startWire(server.url);
      const client = startCoreClient({ person, wire, random, haste });
      clients.add(client);
      return client;
    },
    async leave(client: CoreClient): Promise<void> {
      clients.delete(client);
      client.stop();
      await client.wire.close();
    },
    async dispose(): Promise<void> {
      for (const client of clients) {
        client.stop();
        await client.wire.close();
      }
      await server.kill();
      await rm(dataDir, { recursive: true, force: true });
      await rm(backups, { recursive: true, force: true });
    },
  };
}

export async function until(isTrue: () => boolean | Promise<boolean>, what: () => string): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!(await isTrue())) {
    if (performance.now() > deadline) throw new Error(what());
    await wait(20);
  }
}

export async function allSettled(clients: readonly CoreClient[]): Promise<void> {
  await until(
    () => clients.every((client) => client.isSettled()),
    () =>
      `Not settled: ${clients.map((client) => `${client.isOpen()} ${client.core.outbox().length}`).join()}`,
  );
}

/** Whoever was there all along holds what someone holds who just came. Gives both sides where they differ for too long. */
export async function equalFresh(
  restorable: Restorable,
  veterans: readonly CoreClient[],
  random: Random,
): Promise<[veterans: Portrait[], fresh: Portrait[]]> {
  const fresh: CoreClient[] = [];
  for (const { person } of veterans) fresh.push(await restorable.connect(person, () => random.next()));
  await allSettled([...veterans, ...fresh]);
  const portrayAll = (side: readonly CoreClient[]) =>
    Promise.all(side.map((client) => portray(client, new Map())));
  const sides = () => Promise.all([portrayAll(veterans), portrayAll(fresh)]);
  let [olds, news] = await sides();
  for (let tries = 0; tries < 100 && !Bun.deepEquals(olds, news); tries += 1) {
    await wait(50);
    [olds, news] = await sides();
  }
  for (const client of fresh) await restorable.leave(client);
  return [olds, news];
}
