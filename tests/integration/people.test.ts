// People over REST: P1 to P4.
import { afterAll, beforeAll, expect, test } from "bun:test";

import type { User } from "../../src/protocol/shapes.ts";
import { defaultPreferences, preferenceChoices } from "../../src/protocol/preferences.ts";
import { register, setUpWorkspace, signIn, signUp, type Loose, type Person } from "../support/client.ts";
import { expectStatus, makeRoom, openDirect, refusalOf, postMessage } from "../support/message_rooms.ts";
import { startInProcess } from "../support/in_process.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let server: TestServer;
/** The first, which removes the folder that a second ran on. */
let folder: TestServer | undefined;
let ada: Person;
let lastName = 0;

beforeAll(async () => {
  server = await startTestServer();
  ada = await setUpWorkspace(server.url);
});
afterAll(async () => {
  await server.dispose();
  await folder?.dispose();
});

function newcomer(username?: string): Promise<Person> {
  lastName += 1;
  return signUp(server.url, { username: username ?? `guest${lastName}`, invitedBy: ada });
}

const setRole = (one: Person, { user }: Person, role: string) => one.patch(`/api/users/${user.id}`, { role });
const deactivate = (one: Person, { user }: Person, deactivated = true) =>
  one.patch(`/api/users/${user.id}`, { deactivated });
const erase = (one: Person, { user }: Person, username = user.username) =>
  one.post(`/api/users/${user.id}/erase`, { username });
const find = async (one: Person, query: string): Promise<string[]> =>
  expectStatus(await one.get(`/api/users?${query}`), 200).users.map(({ username }: Loose) => username);

const whyNot = (promise: Promise<unknown>): Promise<string> => promise.then(() => "let in", String);

test("[P1] signing up, signing in and `me` give the whole of me", async () => {
  const one = await newcomer("Whole");
  const whole: User = {
    id: one.user.id,
    username: "Whole",
    displayName: "Whole",
    avatar: null,
    role: "member",
    status: null,
    dndUntil: null,
    isDeactivated: false,
    quietHours: null,
    receipts: true,
    preferences: defaultPreferences,
  };
  expect(one.user).toEqual(whole);
  expect((await signIn(server.url, { username: "whole" })).user).toEqual(whole);
  expect((await one.get("/api/me")).body.user).toEqual(whole);
  const { quietHours: _, receipts: __, preferences: ___, ...person } = whole;
  expect((await ada.get(`/api/users/${one.user.id}`)).body.user).toEqual(person);
  expect(ada.user).toEqual({ ...whole, id: ada.user.id, username: "Ada", displayName: "Ada", role: "admin" });
});

test("[P1] everyone finds everyone by the beginning of either name, in any case and form", async () => {
  const one = await newcomer("Straße");
  await one.patch("/api/me", { displayName: "Ångström 上海" });
  const other = await newcomer("Strand");
  for (const q of ["STRASSE", "straß", "ångs", "A\u030angström 上"]) {
    expect([q, await find(other, `q=${encodeURIComponent(q)}`)]).toEqual([q, ["Straße"]]);
  }
  expect(await find(other, "q=stra")).toEqual(["Straße", "Strand"]);
  for (const q of ["%", "_tra", "*", "' OR 1=1", "ngström", "\u{10ffff}"]) {
    expect(await find(other, `q=${encodeURIComponent(q)}`)).toEqual([]);
  }
  const everyone = await find(other, "q=");
  expect(everyone).toContain("Ada");
  const first: Loose = expectStatus(await other.get("/api/users?limit=2"), 200);
  const second: Loose = expectStatus(await other.get(`/api/users?limit=100&after=${first.next}`), 200);
  expect([...first.users, ...second.users].map(({ username }: Loose) => username)).toEqual(everyone);
  expect(second.next).toBeNull();
  expect(refusalOf(await other.get("/api/users/999999"))).toEqual([404, "not_found"]);
});

test("[P1] roles are given by admins alone, and one active admin stays", async () => {
  const one = await newcomer();
  const other = await newcomer();
  expect(refusalOf(await setRole(one, one, "admin"))).toEqual([403, "not_allowed"]);
  expect(refusalOf(await setRole(ada, ada, "member"))).toEqual([409, "last_admin"]);
  expect(refusalOf(await deactivate(ada, ada))).toEqual([409, "last_admin"]);
  expect(refusalOf(await erase(ada, ada))).toEqual([409, "last_admin"]);
  expect(refusalOf(await setRole(ada, other, "owner"))).toEqual([400, "bad_request"]);
  expect(refusalOf(await ada.patch("/api/users/999999", { role: "admin" }))).toEqual([404, "not_found"]);
  const both = await ada.patch(`/api/users/${one.user.id}`, { role: "admin", deactivated: true });
  expect(refusalOf(both)).toEqual([400, "bad_request"]);
  const { user } = expectStatus(await setRole(ada, one, "admin"), 200);
  expect(user).toMatchObject({ role: "admin", isDeactivated: false });
  expectStatus(await setRole(one, other, "admin"), 200);
  expectStatus(await setRole(one, other, "member"), 200);
  expectStatus(await setRole(one, one, "member"), 200);
  expect(refusalOf(await setRole(one, other, "admin"))).toEqual([403, "not_allowed"]);
});

for (const [name, act] of [
  ["demote", (one: Person, other: Person) => setRole(one, other, "member")],
  ["deactivate", (one: Person, other: Person) => deactivate(one, other)],
  ["erase", (one: Person, other: Person) => erase(one, other)],
] as const) {
  test(`[P1] two admins who ${name} each other at once leave one`, async () => {
    const inProcess = await startInProcess();
    try {
      const one = await setUpWorkspace(inProcess.url, { username: "One" });
      const other = await signUp(inProcess.url, { username: "Other", invitedBy: one });
      expectStatus(await setRole(one, other, "admin"), 200);
      const answers = await Promise.all([act(one, other), act(other, one)]);
      const first = answers[0]?.status === 200 ? one : other;
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      const { users } = expectStatus(await first.get("/api/users"), 200);
      const admins = users.filter(({ role, isDeactivated }: Loose) => role === "admin" && !isDeactivated);
      expect(admins).toMatchObject([{ username: first.user.username }]);
    } finally {
      await inProcess.dispose();
    }
  });
}

test("[P2] who is deactivated is out everywhere, and comes back by being reactivated", async () => {
  const one = await newcomer();
  const other = await newcomer();
  const path = `/api/rooms/${await makeRoom(other, { name: "attic", members: [one] })}/messages`;
  const post = expectStatus(await one.post(path, { clientId: "mine", body: "mine" }), 201);
  const link = expectStatus(await one.post("/api/invites"), 201).invite.url;
  expect(refusalOf(await deactivate(other, one))).toEqual([403, "not_allowed"]);
  const { user } = expectStatus(await deactivate(ada, one), 200);
  expect(user).toMatchObject({ username: one.user.username, isDeactivated: true });
  expectStatus(await deactivate(ada, one), 200);
  expect(refusalOf(await one.get("/api/me"))).toEqual([401, "not_signed_in"]);
  expect(refusalOf(await one.post(path, { clientId: "late", body: "late" }))).toEqual([401, "not_signed_in"]);
  expect(await whyNot(signIn(server.url, { username: one.user.username }))).toContain("wrong_credentials");
  const invite = link.split("#")[1] ?? "";
  expect(await whyNot(register(server.url, { username: "Fred", invite }))).toContain("invite_invalid");
  // What they wrote stays under their name, and their name stays theirs.
  const { messages } = expectStatus(await other.get(path), 200);
  expect(messages).toMatchObject([{ id: post.message.id, author: { username: one.user.username } }]);
  expect(await whyNot(newcomer(one.user.username))).toContain("name_taken");
  expect(refusalOf(await setRole(ada, one, "admin"))).toEqual([409, "person_gone"]);

  expectStatus(await deactivate(ada, one, false), 200);
  const back = await signIn(server.url, { username: one.user.username });
  expect((await back.get(path)).body.messages).toHaveLength(1);
  expect(refusalOf(await one.get("/api/me"))).toEqual([401, "not_signed_in"]);
  // Who read on meanwhile made an invite.
  const { entries: newest } = expectStatus(await ada.get("/api/audit?limit=3"), 200);
  const entries = newest.filter(({ action }: { action: string }) => action !== "invite_made");
  expect(entries).toMatchObject([
    { action: "user_reactivated", actor: { username: "Ada" }, user: { id: one.user.id } },
    { action: "user_deactivated", actor: { username: "Ada" }, user: { id: one.user.id } },
  ]);
});

test("[P3] erasing asks for the name, takes it away, and cannot be taken back", async () => {
  const one = await newcomer();
  const other = await newcomer();
  await one.patch("/api/me", { displayName: "Someone", status: { emoji: "🌴", text: "away", until: null } });
  const direct = (await openDirect(one, other)).body.room.id;
  // Else the room goes with them (G1).
  expectStatus(await one.post(`/api/rooms/${direct}/messages`, { clientId: "hello", body: "hello" }), 201);
  expect(refusalOf(await erase(other, one))).toEqual([403, "not_allowed"]);
  for (const username of ["", one.user.username.toUpperCase(), `${one.user.username} `]) {
    expect(refusalOf(await erase(ada, one, username))).toEqual([400, "bad_request"]);
  }
  expect(refusalOf(await ada.post("/api/users/999999/erase", { username: "x" }))).toEqual([404, "not_found"]);
  const { user } = expectStatus(await erase(ada, one), 200);
  const nameless = {
    id: one.user.id,
    username: "",
    displayName: "",
    avatar: null,
    role: "member",
    status: null,
    dndUntil: null,
    isDeactivated: true,
  };
  expect(user).toEqual(nameless);
  // The answer may have been lost.
  expect((await erase(ada, one)).body.user).toEqual(nameless);
  expect(refusalOf(await one.get("/api/me"))).toEqual([401, "not_signed_in"]);
  expect(refusalOf(await deactivate(ada, one, false))).toEqual([409, "person_gone"]);
  expect(refusalOf(await setRole(ada, one, "admin"))).toEqual([409, "person_gone"]);
  expect(await find(other, "q=someone")).toEqual([]);
  expect(await find(other, "q=")).not.toContain("");
  // The other keeps the room, and sees that it was with someone.
  const { members } = (await other.get(`/api/rooms/${direct}`)).body.room;
  expect(members).toMatchObject([nameless, { id: other.user.id }]);
  expect(await whyNot(signIn(server.url, { username: one.user.username }))).toContain("wrong_credentials");
  expect(await whyNot(signIn(server.url, { username: `ERASED ${one.user.id}` }))).toContain(
    "wrong_credentials",
  );
  const audit = JSON.stringify(expectStatus(await ada.get("/api/audit"), 200));
  expect(audit).toContain("user_erased");
  expect(audit).not.toContain(one.user.username);
  // The name is free again, for somebody else.
  const namesake = await newcomer(one.user.username);
  expect(namesake.user.id).not.toBe(one.user.id);
  expect((await namesake.get(`/api/rooms/${direct}`)).status).toBe(404);
});

test("[P3] all they wrote is emptied after the answer, and goes on after a kill", async () => {
  const one = await newcomer();
  const other = await newcomer();
  const room = await makeRoom(other, { name: "attic", members: [one] });
  for (let index = 0; index < 20; index += 1) await postMessage(one, room, `mine ${index}`);
  const theirs = await postMessage(other, room, "theirs");
  const last = await postMessage(one, room, "an answer", { replyTo: theirs.id });
  expectStatus(await erase(ada, one), 200);
  await server.kill();
  folder = server;
  server = await startTestServer({ dataDir: folder.dataDir });
  const again = await signIn(server.url, { username: other.user.username });
  const admin = await signIn(server.url, { username: "Ada" });
  ada = admin;
  const socket = await again.connect();
  // Whether the steps were done before the kill or come now: a sync shows when the last one is through.
  let page: Loose;
  do {
    await socket.ask({ type: "ping" });
    page = expectStatus(await again.get(`/api/rooms/${room}/messages?limit=100`), 200);
  } while (page.messages.some((message: Loose) => message.id === last.id && message.deletedAt === null));
  for (const message of page.messages) {
    const isTheirs = message.id === theirs.id;
    expect([message.body, message.deletedAt === null, message.author.username]).toEqual(
      isTheirs ? ["theirs", true, other.user.username] : ["", false, ""],
    );
  }
  expect(page.messages.find(({ id }: Loose) => id === theirs.id)).toMatchObject({ replies: 0 });
  // Whoever has less of the room than that loads it anew (W12).
  const synced = await socket.ask({ type: "sync", roomId: room, rev: 1 });
  expect(synced).toMatchObject({ type: "synced", complete: false });
  await socket.close();
});

test("[L8] a status text is one line of 0 to 100 units", async () => {
  const one = await newcomer();
  const put = (text: string) => one.patch("/api/me", { status: { emoji: "🌴", text, until: null } });
  const storedText = async (text: string) => expectStatus(await put(text), 200).user.status.text;
  for (const text of ["", "x".repeat(100), "🌴".repeat(50)]) expect(await storedText(text)).toBe(text);
  expect(await storedText(" at both ends\t")).toBe("at both ends");
  const wrong: [text: string, code: string][] = [
    ["x".repeat(101), "too_long"],
    ["🌴".repeat(50) + "x", "too_long"],
    ["a\nb", "bad_name"],
    ["a\u0007b", "bad_name"],
    ["a\u202eb", "bad_name"],
  ];
  for (const [text, code] of wrong) {
    const answer = await put(text);
    expect([text, refusalOf(answer), answer.body.error.field]).toEqual([text, [400, code], "status.text"]);
  }
});

test("[P4] a profile is changed field by field, and says no to what is none", async () => {
  const one = await newcomer();
  const until = Date.now() + 1000;
  const change = async (what: Record<string, unknown>): Promise<Loose> =>
    expectStatus(await one.patch("/api/me", what), 200).user;
  // E1: one look of an emoji.
  expect((await change({ status: { emoji: "❤", text: " in a meeting ", until } })).status).toEqual({
    emoji: "❤️",
    text: "in a meeting",
    until,
  });
  expect((await change({ status: { emoji: "", text: "", until: null } })).status).toBeNull();
  const quietHours = { from: "22:00", to: "07:30", zone: "Asia/Kolkata" };
  expect(await change({ quietHours, dndUntil: until })).toMatchObject({
    quietHours,
    dndUntil: until,
    status: null,
  });
  expect(await change({ quietHours: null, displayName: " Someone " })).toMatchObject({
    quietHours: null,
    dndUntil: until,
    displayName: "Someone",
  });
  expect((await change({ displayName: "" })).displayName).toBe(one.user.username);
  const status = { emoji: "", text: "", until: null };
  const wrong: [Record<string, unknown>, string, string][] = [
    [{ status: { ...status, emoji: "x" } }, "bad_emoji", "status.emoji"],
    [{ status: { ...status, emoji: "🌴🌴" } }, "bad_emoji", "status.emoji"],
    [{ status: { ...status, until: -1 } }, "bad_request", "status.until"],
    [{ status: { text: "x", until: null } }, "bad_request", "status.emoji"],
    [{ quietHours: { ...quietHours, zone: "Nowhere/At_All" } }, "bad_request", "quietHours.zone"],
    [{ quietHours: { ...quietHours, zone: "+05:30" } }, "bad_request", "quietHours.zone"],
    [{ quietHours: { ...quietHours, zone: "" } }, "bad_request", "quietHours.zone"],
    [{ quietHours: { ...quietHours, from: "24:00" } }, "bad_request", "quietHours.from"],
    [{ quietHours: { ...quietHours, to: "7:30" } }, "bad_request", "quietHours.to"],
    [{ dndUntil: "tomorrow" }, "bad_request", "dndUntil"],
    [{ receipts: null }, "bad_request", "receipts"],
    [{ role: "admin" }, "bad_request", "role"],
  ];
  const before = (await one.get("/api/me")).body.user;
  for (const [what, code, field] of wrong) {
    const answer = await one.patch("/api/me", { displayName: "never", ...what });
    expect([refusalOf(answer), answer.body.error.field]).toEqual([[400, code], field]);
  }
  expect((await one.get("/api/me")).body.user).toEqual(before);
});

test("[P5] preferences are one of the choices each, change one by one, and stay with the account", async () => {
  const one = await newcomer();
  const choose = (preferences: unknown) => one.patch("/api/me", { preferences });
  const mine = async (who: Person) => (await who.get("/api/me")).body.user.preferences;
  expect(expectStatus(await choose({ theme: "dark", clock: "h23" }), 200).user.preferences).toEqual({
    ...defaultPreferences,
    theme: "dark",
    clock: "h23",
  });
  expect(expectStatus(await choose({ theme: "light" }), 200).user.preferences.clock).toBe("h23");
  for (const [key, choices] of Object.entries(preferenceChoices)) {
    for (const choice of choices) {
      const { user } = expectStatus(await choose({ [key]: choice }), 200);
      expect(user.preferences[key]).toBe(choice);
    }
    const before = await mine(one);
    for (const wrong of ["sepia", "", null, 1, [choices[0]]]) {
      const answer = await choose({ theme: "dark", [key]: wrong });
      expect([refusalOf(answer), answer.body.error.field]).toEqual([
        [400, "bad_request"],
        `preferences.${key}`,
      ]);
    }
    expect(await mine(one)).toEqual(before);
  }
  const unknown = await choose({ font: "x" });
  expect([refusalOf(unknown), unknown.body.error.field]).toEqual([[400, "bad_request"], "font"]);
  const again = await signIn(server.url, { username: one.user.username });
  expect(again.user.preferences).toEqual(await mine(one));
  const socket = await again.connect();
  expect(socket.hello.user.preferences).toEqual(again.user.preferences);
  await socket.close();
  expect(expectStatus(await ada.get(`/api/users/${one.user.id}`), 200).user).not.toHaveProperty(
    "preferences",
  );
});

test("[X3] nothing of this was a bug", () => {
  expect(server.problems()).toBe("");
});
