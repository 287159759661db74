// A server that comes back, as it was or from a backup, under clients that stayed open (SPEC H2, C6).
import { expect, test } from "bun:test";

import type { HelloFrame } from "../../src/protocol/shapes.ts";
import { call, openSocket, signUp, type Person } from "../support/client.ts";
import type { CoreClient } from "../support/core_client.ts";
import { createRandom, freshSeed, type Random } from "../support/random.ts";
import { allSettled, equalFresh, startRestorable, until, type Restorable } from "../support/restorable.ts";
import { makeRoom } from "../support/message_rooms.ts";
import { signUpPeople } from "../support/workspace.ts";

const lounge = 1;

interface People {
  restorable: Restorable;
  ada: Person;
  bob: Person;
  garden: number;
  postMany: (person: Person, roomId: number, bodies: readonly string[]) => Promise<void>;
  /** Hello as a client is told it that holds something of this epoch. */
  helloWith: (person: Person, epoch: string | null) => Promise<HelloFrame>;
}

/** A house of its own for each test: while a server of one starts, another has something to do. */
function testRestore(name: string, body: (people: People) => Promise<void>, timeoutMs = 120_000): void {
  test.concurrent(
    name,
    async () => {
      const restorable = await startRestorable();
      try {
        await body(await moveIn(restorable));
      } finally {
        await restorable.dispose();
      }
    },
    timeoutMs,
  );
}

async function moveIn(restorable: Restorable): Promise<People> {
  const { ada, bob } = await signUpPeople(restorable.url());
  const garden = await makeRoom(ada, { name: "garden", members: [bob] });

  const post = (person: Person, roomId: number, body: string) =>
    call(restorable.url(), `/api/rooms/${roomId}/messages`, {
      method: "POST",
      cookie: person.cookie,
      body: { clientId: crypto.randomUUID(), body },
    });

  return {
    restorable,
    ada,
    bob,
    garden,
    async postMany(person, roomId, bodies) {
      for (const body of bodies) expect((await post(person, roomId, body)).status).toBe(201);
    },
    async helloWith(person, epoch) {
      const query = epoch === null ? "" : `?epoch=${epoch}`;
      const socket = await openSocket(restorable.url(), { cookie: person.cookie, query });
      const hello = await socket.next("hello");
      await socket.close();
      return hello;
    },
  };
}

const numbered = (word: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${word} ${index + 1}`);
const shown = ({ core }: CoreClient, roomId: number) => [
  ...(core.state().rooms.get(roomId)?.window?.messages ?? []),
];
const bodies = (client: CoreClient, roomId: number) => shown(client, roomId).map(({ body }) => body);
const pagesAsked = ({ asked }: CoreClient) => asked.filter((path) => /\/messages\?limit/.test(path));
const refusal = (doing: Promise<unknown>) =>
  doing.then(
    () => "done",
    (error: Error) => error.message,
  );

async function until20Lost(client: CoreClient): Promise<void> {
  await until(
    () => bodies(client, lounge).at(-1) === "lost 20",
    () => `Seen: ${bodies(client, lounge).join()}`,
  );
}

testRestore(
  "[H2] [C6] after a restore an open client shows what is there, and what waited for the line is done only where it is still meant",
  async ({ restorable, ada, bob, garden, postMany }) => {
    const random = createRandom(7);
    const clients: CoreClient[] = [];
    for (const person of [ada, bob]) clients.push(await restorable.connect(person, () => random.next()));
    const [adas, bobs] = clients as [CoreClient, CoreClient];
    await allSettled(clients);
    for (const { core } of clients) {
      await core.openRoom(garden);
      await core.openRoom(lounge);
    }
    await postMany(ada, garden, numbered("in the garden", 3));
    await postMany(ada, lounge, numbered("old", 10));
    await allSettled(clients);
    const backup = await restorable.copy();

    await postMany(ada, lounge, numbered("lost", 20));
    await Promise.all(clients.map(until20Lost));
    await allSettled(clients);
    await restorable.kill();
    // While nobody answers: of what is lost, and of what is not.
    const [first] = shown(adas, lounge);
    const [gardens] = shown(adas, garden);
    const lost = shown(adas, lounge)[15];
    if (!first || !lost || !gardens) throw new Error("Nothing is shown.");
    const late = {
      edit: refusal(adas.core.edit(lost, "an edit of what is lost")),
      reaction: refusal(bobs.core.react(lost.id, "👍", true)),
      deletion: refusal(adas.core.remove(lost.id)),
      unread: refusal(bobs.core.markUnread(lounge, lost.seq)),
      gardenEdit: refusal(adas.core.edit(gardens, "an edit in the garden")),
    };
    bobs.core.markRead(lounge, 30);
    bobs.core.post(lounge, "answers what is lost", { replyTo: lost.id });
    bobs.core.post(garden, "answers what is there", { replyTo: gardens.id });
    await adas.core.replies.open(lounge, lost.id).catch(() => {});
    for (const { wire } of clients) wire.refuse();

    await restorable.putBack(backup);
    await restorable.start();
    // As many as are lost: rev, seq and ids are as large as they were.
    await postMany(ada, lounge, numbered("other", 20));
    const gardenPages = pagesAsked(adas).filter((path) => path.includes(`/${garden}/`)).length;
    for (const { wire } of clients) wire.heal();
    await allSettled(clients);

    await until(
      () => bodies(bobs, lounge).at(-1) === "answers what is lost",
      () => bodies(bobs, lounge).join(),
    );
    expect(bodies(bobs, lounge)).toEqual([
      ...numbered("old", 10),
      ...numbered("other", 20),
      "answers what is lost",
    ]);
    expect(shown(bobs, lounge).at(-1)?.replyTo).toBeNull();
    for (const name of ["edit", "reaction", "deletion", "unread"] as const) {
      expect([name, await late[name]]).toEqual([name, expect.stringContaining("restored")]);
    }
    // The garden is as it was: nothing of it was dropped, or asked for.
    expect(await late.gardenEdit).toBe("done");
    await until(
      () => shown(adas, garden).length === 4,
      () => `Ada did not hear Bob: ${bodies(adas, garden).join()}`,
    );
    expect(bodies(adas, garden)).toEqual([
      "an edit in the garden",
      "in the garden 2",
      "in the garden 3",
      "answers what is there",
    ]);
    expect(shown(adas, garden).at(-1)?.replyTo).toBe(gardens.id);
    expect(pagesAsked(adas).filter((path) => path.includes(`/${garden}/`))).toHaveLength(gardenPages);
    expect(adas.core.replies.wanted()).toBeNull();
    const [olds, fresh] = await equalFresh(restorable, clients, random);
    expect(olds).toEqual(fresh);
  },
);

testRestore(
  "[H2] [C6] after a kill and an ordinary start a client keeps what it holds, and asks for no page of history",
  async ({ restorable, ada, bob, garden, postMany }) => {
    const random = createRandom(8);
    const client = await restorable.connect(bob, () => random.next());
    await allSettled([client]);
    await postMany(ada, lounge, numbered("old", 70));
    await client.core.openRoom(garden);
    await client.core.openRoom(lounge);
    await client.core.histories.newest(lounge);
    await client.core.histories.before(lounge);
    await postMany(bob, lounge, ["mine"]);
    await until(
      () => bodies(client, lounge).at(-1) === "mine",
      () => bodies(client, lounge).join(),
    );
    await allSettled([client]);
    const window = shown(client, lounge);
    const pages = pagesAsked(client).length;
    const { epoch } = client.core.state();

    await restorable.kill();
    const mine = window.at(-1);
    if (!mine) throw new Error("Nothing is shown.");
    const edit = client.core.edit(mine, "mine, edited");
    const reaction = client.core.react(window[0]?.id ?? 0, "👍", true);
    client.core.post(lounge, "unsent", { replyTo: mine.id });
    client.core.markRead(lounge, 71);
    client.wire.refuse();
    await restorable.start();
    await postMany(ada, lounge, ["after it"]);
    client.wire.heal();
    await allSettled([client]);
    await Promise.all([edit, reaction]);
    await allSettled([client]);

    expect(client.core.state().epoch).not.toBe(epoch);
    expect(bodies(client, lounge).slice(-3)).toEqual(["mine, edited", "after it", "unsent"]);
    expect(shown(client, lounge).at(-1)?.replyTo).toBe(mine.id);
    expect(shown(client, lounge)).toHaveLength(window.length + 2);
    expect(shown(client, lounge)[5]).toBe(window[5]);
    expect(pagesAsked(client)).toHaveLength(pages);
    const [olds, fresh] = await equalFresh(restorable, [client], random);
    expect(olds).toEqual(fresh);
  },
);

testRestore(
  "[H2] hello says of each epoch what it is worth, and a sync that is off the line is not complete",
  async ({ restorable, ada, bob, garden, postMany, helloWith }) => {
    await postMany(ada, garden, ["a", "b"]);
    const first = await helloWith(ada, null);
    expect([first.line, "sameToId" in first, "sameTo" in (first.rooms[0] ?? {})]).toEqual([
      "unknown",
      false,
      false,
    ]);
    expect((await helloWith(ada, first.epoch)).line).toBe("same");
    await restorable.kill();
    const backup = await restorable.copy();
    await restorable.start();
    // The kill before anything was written is an epoch as any other.
    await restorable.kill();
    await restorable.start();
    await postMany(ada, garden, ["lost 1", "lost 2"]);
    const lost = await helloWith(ada, first.epoch);
    expect(lost).toMatchObject({ line: "known", sameToId: 2 });
    expect(new Map(lost.rooms.map(({ id, sameTo }) => [id, sameTo]))).toEqual(
      new Map([
        [lounge, 0],
        [garden, 2],
      ]),
    );
    await restorable.kill();
    await restorable.putBack(backup);
    await restorable.start();
    await postMany(ada, garden, ["other 1", "other 2", "other 3"]);
    const known = await helloWith(ada, first.epoch);
    expect(known).toMatchObject({ line: "known", sameToId: 2 });
    expect(known.epoch).not.toBe(lost.epoch);
    const unknown = await helloWith(ada, lost.epoch);
    expect([unknown.line, unknown.rooms.some((room) => "sameTo" in room)]).toEqual(["unknown", false]);

    const socket = await openSocket(restorable.url(), { cookie: bob.cookie });
    await socket.next("hello");
    for (const [rev, epoch, complete, count] of [
      [2, known.epoch, true, 3],
      [2, undefined, true, 3],
      [4, known.epoch, true, 1],
      [2, first.epoch, true, 3],
      [3, first.epoch, false, 0],
      [4, lost.epoch, false, 0],
      [2, crypto.randomUUID(), false, 0],
    ] as const) {
      const what = { rev, ...(epoch === undefined ? {} : { epoch }) };
      const frame = await socket.ask({ type: "sync", roomId: garden, ...what });
      const query = new URLSearchParams(Object.entries(what).map(([name, value]) => [name, String(value)]));
      const path = `/api/rooms/${garden}/sync?${query}`;
      const { body } = await call(restorable.url(), path, { cookie: bob.cookie });
      for (const answer of [frame, body]) {
        expect({ what, answer }).toMatchObject({
          what,
          answer: { epoch: known.epoch, rev: 5, complete, counts: { rev: 5 } },
        });
        expect("messages" in answer && answer.messages.length).toBe(count);
      }
    }
    await socket.close();
    const { status } = await call(restorable.url(), `/api/rooms/${garden}/sync?rev=1&epoch=`, {
      cookie: bob.cookie,
    });
    expect(status).toBe(400);
  },
);

testRestore(
  "[H2] a room of another past with the same id is another room",
  async ({ restorable, ada, bob, postMany }) => {
    const random = createRandom(9);
    const backup = await restorable.copy();
    const client = await restorable.connect(bob, () => random.next());
    const theirs = () => ({ ...ada, post: as("POST"), put: as("PUT") });
    const as = (method: string) => (path: string, body?: unknown) =>
      call(restorable.url(), path, { method, body, cookie: ada.cookie });
    const lost = await makeRoom(theirs(), { name: "lost", members: [bob] });
    await postMany(ada, lost, ["secret"]);
    await until(
      () => client.core.state().rooms.has(lost),
      () => "The room did not come.",
    );
    await client.core.openRoom(lost);
    await allSettled([client]);
    await restorable.kill();
    client.wire.refuse();
    await restorable.putBack(backup);
    await restorable.start();
    expect(await makeRoom(theirs(), { name: "other", members: [bob] })).toBe(lost);
    await postMany(ada, lost, ["said"]);
    client.wire.heal();
    await allSettled([client]);
    await until(
      () => bodies(client, lost).length > 0,
      () => "Nothing is shown.",
    );
    expect(bodies(client, lost)).toEqual(["said"]);
    expect(client.core.state().rooms.get(lost)?.info.name).toBe("other");
  },
);

// Kept: seeds that once failed, and one to begin with. RESTORE_SEEDS=5,6 tries others.
const seeds = process.env["RESTORE_SEEDS"]?.split(",").map(Number) ?? [12, freshSeed()];

/** What people do, at any time: it waits for the line where there is none. */
async function act({ core }: CoreClient, random: Random): Promise<void> {
  const rooms = [...core.state().rooms.values()];
  if (rooms.length === 0) return;
  const room = random.pick(rooms);
  const roomId = room.info.id;
  const messages = room.window?.messages.filter(({ deletedAt }) => deletedAt === null) ?? [];
  const choice = random.between(0, 9);
  if (messages.length === 0 || choice < 4) {
    const replyTo = messages.length > 0 && random.chance(0.4) ? random.pick(messages).id : null;
    core.post(roomId, `words ${random.between(1, 1e9)}`, { replyTo });
    return;
  }
  const message = random.pick(messages);
  if (choice === 4) await core.edit(message, `edited ${random.between(1, 1e9)}`);
  else if (choice === 5) await core.react(message.id, "👀", random.chance(0.7));
  else if (choice === 6) await core.remove(message.id);
  else if (choice === 7) core.markRead(roomId, message.seq);
  else if (choice === 8) await core.markUnread(roomId, message.seq);
  else if (random.chance(0.5)) await core.openRoom(roomId);
  else await core.replies.open(roomId, message.id);
}

for (const seed of seeds) {
  testRestore(
    `[H2] [C6] whatever is killed and restored, who was there holds what someone holds who comes anew (seed ${seed})`,
    async ({ restorable, ada, bob }) => {
      const random = createRandom(seed);
      const cy = await signUp(restorable.url(), { username: "Cy", invitedBy: ada });
      const clients: CoreClient[] = [];
      for (const person of [ada, bob, cy])
        clients.push(await restorable.connect(person, () => random.next()));
      await allSettled(clients);
      for (const { core } of clients) await core.openRoom(lounge);
      const backups = [await restorable.copy()];
      let restores = 0;
      let unsent: string[] = [];
      const doSome = async (count: number) => {
        for (let at = 0; at < count; at += 1) {
          // A refusal is an answer.
          act(random.pick(clients), random).catch(() => {});
          if (random.chance(0.1)) random.pick(clients).wire.cut();
          await Bun.sleep(random.between(0, 4));
        }
      };
      for (let round = 0; round < 7; round += 1) {
        await doSome(random.between(10, 40));
        if (random.chance(0.4)) {
          for (const { wire } of clients) wire.heal();
          await allSettled(clients);
          // In the middle of an epoch: whoever goes on has one that the backup knows, and a longer past.
          backups.push(await restorable.copy());
          await doSome(random.between(5, 30));
        }
        await restorable.kill();
        if (random.chance(0.4)) backups.push(await restorable.copy());
        await doSome(random.between(0, 8));
        // Some hear of several starts, some of the last one alone.
        for (const { wire } of clients) if (random.chance(0.4)) wire.refuse();
        if (round === 3 || random.chance(0.6)) {
          await restorable.putBack(random.chance(0.6) ? (backups.at(-1) ?? "") : random.pick(backups));
          restores += 1;
          unsent = clients.flatMap(({ core }) => core.outbox().map(({ clientId }) => clientId));
        }
        await restorable.start();
        await doSome(random.between(0, 50));
        for (const { wire } of clients) if (random.chance(0.7)) wire.heal();
      }
      for (const { wire } of clients) wire.heal();
      await allSettled(clients);
      expect(restores).toBeGreaterThan(0);
      const [olds, fresh] = await equalFresh(restorable, clients, random);
      expect(olds).toEqual(fresh);
      // What had not been sent at the last restore is said by now, or stands as refused where it was typed.
      const settled = new Set(
        clients.flatMap(({ core }) => [
          ...core.outbox().map(({ clientId }) => clientId),
          ...[...core.state().rooms.values()].flatMap(
            ({ window }) => window?.messages.map(({ clientId }) => clientId) ?? [],
          ),
        ]),
      );
      expect(unsent.filter((clientId) => !settled.has(clientId))).toEqual([]);
    },
    240_000,
  );
}
