// Pages that stay open while the server loses a part of its past: they must end with exactly what it has. What is lost is counted,
// and may only be what was said after the point to which the server went back.
import type { HarmOutcome, HarmRun } from "./harm.ts";
import type { CoreClient } from "../support/core_client.ts";
import { createRandom, type Random } from "../support/random.ts";
import { allSettled, equalFresh, startRestorable, type Restorable } from "../support/restorable.ts";
import { makePeopleAndRooms } from "./people_and_rooms.ts";

interface Loss {
  restorable: Restorable;
  random: Random;
  /** A copy of the folder as it was before people began to talk in this round. */
  copy: string;
  /** A problem that only this loss can have. */
  report: (problem: string) => void;
}

/** `lose` takes a part of the past away, between the kill and the start; what it gives back looks at the server that runs then. */
export async function losePast(
  run: HarmRun,
  lose: (loss: Loss) => Promise<() => Promise<void>>,
): Promise<HarmOutcome> {
  const random = createRandom(run.seed);
  const restorable = await startRestorable();
  const problems: string[] = [];
  const totals = { posts: 0, acknowledged: 0, lost: 0, doubled: 0, missed: 0 };
  /** Acknowledged, and not known to be lost. */
  let safeIds = new Set<string>();
  try {
    const { people, roomIds } = await makePeopleAndRooms(restorable.url(), { people: 3, rooms: 2 });
    const clients: CoreClient[] = [];
    for (const person of people) clients.push(await restorable.connect(person, () => random.next()));
    await allSettled(clients);
    // What they see is what may be wrong.
    for (const { core } of clients) for (const roomId of roomIds) await core.openRoom(roomId);
    for (let round = 1; round <= run.rounds; round += 1) {
      await allSettled(clients);
      await restorable.stop();
      // Of an epoch that has ended, or of the one that goes on: then the copy knows it, and its end is another.
      const isOfEnded = random.chance(0.3);
      const ended = isOfEnded ? await restorable.copy() : null;
      await restorable.start();
      await allSettled(clients);
      const copy = ended ?? (await restorable.copy());
      const safe = new Set(safeIds);
      const clientIds = await postMany(clients, roomIds, random);
      await allSettled(clients);
      // Of these some are under way when it is killed.
      clientIds.push(...(await postMany(clients, roomIds, random)));
      await restorable.kill();
      const waiting = unsent(clients);
      const acknowledged = clientIds.filter((clientId) => !waiting.has(clientId));
      totals.acknowledged += acknowledged.length;
      for (const clientId of acknowledged) safeIds.add(clientId);
      // Somebody comes back late, when the others have said more than what was lost: its revs are those of other messages.
      const late = random.pick(clients);
      const others = clients.filter((client) => client !== late);
      late.wire.refuse();
      const verify = await lose({ restorable, random, copy, report: (problem) => problems.push(problem) });
      await restorable.start();
      await verify();
      for (let times = 0; times < 3; times += 1)
        clientIds.push(...(await postMany(clients, roomIds, random)));
      await allSettled(others);
      late.wire.heal();
      await allSettled(clients);
      totals.posts += clientIds.length;

      const [veterans, fresh] = await equalFresh(restorable, clients, random);
      if (!Bun.deepEquals(veterans, fresh)) totals.missed += 1;
      const stored = fresh.map(({ rooms }) =>
        roomIds.flatMap((id) => rooms[id]?.messages.map(({ clientId }) => clientId) ?? []),
      )[0];
      const ids = new Set(stored);
      totals.doubled += (stored?.length ?? 0) - ids.size;
      const failed = unsent(clients);
      for (const clientId of clientIds) {
        if (ids.has(clientId)) safeIds.add(clientId);
        else if (waiting.has(clientId) && !failed.has(clientId))
          problems.push(`${clientId} was dropped unsent.`);
      }
      for (const clientId of safe)
        if (!ids.has(clientId)) problems.push(`${clientId} was lost, and was in the copy.`);
      totals.lost += [...safeIds].filter((clientId) => !ids.has(clientId)).length;
      safeIds = ids;
    }
    const { posts, acknowledged, lost, doubled, missed } = totals;
    if (missed > 0) problems.push(`In ${missed} rounds somebody held something else than what there is.`);
    if (doubled > 0) problems.push(`${doubled} messages are there twice.`);
    if (acknowledged < run.rounds * 10 || lost === 0) {
      problems.push(`Too little happened: ${acknowledged} acknowledged, ${lost} of them lost.`);
    }
    run.progress?.(`rounds ${run.rounds}, posts ${posts}, acknowledged ${acknowledged}, lost ${lost}`);
    const counts: Record<string, number> = { lost, doubled, missed };
    return { posts, acknowledged, count: (kind) => counts[kind] ?? 0, problems };
  } finally {
    await restorable.dispose();
  }
}

function unsent(clients: readonly CoreClient[]): Set<string> {
  return new Set(clients.flatMap(({ core }) => core.outbox().map(({ clientId }) => clientId)));
}

/** A little of everything that makes a room move. Gives the client ids of what was said, in whatever state it is. */
async function postMany(
  clients: readonly CoreClient[],
  roomIds: readonly number[],
  random: Random,
): Promise<string[]> {
  const clientIds: string[] = [];
  for (let count = random.between(30, 80); count > 0; count -= 1) {
    const { core } = random.pick(clients);
    const roomId = random.pick(roomIds);
    const mine = core
      .state()
      .rooms.get(roomId)
      ?.window?.messages.findLast(({ author, deletedAt }) => author.id === core.state().me?.id && !deletedAt);
    // A refusal is an answer.
    if (mine && random.chance(0.15)) core.edit(mine, `edited ${random.between(1, 1e9)}`).catch(() => {});
    else if (mine && random.chance(0.05)) core.remove(mine.id).catch(() => {});
    else clientIds.push(core.post(roomId, `words ${random.between(1, 1e9)}`).clientId);
    await Bun.sleep(random.between(0, 6));
  }
  return clientIds;
}
