// Searching over REST: what is found, where the words stand, and nothing of what is not mine (S1 to S6, A1).
import { afterAll, beforeAll, expect, test } from "bun:test";

import type { Message, SearchPage } from "../../src/protocol/shapes.ts";
import { signUp, type Person } from "../support/client.ts";
import { startWorkspace } from "../support/workspace.ts";
import { createRandom } from "../support/random.ts";
import { naughtyStrings, readParagraphs } from "../support/real_texts.ts";
import type { TestServer } from "../support/server.ts";
import { expectStatus, makeRoom, openDirect, refusalOf, postMessage } from "../support/message_rooms.ts";

let server: TestServer;
let ada: Person;
let bob: Person;
let eve: Person;

beforeAll(async () => {
  ({ server, ada, bob } = await startWorkspace());
  eve = await signUp(server.url, { username: "Eve", invitedBy: ada });
});
afterAll(() => server.dispose());

const lounge = 1;

type Asked = Record<string, string | number>;

async function search(one: Person, q: string, asked: Asked = {}): Promise<SearchPage> {
  const query = new URLSearchParams({ q });
  for (const [name, value] of Object.entries(asked)) query.set(name, String(value));
  return expectStatus(await one.get(`/api/search?${query}`), 200);
}

const bodies = (page: SearchPage) => page.messages.map(({ body }) => body);

/** What the marks mark, and the line of context, of the first message found. */
function shown({ messages, hits }: SearchPage): { line: string; marked: string[] } {
  const body = messages[0]?.body ?? "";
  const hit = hits[0] ?? { line: { start: 0, end: 0 }, marks: [] };
  return {
    line: body.slice(hit.line.start, hit.line.end),
    marked: hit.marks.map(({ start, end }) => body.slice(start, end)),
  };
}

test("[S2] the cases from the field: PLT-3699, 上海, and signs that mean themselves", async () => {
  const roomId = await makeRoom(ada, { name: "signs" });
  const plt = await postMessage(ada, roomId, "PLT-3699");
  const home = await postMessage(ada, roomId, "我家在上海东边。");
  const signs = await postMessage(ada, roomId, `don't do a/b at 50% and say "x*" AND y`);
  const found = async (q: string) => (await search(ada, q, { roomId })).messages;
  expect(await found("PLT-3699")).toEqual([plt]);
  expect(await found("上海")).toEqual([home]);
  for (const q of ["don't", "a/b", "50%", '"', "AND", "x*"])
    expect([q, await found(q)]).toEqual([q, [signs]]);
  for (const q of ["x%", "a-b", "NEAR(", "x* OR", "body:x", "^don"])
    expect([q, await found(q)]).toEqual([q, []]);
  for (const q of ["", "  "]) expect(await found(q)).toEqual([signs, home, plt]);
  expectStatus(await ada.get("/api/search"), 200);
});

test("[S4] each message comes with the line around its words, and where they are", async () => {
  const roomId = await makeRoom(ada, { name: "lines" });
  const long = `first line\n${"before ".repeat(60)}Needle in the hay ${"after 😀 ".repeat(60)}\nneedle again`;
  await postMessage(ada, roomId, long);
  const { line, marked } = shown(await search(ada, "needle HAY", { roomId }));
  expect(marked).toEqual(["Needle", "hay", "needle"]);
  expect(line).toContain("before Needle in the hay after");
  expect(line).not.toContain("\n");
  expect(line.length).toBeLessThanOrEqual(240);
  expect(line.isWellFormed()).toBe(true);
  await postMessage(ada, roomId, "\n  \n  short  \nlines");
  expect(shown(await search(ada, "", { roomId }))).toEqual({ line: "short", marked: [] });
  expect(shown(await search(ada, "ine", { roomId }))).toEqual({ line: "lines", marked: ["ine"] });
});

test("[S2] whatever people write is found by any piece of it, in every script", async () => {
  const random = createRandom(11);
  const paragraphs = (await readParagraphs()).filter(({ text }) => text.trim().length > 20);
  const texts = [
    ...Array.from({ length: 60 }, () => random.pick(paragraphs).text),
    ...naughtyStrings.filter((text) => /\S/.test(text) && text.length < 5000).slice(0, 120),
  ];
  const roomId = await makeRoom(ada, { name: "scripts" });
  const posted: Message[] = [];
  for (const text of texts) {
    const answer = await ada.post(`/api/rooms/${roomId}/messages`, {
      clientId: `script-${posted.length}`,
      body: text,
    });
    // Some of the naughty ones are empty to the eye.
    if (answer.status === 201) posted.push(answer.body.message);
  }
  expect(posted.length).toBeGreaterThan(150);
  for (const message of posted) {
    // A piece that ends within a letter and its accents is another word.
    const words = message.body.split(/\s+/u).filter((word) => word !== "" && !/\p{M}/u.test(word));
    if (words.length === 0) continue;
    const points = Array.from(random.pick(words));
    const length = random.pick([1, 2, 3, 8]);
    const from = random.between(0, Math.max(0, points.length - length));
    const piece = points.slice(from, from + length).join("");
    const page = await search(ada, piece, { roomId, before: message.id + 1, limit: 1 });
    expect([piece, page.messages[0]?.id]).toEqual([piece, message.id]);
    expect(page.hits[0]?.marks.length).toBeGreaterThan(0);
  }
}, 120_000);

test("[A1] Eve finds nothing of rooms that are not hers, whatever she asks and however she filters", async () => {
  const attic = await makeRoom(ada, { name: "attic", members: [bob] });
  const garden = await makeRoom(ada, { name: "garden", kind: "public" });
  const { room: direct } = expectStatus(await openDirect(ada, bob), 201);
  for (const roomId of [attic, garden, direct.id])
    await postMessage(ada, roomId, "quetzal https://quetzal.example");
  const nothing = { messages: [], hits: [], next: null, isPartial: false };
  for (const asked of [{}, { from: ada.user.id }, { has: "link" }, { since: 0 }, { limit: 50 }]) {
    expect(await search(eve, "quetzal", asked)).toEqual(nothing);
    expect((await search(bob, "quetzal", asked)).messages).toHaveLength(2);
  }
  expect(await search(eve, "qu")).toEqual(nothing);
  for (const roomId of [attic, direct.id, garden, 999_999]) {
    const answer = await eve.get(`/api/search?q=quetzal&roomId=${roomId}`);
    expect(refusalOf(answer)).toEqual([404, "not_found"]);
    expect(answer.body).toEqual((await eve.get("/api/search?q=quetzal&roomId=999998")).body);
  }
  // In at once, and out at once.
  expectStatus(await eve.post(`/api/rooms/${garden}/join`), 200);
  expect((await search(eve, "quetzal")).messages).toHaveLength(1);
  expectStatus(await eve.post(`/api/rooms/${garden}/leave`), 204);
  expect(await search(eve, "quetzal")).toEqual(nothing);
  expectStatus(await ada.delete(`/api/rooms/${attic}/members/${bob.user.id}`), 204);
  expect((await search(bob, "quetzal")).messages.map(({ roomId }) => roomId)).toEqual([direct.id]);
});

test("[S6] found from its ok on; a deleted message never; an edited one never by what it said", async () => {
  const message = await postMessage(ada, lounge, "walrus at dawn");
  expect(bodies(await search(bob, "walrus"))).toEqual(["walrus at dawn"]);
  expectStatus(
    await ada.patch(`/api/messages/${message.id}`, { editedAt: null, body: "penguin at dawn" }),
    200,
  );
  expect(bodies(await search(bob, "walrus"))).toEqual([]);
  const deadline = Date.now() + 20_000;
  let found = await search(bob, "penguin");
  while (found.messages.length === 0 && Date.now() < deadline) found = await search(bob, "penguin");
  expect(bodies(found)).toEqual(["penguin at dawn"]);
  expectStatus(await ada.delete(`/api/messages/${message.id}`), 200);
  expect(bodies(await search(bob, "penguin"))).toEqual([]);
});

test("[S3] what cannot be meant is refused, each with its field", async () => {
  const ask = async (query: string) => {
    const { status, body } = await ada.get(`/api/search?${query}`);
    return [status, body.error.code, body.error.field];
  };
  expect(await ask(`q=${"x".repeat(201)}`)).toEqual([400, "too_long", "q"]);
  expect((await search(ada, "x".repeat(200))).messages).toEqual([]);
  expect(await ask("q=a%00b")).toEqual([400, "bad_text", "q"]);
  expect(await ask("q=a&roomId=0")).toEqual([400, "bad_request", "roomId"]);
  expect(await ask("q=a&roomId=999999")).toEqual([404, "not_found", undefined]);
  expect(await ask("q=a&from=me")).toEqual([400, "bad_request", "from"]);
  expect(await ask("q=a&has=gold")).toEqual([400, "bad_request", "has"]);
  expect(await ask("q=a&limit=51")).toEqual([400, "bad_request", "limit"]);
  expect(await ask("q=a&since=-1")).toEqual([400, "bad_request", "since"]);
  expect(await ask("query=a")).toEqual([400, "bad_request", "query"]);
  const stranger = await fetch(`${server.url}/api/search?q=a`);
  expect(stranger.status).toBe(401);
});
