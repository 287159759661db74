import { setTimeout as wait } from "node:timers/promises";

import { damageable, type Damageable } from "../../support/plant_damage.ts";
import { runConfab } from "../../support/command_line.ts";
import { within } from "../../support/server.ts";
import { fillArchive } from "../fill_archive.ts";
import { judged, type TortureHarm } from "../harm.ts";
import type { Harm } from "../torture.ts";

interface Damage {
  what: string;
  /** Which page, in a file that nobody has open. */
  find: (file: Damageable, harm: Harm) => Promise<number>;
  /** What the log says once the damage was met. */
  says: string;
  /** Nothing more is written anywhere. */
  isReadOnly?: boolean;
  /** Of the repair: 1 where rows are lost. */
  code: 0 | 1;
}

const old = 4000;

const damages: Damage[] = [
  {
    what: "a leaf of old messages",
    async find(file, { archiveId, random }) {
      const seq = random.between(500, old - 500);
      // Not one that a repair put there for a lost one: that lies among the newest of all rooms.
      const ids = await file.read(
        `SELECT id FROM messages WHERE room_id = ${archiveId} AND seq >= ${seq} AND client_id LIKE 'old-%' ORDER BY seq LIMIT 1`,
      );
      return file.leafOfMessage(Number(ids[0]));
    },
    says: '"code":"database_damaged"',
    code: 1,
  },
  {
    what: "a leaf of an index",
    // The archive was opened last: the end of the index is its.
    find: async (file) => (await file.leavesOf("messages_room_seq")).at(-5) ?? 0,
    says: '"event":"index_replaced","name":"messages_room_seq"',
    code: 0,
  },
  {
    what: "the list of free pages",
    async find(file) {
      await file.write(
        "CREATE TABLE junk (x)",
        "INSERT INTO junk SELECT randomblob(3000) FROM generate_series(1, 50)",
      );
      await file.write("DROP TABLE junk");
      return file.readPage(1).readUInt32BE(32);
    },
    says: '"code":"database_read_only"',
    isReadOnly: true,
    code: 0,
  },
];

export const damagedPage: TortureHarm = {
  name: "damaged-page",
  ids: "[H5] [D1]",
  expected:
    "a page is overwritten after a kill: what is not in it goes on and stays, and a repair makes the file whole",
  rounds: { short: 3, long: 18 },
  run(run) {
    let round = 0;
    return judged({
      ...run,
      clients: 5,
      mayBeRepaired: true,
      furnish: (furnishing) => fillArchive(furnishing, old),
      async harm(harm) {
        const damage = damages[round % damages.length];
        round += 1;
        if (!damage) throw new Error("There is no damage.");
        const { dataDir } = harm.server;
        await harm.server.kill();
        const file = damageable(dataDir);
        // All in the file itself, so that no newer page lies in the log.
        await file.write("SELECT 1");
        file.overwrite(await damage.find(file, harm));
        await expectDamage(await harm.restart(), damage, harm);
        const { code, stdout, stderr } = await runConfab(["check", "--repair"], { dataDir });
        if (code !== damage.code)
          throw new Error(`${damage.what}: the repair says ${code}.\n${stdout}${stderr}`);
        return harm.restart();
      },
    });
  },
};

/** It is met and told; people go on elsewhere, or are all told to come back. */
async function expectDamage(server: Harm["server"], damage: Damage, harm: Harm): Promise<void> {
  const { what, says, isReadOnly = false } = damage;
  const [ada] = harm.people;
  if (!ada) throw new Error("Nobody is here.");
  const isTold = async () => {
    while (!server.stderr().includes(says)) {
      await readArchive(ada, harm.archiveId);
      await wait(50);
    }
  };
  await within(isTold(), 60_000, () => `${what}: the log does not say ${says}.\n${server.stderr()}`);
  if (!isReadOnly) await harm.someWork();
  const { status } = await fetch(`${server.url}/readyz`);
  if (status !== (isReadOnly ? 503 : 200)) throw new Error(`${what}: /readyz says ${status}.`);
  const code = await server.stop();
  if (code !== 0) throw new Error(`${what}: it ended with ${code}.\n${server.stderr()}`);
}

async function readArchive(person: Harm["people"][number], roomId: number): Promise<void> {
  for (let before = old + 1; before > 1; before -= 100) {
    const { status } = await person.get(`/api/rooms/${roomId}/messages?limit=100&before=${before}`);
    if (status !== 200 && status !== 503) throw new Error(`History is answered with ${status}.`);
  }
}
