// Text as the world writes it, through socket and REST, as bodies: each comes back as it was sent (X1), or is refused as
// the SPEC says. What a reader of SPEC §2 expects is worked out here, not by the code under test.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";

import type { Message } from "../../src/protocol/shapes.ts";
import { setUpWorkspace, type Person } from "../support/client.ts";
import { inParallel } from "../support/in_parallel.ts";
import { naughtyStrings, readParagraphs } from "../support/real_texts.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { historyOf } from "../torture/torture_client.ts";

let server: TestServer;
let ada: Person;
beforeAll(async () => {
  server = await startTestServer();
  ada = await setUpWorkspace(server.url);
}, 60_000);
afterAll(() => server.dispose());

interface Sent {
  clientId: string;
  text: string;
}

/** The code it must be refused with, or null. Of both collections nothing is longer than 10,000 units. */
function refusalOf(text: string): string | null {
  if (/[\ud800-\udfff]/u.test(text) || text.includes("\0")) return "bad_text";
  return /^[\s\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]*$/u.test(text)
    ? "empty_message"
    : null;
}

const asStored = (text: string) => text.replaceAll("\r\n", "\n").replaceAll("\r", "\n");

async function newRoom(name: string): Promise<number> {
  const { status, body } = await ada.post("/api/rooms", { name });
  expect(status).toBe(201);
  return body.room.id;
}

async function overSocket(roomId: number, all: Sent[]): Promise<Map<string, Message | string>> {
  const socket = await ada.connect({ timeoutMs: 30_000 });
  const outcomes = new Map<string, Message | string>();
  await inParallel(all, 256, async ({ clientId, text }) => {
    const reply = await socket.ask({ type: "post", roomId, clientId, body: text });
    if (reply.type === "ok" && "message" in reply.result) outcomes.set(clientId, reply.result.message);
    else outcomes.set(clientId, reply.type === "error" ? reply.code : reply.type);
  });
  await socket.close();
  return outcomes;
}

async function overRest(roomId: number, all: Sent[]): Promise<Map<string, Message | string>> {
  const outcomes = new Map<string, Message | string>();
  await inParallel(all, 64, async ({ clientId, text }) => {
    const { status, body } = await ada.post(`/api/rooms/${roomId}/messages`, { clientId, body: text });
    outcomes.set(clientId, status === 201 ? body.message : body.error.code);
  });
  return outcomes;
}

/** Every reply says what it should, and the history holds exactly the rest, as sent. */
async function expectAsSent(
  roomId: number,
  sent: Sent[],
  outcomes: Map<string, Message | string>,
): Promise<number> {
  let refused = 0;
  const expected = new Map<string, string>();
  for (const { clientId, text } of sent) {
    const outcome = outcomes.get(clientId);
    const refusal = refusalOf(text);
    if (refusal === null) expected.set(clientId, asStored(text));
    else refused += 1;
    const actual = typeof outcome === "object" ? outcome.body : outcome;
    expect(actual, JSON.stringify(text)).toBe(refusal ?? asStored(text));
  }
  const stored = new Map<string, string>();
  for await (const page of historyOf(ada, roomId)) for (const one of page) stored.set(one.clientId, one.body);
  expect(stored).toEqual(expected);
  return refused;
}

/** Those that hold two neighbours which none before them had, and the first of each form. All 30,789 would say the same over and over. */
function pairsOnce(paragraphs: Awaited<ReturnType<typeof readParagraphs>>): { text: string }[] {
  const [pairs, codes] = [new Set<string>(), new Set<string>()];
  const chosen = paragraphs.filter(({ text, code }) => {
    const before = pairs.size + codes.size;
    codes.add(code);
    let previous = "";
    for (const character of text) {
      pairs.add(previous + character);
      previous = character;
    }
    return pairs.size + codes.size > before;
  });
  expect([paragraphs.length, codes.size, pairs.size, chosen.length]).toEqual([30_789, 532, 53_462, 8796]);
  return chosen;
}

describe("[X1] real text as bodies", () => {
  const naughty = naughtyStrings.map((text, index) => ({ clientId: `n${index}`, text }));

  test("[X1] [X2] [X3] every naughty string over the socket", async () => {
    const roomId = await newRoom("naughty over the socket");
    expect(naughty.length).toBeGreaterThan(480);
    const socket = naughty.map(({ clientId, text }) => ({ clientId: `s-${clientId}`, text }));
    // The empty one, and six that nobody can see.
    expect(await expectAsSent(roomId, socket, await overSocket(roomId, socket))).toBe(7);
  });

  test("[X1] [X2] [X3] every naughty string over REST", async () => {
    const roomId = await newRoom("naughty over REST");
    const rest = naughty.map(({ clientId, text }) => ({ clientId: `r-${clientId}`, text }));
    expect(await expectAsSent(roomId, rest, await overRest(roomId, rest))).toBe(7);
  });

  test("[X1] every two characters that stand together in the declaration, in 532 forms, over socket and REST in turn", async () => {
    const all = pairsOnce(await readParagraphs()).map(({ text }, index) => ({ clientId: `u${index}`, text }));
    const [socketRoom, restRoom] = [
      await newRoom("declared over the socket"),
      await newRoom("declared over REST"),
    ];
    const socket = all.filter((_, index) => index % 4 !== 0);
    const rest = all.filter((_, index) => index % 4 === 0);
    const [bySocket, byRest] = await Promise.all([overSocket(socketRoom, socket), overRest(restRoom, rest)]);
    const refused = [
      await expectAsSent(socketRoom, socket, bySocket),
      await expectAsSent(restRoom, rest, byRest),
    ];
    expect(refused).toEqual([0, 0]);
  }, 120_000);

  test("[X1] [X3] all of it is there after a restart", async () => {
    const before = await ada.get("/api/rooms");
    const { dataDir, port } = server;
    await server.kill();
    server = await startTestServer({ dataDir, port });
    const after = await ada.get("/api/rooms");
    expect(after.body).toEqual(before.body);
    const counted = new Map<string, number>();
    for (const room of after.body.rooms) {
      let count = 0;
      for await (const page of historyOf(ada, room.id)) count += page.length;
      counted.set(room.name, count);
      expect(count, room.name).toBe(room.lastSeq);
    }
    expect([...counted.values()].reduce((sum, count) => sum + count)).toBeGreaterThan(9000);
  }, 60_000);
});
