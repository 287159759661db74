// A1, A2, A3: every path with its method, from the OpenAPI document, and every frame, from its schema, tried by everyone on every
// kind of room. What must happen is in tests/support/access_rules.ts.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";

import { clientFrame } from "../../src/protocol/client_frames.ts";
import type { RoomKind } from "../../src/protocol/shapes.ts";
import {
  frameRules,
  insiders,
  newClientId,
  outsiders,
  restRules,
  theAuthor,
  type Role,
  type RoomRule,
} from "../support/access_rules.ts";
import {
  call,
  openSocket,
  setUpWorkspace,
  signUp,
  type Loose,
  type Person,
  type TestSocket,
} from "../support/client.ts";
import { putAvatar, upload } from "../support/files.ts";
import { startInProcess, type InProcess } from "../support/in_process.ts";
import { picture } from "../support/pictures.ts";
import { expectStatus, makeRoom, openDirect, postMessage } from "../support/message_rooms.ts";

const kinds: RoomKind[] = ["public", "private", "direct"];
const roles: readonly Role[] = [...insiders, ...outsiders];
/** In every hidden room, and nowhere else. */
const secret = "zyzzyva";
const missing = 999_999;

let server: InProcess;
let ada: Person;
/** Another member, whose message it is about. */
let author: Person;
let deactivated: Person;
let people: Record<Role, Person>;
let operations: string[];
const logged: string[] = [];
let lastId = 0;

beforeAll(async () => {
  const log = {
    debug: () => undefined,
    info: () => undefined,
    // Refusals of rights are told there, and nothing else than a refusal is expected.
    warn: (event: string) => void (event !== "security" && logged.push(event)),
    error: (event: string) => void logged.push(event),
  };
  server = await startInProcess({ log });
  ada = await setUpWorkspace(server.url, { username: "Ada" });
  const come = (username: string) => signUp(server.url, { username, invitedBy: ada });
  people = {
    member: await come("Member"),
    owner: await come("Owner"),
    adminInside: await come("AdminInside"),
    stranger: await come("Stranger"),
    adminOutside: await come("AdminOutside"),
    removed: await come("Removed"),
  };
  author = await come("Author");
  author.user = expectStatus(await putAvatar(author, await picture("png", 2, 2)), 200).user;
  deactivated = await come("Deactivated");
  for (const { user } of [people.adminInside, people.adminOutside]) {
    expectStatus(await ada.patch(`/api/users/${user.id}`, { role: "admin" }), 200);
  }
  expectStatus(await ada.patch(`/api/users/${deactivated.user.id}`, { deactivated: true }), 200);
  const document: Loose = (await ada.get("/api/openapi.json")).body;
  operations = Object.entries<Loose>(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
});
afterAll(() => server.dispose());

interface Scene {
  kind: RoomKind;
  roomId: number;
  messageId: number;
  /** A picture in another message of the author; 0 where it is about something else. */
  fileId: number;
}

/** A new room with everyone of the insiders, and a message by the author. A direct room is one a set of people, for ever. */
async function setScene(kind: RoomKind, operation = ""): Promise<Scene> {
  const { owner, member, adminInside, removed } = people;
  const inside = [member, adminInside, author];
  const word = kind === "public" ? "known" : secret;
  let roomId: number;
  if (kind === "direct") {
    const answer = await openDirect(owner, ...inside);
    roomId = answer.body.room.id;
  } else {
    roomId = await makeRoom(owner, { name: word, kind, members: [...inside, removed] });
    await owner.delete(`/api/rooms/${roomId}/members/${removed.user.id}`);
  }
  const { id } = await postMessage(author, roomId, `${word} @Stranger @AdminOutside @Removed`);
  const fileId = operation.includes("/api/files") ? await postPicture(roomId) : 0;
  return { kind, roomId, messageId: id, fileId };
}

async function postPicture(roomId: number): Promise<number> {
  const { body } = await upload(author, await picture("png", 2, 2), { roomId, name: "a picture" });
  const fileIds: number[] = [body.file.id];
  const message = { clientId: clientId(), body: "", fileIds };
  expectStatus(await author.post(`/api/rooms/${roomId}/messages`, message), 201);
  return body.file.id;
}

function fill(body: Record<string, unknown>): Record<string, unknown> {
  const filled = { ...body };
  if (body["clientId"] === newClientId) filled["clientId"] = clientId();
  if (body["userIds"] === theAuthor) filled["userIds"] = [author.user.id];
  return filled;
}

function clientId(): string {
  lastId += 1;
  return `matrix-${lastId}`;
}

/** Without one that is there. */
const missingScene = (kind: RoomKind): Scene => ({
  kind,
  roomId: missing,
  messageId: missing,
  fileId: missing,
});

function address(operation: string, { roomId, messageId, fileId }: Scene, query?: string): [string, string] {
  const [method = "", path = ""] = operation.split(" ");
  const ids: Record<string, number> = {
    messages: messageId,
    files: fileId,
    users: author.user.id,
  };
  const id = ids[path.split("/")[2] ?? ""] ?? roomId;
  const filled = path
    .replace("{id}", String(id))
    .replace("{name}", "x")
    .replace("{avatar}", author.user.avatar ?? "")
    .replace("{userId}", String(author.user.id))
    .replace("{emoji}", encodeURIComponent("👍"));
  return [method, query === undefined ? filled : `${filled}?${query.replace("{id}", String(roomId))}`];
}

async function send(cookie: string | null, operation: string, scene: Scene, rule: Partial<RoomRule>) {
  const [method, path] = address(operation, scene, rule.query);
  return call(server.url, path, {
    method,
    ...(rule.body && { body: fill(rule.body) }),
    ...(cookie !== null && { cookie }),
  });
}

/** G8: admins are told of private rooms, and how they are called; of direct ones nothing. */
function withoutNames({ rooms, ...rest }: Loose): unknown {
  return {
    ...rest,
    rooms: rooms?.map(({ name, ...room }: Loose) => (room.kind === "private" ? room : { name, ...room })),
  };
}

const expectedOf = (status: number, code: string | undefined): string =>
  status < 400 ? "done" : code === "not_found" ? "hidden" : (code ?? String(status));

/** What the room is, for whoever is in it: to see that nobody outside changed anything. */
async function readScene({ roomId }: Scene): Promise<string> {
  const seen = await Promise.all(
    ["", "/members", "/messages", "/log", "/pins"].map((part) => author.get(`/api/rooms/${roomId}${part}`)),
  );
  return JSON.stringify(seen.map(({ body }) => body));
}

test("[A1] [A3] every path of the API and every frame has a rule, and every rule is needed", () => {
  expect(Object.keys(restRules).sort()).toEqual(operations.toSorted());
  const frames = clientFrame.options.map(({ shape }) => shape.type.value);
  expect(Object.keys(frameRules).sort()).toEqual(frames.toSorted());
});

describe("[A1] [A3] over REST", () => {
  for (const [operation, rule] of Object.entries(restRules)) {
    if (rule.about !== "a room") continue;
    for (const one of rule.rules) {
      for (const kind of kinds) {
        test(`[A1] [A3] ${operation}${one.what ? `, ${one.what},` : ""} of a ${kind} room`, () =>
          tryRest(operation, one, kind));
      }
    }
  }

  async function tryRest(operation: string, rule: RoomRule, kind: RoomKind): Promise<void> {
    let scene = await setScene(kind, operation);
    const before = await readScene(scene);
    for (const cookie of [null, deactivated.cookie]) {
      const answer = await send(cookie, operation, scene, rule);
      expect([answer.status, answer.body.error.code]).toEqual([401, "not_signed_in"]);
    }
    // First those who must be refused, so that they all find the same room.
    const refusedFirst = roles.toSorted(
      (a, b) => Number(rule.expected(a, kind) === "done") - Number(rule.expected(b, kind) === "done"),
    );
    let isUntouched = true;
    for (const role of refusedFirst) {
      const wanted = rule.expected(role, kind);
      if (wanted === "done" && isUntouched) {
        expect([role, await readScene(scene)]).toEqual([role, before]);
        isUntouched = false;
      }
      // What was done may be done only once.
      if (wanted === "done") scene = await setScene(kind, operation);
      const { cookie } = people[role];
      const answer = await send(cookie, operation, scene, rule);
      const found = expectedOf(answer.status, answer.body?.error?.code);
      expect({ role, found, body: answer.status < 400 ? null : answer.body }).toMatchObject({
        role,
        found: wanted,
      });
      if (wanted === "done" || insiders.some((insider) => insider === role)) continue;
      const nothing = await send(cookie, operation, missingScene(kind), rule);
      expect([role, answer.status, answer.body]).toEqual([role, nothing.status, nothing.body]);
    }
    if (isUntouched) expect(await readScene(scene)).toBe(before);
  }
});

describe("[A1] [A3] on the socket", () => {
  for (const [type, rule] of Object.entries(frameRules)) {
    for (const kind of kinds) {
      if (rule) test(`[A1] [A3] ${type} in a ${kind} room`, () => tryFrame(type, rule, kind));
    }
  }

  async function tryFrame(
    type: string,
    rule: NonNullable<(typeof frameRules)["post"]>,
    kind: RoomKind,
  ): Promise<void> {
    let scene = await setScene(kind);
    const before = await readScene(scene);
    for (const role of [...outsiders, ...insiders]) {
      const wanted = rule.expected(role, kind);
      if (wanted === "done") scene = await setScene(kind);
      const socket = await people[role].connect();
      const reply = await ask(socket, type, rule.frame({ ...scene, clientId: clientId() }));
      const isDone = reply.type !== "error";
      expect({ role, found: isDone ? "done" : expectedOf(400, reply.code), reply }).toMatchObject({
        role,
        found: wanted,
      });
      if (wanted !== "done" && !insiders.some((insider) => insider === role)) {
        expect(reply).toEqual(
          await ask(socket, type, rule.frame({ ...missingScene(kind), clientId: clientId() })),
        );
        expect([role, await readScene(scene)]).toEqual([role, before]);
      }
      await socket.close();
    }
  }

  /** The reply, without what tells one ask from another. */
  async function ask(socket: TestSocket, type: string, frame: object): Promise<Loose> {
    const { ref: _, ...reply }: Loose = await socket.ask({ type, ...frame });
    return reply;
  }

  test("[A4] nobody and who is deactivated open no socket", async () => {
    for (const options of [{}, { cookie: deactivated.cookie }]) {
      const opened = await openSocket(server.url, options).then(() => "opened", String);
      expect(opened).toContain("No socket");
    }
  });
});

describe("[A1] what is mine or everyone's", () => {
  for (const [operation, rule] of Object.entries(restRules)) {
    if (rule.about === "me" || rule.about === "the workspace") {
      test(`[R1] ${operation} needs a session`, async () => {
        for (const cookie of [null, deactivated.cookie]) {
          const answer = await send(cookie, operation, missingScene("public"), rule);
          expect([answer.status, answer.body.error.code]).toEqual([401, "not_signed_in"]);
        }
      });
    }
    if (rule.about === "the workspace") {
      test(`[A1] ${operation} is for admins`, async () => {
        const refused = await send(people.stranger.cookie, operation, missingScene("public"), rule);
        expect([refused.status, refused.body.error.code]).toEqual([403, "not_allowed"]);
        const answer = await send(people.adminOutside.cookie, operation, missingScene("public"), rule);
        expect([401, 403, 500]).not.toContain(answer.status);
      });
    }
  }

  test("[A1] nothing an outsider can read of themselves, the workspace or the socket tells of a hidden room", async () => {
    const stranger = await signUp(server.url, { username: "Eve", invitedBy: ada });
    // An admin removed it above.
    author.user = expectStatus(await putAvatar(author, await picture("png", 2, 2)), 200).user;
    const reads = Object.entries(restRules).filter(
      ([operation, { about }]) =>
        operation.startsWith("GET ") && (about === "me" || about === "the workspace"),
    );
    expect(reads.length).toBeGreaterThan(5);
    const queriesOf = (operation: string) => {
      if (operation === "GET /api/rooms") return ["joined=true", "joined=false", `q=${secret}`];
      const rule = restRules[operation];
      return [rule && "query" in rule ? (rule.query ?? null) : null];
    };
    // Ada is an admin, and in none of these rooms.
    for (const person of [stranger, ada]) {
      const socket = await person.connect();
      const scenes = [await setScene("private"), await setScene("direct")];
      for (const { roomId, messageId } of scenes) {
        await postMessage(people.owner, roomId, `${secret} @${person.user.username} @everyone`);
        await people.owner.patch(`/api/rooms/${roomId}`, { topic: secret });
        await people.owner.put(`/api/messages/${messageId}/pin`);
        await people.owner.put(`/api/messages/${messageId}/reactions/${encodeURIComponent("👍")}`);
      }
      const typist = await people.owner.connect();
      for (const { roomId } of scenes) await typist.askOk({ type: "typing", roomId });
      const asked = reads.flatMap(([operation]) =>
        queriesOf(operation).map((query) => ({ operation, query })),
      );
      for (const { operation, query } of [...asked, { operation: "GET /api/search", query: `q=${secret}` }]) {
        const answer = await send(
          person.cookie,
          operation,
          missingScene("public"),
          query === null ? {} : { query },
        );
        expect([operation, [200, 403].includes(answer.status)]).toEqual([operation, true]);
        const body = operation === "GET /api/admin/rooms" ? withoutNames(answer.body) : answer.body;
        expect([operation, JSON.stringify(body).includes(secret)]).toEqual([operation, false]);
      }
      const mark = await postMessage(people.stranger, 1, "heard by everyone");
      while ((await socket.next("message")).message?.id !== mark.id);
      const framesText = JSON.stringify(socket.log());
      expect(framesText).not.toContain(secret);
      for (const { roomId } of scenes) expect(framesText).not.toContain(`"roomId":${roomId},`);
      await Promise.all([socket.close(), typist.close()]);
    }
  });
});

test("[X3] nothing of this was a bug", () => {
  expect(logged).toEqual([]);
});
