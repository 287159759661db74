// Who is here and who types, over real sockets (SPEC T1, T2).
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { PresenceState, ServerFrame } from "../../src/protocol/shapes.ts";
import {
  openSocket,
  setUpWorkspace,
  signIn,
  signUp,
  type Person,
  type TestSocket,
} from "../support/client.ts";
import { startWorkspace } from "../support/workspace.ts";
import { createHandClock } from "../support/hand_clock.ts";
import { startInProcess, type InProcess } from "../support/in_process.ts";
import { seedWorkspace } from "../support/seed.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { makeRoom, openDirect, postMessage } from "../support/message_rooms.ts";

const lounge = 1;
let server: TestServer;
let ada: Person;
let bob: Person;

beforeAll(async () => {
  ({ server, ada, bob } = await startWorkspace());
});
afterAll(() => server.dispose());

function statesOf(frame: ServerFrame): [number, PresenceState][] {
  const pushed = frame.type === "presence" ? [frame, ...(frame.others ?? [])] : [];
  const asked = frame.type === "ok" && "presence" in frame.result ? frame.result.presence : pushed;
  return asked.map(({ userId, state }) => [userId, state]);
}

const statesAre = (...states: [Person, PresenceState][]) =>
  states.map(([{ user }, state]) => ({ userId: user.id, state }));

/** A socket that hears of these. */
async function watching(person: Person, watched: Person[]): Promise<TestSocket> {
  const socket = await person.connect();
  await socket.askOk({ type: "watch", userIds: watched.map(({ user }) => user.id) });
  return socket;
}

/** Everything that was told of this person, in order. */
function toldOf(socket: TestSocket, { user }: Person): PresenceState[] {
  return socket
    .log()
    .flatMap(statesOf)
    .flatMap(([userId, state]) => (userId === user.id ? [state] : []));
}

/** Waits until this is the last that was told of them. */
async function isTold(socket: TestSocket, person: Person, state: PresenceState): Promise<void> {
  while (toldOf(socket, person).at(-1) !== state) await socket.next("presence");
}

let pairs = 0;

/** Two people of a test's own: offline is told five seconds after the last tab went, which the tests wait out side by side. */
async function pair(): Promise<{ ada: Person; bob: Person }> {
  pairs += 1;
  const names = [`Ada${pairs}`, `Bob${pairs}`] as const;
  const [first, second] = names.map((username) => signUp(server.url, { username, invitedBy: ada }));
  return { ada: await (first ?? never()), bob: await (second ?? never()) };
}

describe("presence", () => {
  test.concurrent(
    "[T2] online with the first tab, away when all tabs are, offline after the last one went",
    async () => {
      const { ada, bob } = await pair();
      const watcher = await watching(bob, [ada]);
      const tabs = [await ada.connect(), await ada.connect()];
      await isTold(watcher, ada, "online");
      await tabs[0]?.askOk({ type: "presence", state: "away" });
      await tabs[1]?.askOk({ type: "presence", state: "away" });
      await isTold(watcher, ada, "away");
      await tabs[0]?.askOk({ type: "presence", state: "online" });
      await isTold(watcher, ada, "online");
      await tabs[0]?.close();
      await isTold(watcher, ada, "away");
      await tabs[1]?.close();
      await isTold(watcher, ada, "offline");
      expect(toldOf(watcher, ada)).toEqual(["offline", "online", "away", "online", "away", "offline"]);
      await watcher.close();
    },
    30_000,
  );

  test.concurrent(
    "[T2] a tab that is killed is offline too; who comes later finds nobody there who is gone",
    async () => {
      const { ada, bob } = await pair();
      const watcher = await watching(bob, [ada]);
      const tab = await ada.connect();
      await isTold(watcher, ada, "online");
      tab.terminate();
      await isTold(watcher, ada, "offline");
      const late = await signIn(server.url, { username: bob.user.username });
      const socket = await late.connect();
      expect(await socket.askOk({ type: "watch", userIds: [ada.user.id, bob.user.id] })).toMatchObject({
        result: { presence: statesAre([ada, "offline"], [bob, "online"]) },
      });
      await socket.close();
      await watcher.close();
    },
    30_000,
  );

  test.concurrent(
    "[T2] ten quick reloads are not seen; then the tab closes, and offline is told once",
    async () => {
      const { ada, bob } = await pair();
      const watcher = await watching(bob, [ada]);
      let tab = await ada.connect();
      await isTold(watcher, ada, "online");
      for (let reload = 0; reload < 10; reload += 1) {
        const next = ada.connect();
        await tab.close();
        tab = await next;
      }
      for (let reload = 0; reload < 10; reload += 1) {
        await tab.close();
        tab = await ada.connect();
      }
      await tab.close();
      await isTold(watcher, ada, "offline");
      expect(toldOf(watcher, ada)).toEqual(["offline", "online", "offline"]);
      await watcher.close();
    },
    30_000,
  );

  test.concurrent(
    "[T2] who watches hears it, in a room together or not, and nothing else of each other (A1); who does not, does not",
    async () => {
      const { ada, bob } = await pair();
      const eve = await signUp(server.url, { username: "Eve", invitedBy: ada });
      await eve.post(`/api/rooms/${lounge}/leave`);
      const watcher = await watching(eve, [ada]);
      const other = await watching(bob, [eve]);
      const tab = await ada.connect();
      await isTold(watcher, ada, "online");
      expect(watcher.log().map(({ type }) => type)).not.toContain("message");
      // Told in the same moment as the first watcher, or before this.
      await tab.askOk({ type: "presence", state: "away" });
      await isTold(watcher, ada, "away");
      expect(toldOf(other, ada)).toEqual([]);
      await Promise.all([tab, watcher, other].map((socket) => socket.close()));
    },
  );

  test.concurrent("[T2] watching replaces whom a socket hears of, and at most 200 are taken", async () => {
    const { ada, bob } = await pair();
    const tab = await ada.connect();
    const watcher = await watching(bob, [ada]);
    const control = await watching(bob, [ada]);
    expect(await watcher.askOk({ type: "watch", userIds: [bob.user.id] })).toMatchObject({
      result: { presence: [{ userId: bob.user.id }] },
    });
    const before = toldOf(watcher, ada).length;
    await tab.askOk({ type: "presence", state: "away" });
    await isTold(control, ada, "away");
    expect(toldOf(watcher, ada).length).toBe(before);
    const many = Array.from({ length: 200 }, (_, at) => at + 1000);
    expect((await watcher.askOk({ type: "watch", userIds: many })).result).toEqual({
      presence: many.map((userId) => ({ userId, state: "offline" })),
    });
    expect(await watcher.ask({ type: "watch", userIds: [...many, 1] })).toMatchObject({
      code: "bad_frame",
      field: "userIds",
    });
    await Promise.all([tab, watcher, control].map((socket) => socket.close()));
  });

  test.concurrent("[T2] hello says how the people of my direct rooms are, and of nobody else", async () => {
    const { ada, bob } = await pair();
    const fay = await signUp(server.url, { username: "Fay", invitedBy: ada });
    await openDirect(fay, bob);
    const tabs = [await watching(ada, [ada]), await watching(bob, [bob])];
    for (const [at, person] of [ada, bob].entries()) await isTold(tabs[at] ?? never(), person, "online");
    const { hello, ...socket } = await fay.connect();
    expect(hello.presence).toEqual(statesAre([bob, "online"], [fay, "offline"]));
    await Promise.all([...tabs, socket].map((one) => one.close()));
  });

  test.concurrent("[T2] [A1] how many of a room are here is told to its members", async () => {
    const dan = await signUp(server.url, { username: "Dan", invitedBy: ada });
    const gil = await signUp(server.url, { username: "Gil", invitedBy: ada });
    const attic = await makeRoom(dan, { name: "attic", members: [gil] });
    const tabs = [await watching(dan, [dan, gil]), await gil.connect()];
    const [first, second] = [tabs[0] ?? never(), tabs[1] ?? never()];
    await second.askOk({ type: "presence", state: "away" });
    await isTold(first, gil, "away");
    await isTold(first, dan, "online");
    expect((await gil.get(`/api/rooms/${attic}/presence`)).body).toEqual({ online: 1, away: 1 });
    await Promise.all(tabs.map((one) => one.close()));
  });

  test.concurrent(
    "[T2] after a kill and a restart nobody is online who does not come back",
    async () => {
      const first = await startTestServer();
      const one = await setUpWorkspace(first.url);
      const two = await signUp(first.url, { username: "Bob", invitedBy: one });
      const socket = await watching(one, [two]);
      await two.connect();
      await isTold(socket, two, "online");
      await first.kill();
      const again = await startTestServer({ dataDir: first.dataDir });
      try {
        const back = await signIn(again.url, { username: "Ada" });
        const watcher = await watching(back, [back, two]);
        await isTold(watcher, back, "online");
        expect(toldOf(watcher, two)).toEqual(["offline"]);
        await watcher.close();
      } finally {
        await again.dispose();
        await first.dispose();
      }
    },
    60_000,
  );
});

describe("a crowd", () => {
  const watched = 20;

  /** So many come in at once, each watching twenty others: what all of them are sent of each other, in bytes. */
  async function connectCrowd(count: number): Promise<number> {
    const dataDir = await mkdtemp(join(tmpdir(), "confab-test-"));
    const members = await seedWorkspace({ dataDir, rooms: count / 10, membersPerRoom: 10, messages: 0 });
    const inProcess = await startInProcess({ dataDir });
    try {
      const sockets = await Promise.all(
        members.map(({ cookie }) => openSocket(inProcess.url, { headers: { Cookie: cookie } })),
      );
      const watch = (at: number) =>
        members
          .slice(at)
          .concat(members)
          .slice(0, watched)
          .map(({ userId }) => userId);
      await Promise.all(sockets.map((socket, at) => socket.askOk({ type: "watch", userIds: watch(at) })));
      let bytes = 0;
      for (const [at, socket] of sockets.entries()) {
        const online = () => new Map(socket.log().flatMap(statesOf));
        while (watch(at).some((userId) => online().get(userId) !== "online")) await socket.next("presence");
        for (const frame of socket.log()) {
          if (frame.type === "hello") bytes += JSON.stringify(frame.presence).length;
          if (frame.type === "ok" || frame.type === "presence") bytes += JSON.stringify(frame).length;
        }
      }
      await Promise.all(sockets.map((socket) => socket.close()));
      return bytes;
    } finally {
      await inProcess.dispose();
      await rm(dataDir, { recursive: true });
    }
  }

  test("[T2] what coming in tells grows with the people, not with their square, and each learns of all it watches", async () => {
    const ofOne = watched * (34 + 50) + 100;
    for (const count of [50, 300]) expect(await connectCrowd(count)).toBeLessThan(count * ofOne);
  }, 60_000);
});

function never(): never {
  throw new Error("There is nobody.");
}

describe("typing", () => {
  async function two() {
    return { mine: await ada.connect(), hers: await bob.connect() };
  }
  /** Passes over what is not typing or a message. */
  async function nextTypingOrMessage(socket: TestSocket): Promise<ServerFrame> {
    for (;;) {
      const frame = await socket.next();
      if (frame.type === "typing" || frame.type === "message") return frame;
    }
  }
  const typing = (roomId: number, on: boolean): ServerFrame => ({
    type: "typing",
    roomId,
    userId: ada.user.id,
    on,
  });

  test("[T1] it is heard in the room, at most once in a while, and that the text is gone", async () => {
    const { mine, hers } = await two();
    for (let key = 0; key < 5; key += 1) await mine.askOk({ type: "typing", roomId: lounge });
    await mine.askOk({ type: "typing", roomId: lounge, on: false });
    expect([await nextTypingOrMessage(hers), await nextTypingOrMessage(hers)]).toEqual([
      typing(lounge, true),
      typing(lounge, false),
    ]);
    await Promise.all([mine.close(), hers.close()]);
  });

  test("[T1] it ends when the socket closes and when the person leaves", async () => {
    const attic = await makeRoom(ada, { name: "attic", members: [bob] });
    const direct = (await openDirect(ada, bob)).body.room.id;
    const { mine, hers } = await two();
    await mine.askOk({ type: "typing", roomId: attic });
    expect(await nextTypingOrMessage(hers)).toEqual(typing(attic, true));
    await ada.patch(`/api/rooms/${attic}/members/${bob.user.id}`, { role: "owner" });
    await ada.post(`/api/rooms/${attic}/leave`);
    expect(await nextTypingOrMessage(hers)).toEqual(typing(attic, false));
    await mine.askOk({ type: "typing", roomId: direct });
    expect(await nextTypingOrMessage(hers)).toEqual(typing(direct, true));
    mine.terminate();
    expect(await nextTypingOrMessage(hers)).toEqual(typing(direct, false));
    await hers.close();
  });

  test("[A1] [A3] who is not in the room neither hears it nor may say it", async () => {
    const eve = await signUp(server.url, { username: "Mallory", invitedBy: ada });
    const attic = await makeRoom(ada, { name: "attic", members: [bob] });
    const outside = await eve.connect();
    const { mine, hers } = await two();
    expect(await outside.ask({ type: "typing", roomId: attic })).toMatchObject({ code: "not_found" });
    await mine.askOk({ type: "typing", roomId: attic });
    expect(await nextTypingOrMessage(hers)).toEqual(typing(attic, true));
    const posted = await postMessage(ada, lounge, "for all");
    expect(await nextTypingOrMessage(outside)).toMatchObject({ type: "message", message: { id: posted.id } });
    await Promise.all([mine.close(), hers.close(), outside.close()]);
  });
});

describe("a large room", () => {
  let inProcess: InProcess;
  const clock = createHandClock(Date.now());
  beforeAll(async () => {
    inProcess = await startInProcess({ now: clock.now });
  });
  afterAll(() => inProcess.dispose());

  test("[T1] of more than 100 members has no typing: ok, and told to nobody", async () => {
    const owner = await setUpWorkspace(inProcess.url);
    const guest = await signUp(inProcess.url, { username: "Bob", invitedBy: owner });
    const small = await makeRoom(owner, { name: "small", members: [guest] });
    await owner.patch("/api/workspace", { registration: "open" });
    for (let at = 0; at < 99; at += 1) {
      const name = `crowd${at}`;
      const user = {
        username: name,
        displayName: name,
        usernameKey: name,
        displayKey: name,
        displayKeys: { foldedKey: name, typedKey: name },
        passwordHash: "x",
      };
      const session = { tokenHash: name, expiresAt: clock.now() + 1000, address: "", agent: "" };
      const registered = await inProcess.storage.journal.submit({
        kind: "register",
        user: { ...user, foldedKey: name, typedKey: name },
        session,
        inviteHash: null,
        registrationForced: null,
      });
      expect(registered.ok).toBe(true);
    }
    const mine = await owner.connect();
    const hers = await guest.connect();
    await mine.askOk({ type: "typing", roomId: lounge });
    await mine.askOk({ type: "typing", roomId: lounge, on: false });
    // What is told of a small room comes first.
    await mine.askOk({ type: "typing", roomId: small });
    expect(await hers.next("typing")).toMatchObject({ roomId: small, on: true });
    await Promise.all([mine.close(), hers.close()]);
  }, 30_000);
});
