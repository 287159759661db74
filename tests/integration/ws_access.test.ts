// A2: what ends access acts on open sockets before the answer to the request that ended it.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";

import {
  setUpWorkspace,
  signIn,
  signUp,
  type Loose,
  type Person,
  type TestSocket,
} from "../support/client.ts";
import { startInProcess, type InProcess } from "../support/in_process.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { makeRoom, postMessage } from "../support/message_rooms.ts";

const lounge = 1;
let server: TestServer;
let ada: Person;
let lastName = 0;
let lastPost = 0;

beforeAll(async () => {
  server = await startTestServer();
  ada = await setUpWorkspace(server.url);
});
afterAll(() => server.dispose());

/** Somebody new in the lounge, so that no test ends another's sessions. */
async function newcomer(): Promise<Person> {
  lastName += 1;
  return signUp(server.url, { username: `guest${lastName}`, invitedBy: ada });
}

async function postAsAda(): Promise<string> {
  lastPost += 1;
  const clientId = `access-${lastPost}`;
  expect((await ada.post(`/api/rooms/${lounge}/messages`, { clientId, body: clientId })).status).toBe(201);
  return clientId;
}

/** Passes over other events. */
async function nextPost(socket: TestSocket): Promise<string | undefined> {
  return (await socket.next("message")).message?.clientId;
}

function heardPosts(socket: TestSocket): string[] {
  return socket
    .log()
    .flatMap((frame) => (frame.type === "message" && frame.message ? frame.message.clientId : []));
}

interface Ending {
  name: string;
  /** Of the whole account, not of one session. */
  endsAll?: true;
  /** Ends `victim`'s session; when it resolves the answer is there. */
  end: (victim: Person, other: Person) => Promise<{ status: number }>;
}

const endings: Ending[] = [
  { name: "logout", end: (victim) => victim.post("/api/logout") },
  {
    name: "one session ended by another",
    async end(victim, other) {
      const { body } = await victim.get("/api/sessions");
      const mine = body.sessions.find((one: Loose) => one.current);
      return other.delete(`/api/sessions/${mine.id}`);
    },
  },
  { name: "all others ended", end: (_victim, other) => other.delete("/api/sessions") },
  {
    name: "a password change elsewhere",
    end: (_victim, other) =>
      other.post("/api/me/password", { current: other.password, password: "nine purple lanterns glow" }),
  },
  {
    name: "deactivation",
    endsAll: true,
    end: ({ user }) => ada.patch(`/api/users/${user.id}`, { deactivated: true }),
  },
  {
    name: "erasure",
    endsAll: true,
    end: ({ user }) => ada.post(`/api/users/${user.id}/erase`, { username: user.username }),
  },
];

for (const { name, endsAll, end } of endings) {
  test(`[A2] ${name}: the socket ends with 4001 and hears nothing that is committed later`, async () => {
    const victim = await newcomer();
    const other = await signIn(server.url, { username: victim.user.username });
    const socket = await victim.connect();
    const otherSocket = await other.connect();
    const before = await postAsAda();
    expect(await nextPost(socket)).toBe(before);

    expect((await end(victim, other)).status).toBeLessThan(300);
    const after = await postAsAda();
    // At once, in the same breath as the end: it must not be taken any more.
    socket.send(JSON.stringify({ type: "post", roomId: lounge, clientId: `${name} late`, body: "late" }));
    const closed = await socket.closed;
    expect(closed.code).toBe(4001);
    const frames = socket.log();
    expect(frames.at(-1)).toEqual({ type: "bye", code: 4001, reconnect: false, afterMs: 0 });
    expect(heardPosts(socket)).not.toContain(after);

    const { body } = await ada.get(`/api/rooms/${lounge}/messages`);
    expect(body.messages.map((one: Loose) => one.body)).not.toContain("late");
    expect((await victim.get("/api/me")).status).toBe(401);
    if (endsAll) expect((await otherSocket.closed).code).toBe(4001);
    else {
      if (name !== "logout") {
        expect(await nextPost(otherSocket)).toBe(before);
        expect(await nextPost(otherSocket)).toBe(after);
      }
      await otherSocket.close();
    }
  });
}

test("[A2] posts on their way when the session ends: what is refused is in no history", async () => {
  const victim = await newcomer();
  const other = await signIn(server.url, { username: victim.user.username });
  const socket = await victim.connect();
  const burst = Array.from({ length: 50 }, (_, at) => `burst-${at}`);
  for (const clientId of burst) {
    socket.send(JSON.stringify({ type: "post", ref: clientId, roomId: lounge, clientId, body: clientId }));
  }
  await other.delete("/api/sessions");
  const mark = await postAsAda();
  await socket.closed;
  const { body } = await ada.get(`/api/rooms/${lounge}/messages?limit=100`);
  const stored: string[] = body.messages.map((one: Loose) => one.body);
  // Nothing of the ended session comes after what was committed later.
  expect(stored.slice(stored.indexOf(mark) + 1).filter((text) => text.startsWith("burst-"))).toEqual([]);
  for (const frame of socket.log()) {
    if (frame.type === "ok") expect(stored).toContain(String(frame.ref));
  }
});

test("[A2] leaving a room: nothing of it arrives any more, and joining again brings it back", async () => {
  const guest = await newcomer();
  const socket = await guest.connect();
  expect((await guest.post(`/api/rooms/${lounge}/leave`)).status).toBe(204);
  await postAsAda();
  expect(await socket.ask({ type: "post", roomId: lounge, clientId: "x", body: "x" })).toMatchObject({
    code: "not_found",
  });
  expect(await socket.ask({ type: "sync", roomId: lounge, rev: 0 })).toMatchObject({ code: "not_found" });
  expect((await guest.get(`/api/rooms/${lounge}/messages`)).status).toBe(404);
  await guest.post(`/api/rooms/${lounge}/join`);
  const back = await postAsAda();
  expect(await nextPost(socket)).toBe(back);
  expect(socket.log().filter((frame) => frame.type === "message").length).toBe(1);
  await socket.close();
});

test("[A2] leaving on one tab holds for all tabs and for the one that is just coming in", async () => {
  const guest = await newcomer();
  const tab = await guest.connect();
  const coming = guest.connect();
  await guest.post(`/api/rooms/${lounge}/leave`);
  const late = await coming;
  const unseen = await postAsAda();
  for (const socket of [tab, late]) {
    await socket.ask({ type: "ping" });
    expect(heardPosts(socket)).not.toContain(unseen);
  }
  await Promise.all([tab.close(), late.close()]);
});

test("[A2] removed from a room with the socket open: nothing of it arrives any more", async () => {
  const guest = await newcomer();
  const tabs = [await guest.connect(), await guest.connect()];
  const attic = await makeRoom(ada, { name: "attic", members: [guest] });
  const seen = await postMessage(ada, attic, "seen");
  for (const tab of tabs) {
    expect(await nextPost(tab)).toBe(seen.clientId);
    // So that the server has their membership at hand.
    expect(await tab.ask({ type: "sync", roomId: attic, rev: 0 })).toMatchObject({ type: "synced" });
  }
  const before = tabs.map((tab) => tab.log().length);

  expect((await ada.delete(`/api/rooms/${attic}/members/${guest.user.id}`)).status).toBe(204);
  await postMessage(ada, attic, "unseen");
  await ada.patch(`/api/rooms/${attic}`, { name: "loft" });
  await ada.patch(`/api/messages/${seen.id}`, { editedAt: null, body: "unseen too" });
  const mark = await postAsAda();
  for (const [index, tab] of tabs.entries()) {
    for (const frame of [
      { type: "post", roomId: attic, clientId: `late-${index}`, body: "late" },
      { type: "sync", roomId: attic, rev: 0 },
      { type: "read", roomId: attic, seq: 2 },
      { type: "typing", roomId: attic },
      { type: "edit", messageId: seen.id, editedAt: null, body: "x" },
      { type: "react", messageId: seen.id, emoji: "👍", on: true },
    ]) {
      expect(await tab.ask(frame)).toMatchObject({ type: "error", code: "not_found" });
    }
    expect(await nextPost(tab)).toBe(mark);
    const after = tab.log().slice(before[index]);
    expect(after.filter((frame) => frame.type === "left")).toEqual([{ type: "left", roomId: attic }]);
    const ofIt = after.filter(
      (frame) => frame.type !== "left" && JSON.stringify(frame).includes(`"roomId":${attic}`),
    );
    expect(ofIt).toEqual([]);
    expect(JSON.stringify(after)).not.toContain("loft");
    await tab.close();
  }
});

test("[A2] posts on their way when their author is removed: what is refused is in no history", async () => {
  const guest = await newcomer();
  const socket = await guest.connect();
  const attic = await makeRoom(ada, { name: "attic", members: [guest] });
  const burst = Array.from({ length: 50 }, (_, at) => `burst-${at}`);
  for (const clientId of burst) {
    socket.send(JSON.stringify({ type: "post", ref: clientId, roomId: attic, clientId, body: clientId }));
  }
  await ada.delete(`/api/rooms/${attic}/members/${guest.user.id}`);
  await postMessage(ada, attic, "mark");
  await socket.ask({ type: "ping" });
  const { body } = await ada.get(`/api/rooms/${attic}/messages?limit=100`);
  const stored: string[] = body.messages.map((one: Loose) => one.body);
  expect(stored.at(-1)).toBe("mark");
  for (const frame of socket.log()) {
    if (frame.type === "ok" && typeof frame.ref === "string" && frame.ref.startsWith("burst")) {
      expect(stored).toContain(frame.ref);
    }
  }
  await socket.close();
});

test("[A2] a role that was taken counts no more, on the socket either", async () => {
  const guest = await newcomer();
  const socket = await guest.connect();
  const attic = await makeRoom(ada, { name: "attic", members: [guest] });
  const role = (name: string) => ada.patch(`/api/rooms/${attic}/members/${guest.user.id}`, { role: name });
  const [one, two] = [await postMessage(ada, attic, "one"), await postMessage(ada, attic, "two")];
  expect(await socket.ask({ type: "delete", messageId: one.id })).toMatchObject({ code: "not_allowed" });
  await role("owner");
  expect(await socket.ask({ type: "delete", messageId: one.id })).toMatchObject({ type: "ok" });
  await role("member");
  expect(await socket.ask({ type: "delete", messageId: two.id })).toMatchObject({ code: "not_allowed" });
  await socket.close();
});

test("[A2] a room that becomes private is gone for whoever was looking at it", async () => {
  const guest = await newcomer();
  const garden = await makeRoom(ada, { name: "garden", kind: "public" });
  expect((await guest.get(`/api/rooms/${garden}`)).status).toBe(200);
  await ada.patch(`/api/rooms/${garden}`, { kind: "private" });
  expect((await guest.get(`/api/rooms/${garden}`)).status).toBe(404);
  expect((await guest.post(`/api/rooms/${garden}/join`)).status).toBe(404);
});

describe("[A2] a session that expires", () => {
  let clock = Date.now();
  let inProcess: InProcess;
  beforeAll(async () => {
    inProcess = await startInProcess({ now: () => clock });
  });
  afterAll(() => inProcess.dispose());

  const day = 24 * 3600 * 1000;

  test("[A2] its socket ends, one that is used slides on", async () => {
    const admin = await setUpWorkspace(inProcess.url);
    const idle = await admin.connect();
    const used = await (await signIn(inProcess.url, { username: "Ada" })).connect();
    for (let half = 0; half < 3; half += 1) {
      clock += 14 * day;
      if (!used.isOpen()) break;
      await used.ask({ type: "ping" });
      await inProcess.server.checkSessions();
    }
    expect((await idle.closed).code).toBe(4001);
    expect(used.isOpen()).toBe(true);
    expect((await admin.get("/api/me")).status).toBe(401);
    // R4: a year at most, however much it is used.
    for (let month = 0; month < 13 && used.isOpen(); month += 1) {
      clock += 28 * day;
      await used.ask({ type: "ping" }).catch(() => undefined);
      await inProcess.server.checkSessions();
    }
    expect((await used.closed).code).toBe(4001);
  });

  test("[A2] the socket ends at that moment by itself", async () => {
    const begun = clock;
    const other = await signIn(inProcess.url, { username: "Ada" });
    // Used all year, so that only the year ends it: coming in would slide it otherwise.
    for (let month = 1; month <= 13; month += 1) {
      clock = begun + month * 28 * day;
      // A write comes back after the slide is written.
      expect((await other.put(`/api/rooms/${lounge}/read`, { seq: 0 })).status).toBe(200);
    }
    clock = begun + 365 * day - 300;
    const socket = await other.connect();
    clock += 300;
    expect((await socket.closed).code).toBe(4001);
  });
});
