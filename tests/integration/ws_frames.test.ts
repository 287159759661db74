// W1, W2, X3: every field of every frame with everything it does not expect. Fields come from the schema itself, so a new
// frame is tried without anyone thinking of it.
import { afterAll, beforeAll, expect, test } from "bun:test";

import { z } from "zod";

import { clientFrame } from "../../src/protocol/client_frames.ts";
import { openSocket, setUpWorkspace, type Loose, type Person, type TestSocket } from "../support/client.ts";
import { oddValues, withField, without } from "../support/odd_values.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let server: TestServer;
let ada: Person;
let messageId: number;

beforeAll(async () => {
  server = await startTestServer();
  ada = await setUpWorkspace(server.url);
  const { body } = await ada.post("/api/rooms/1/messages", { clientId: "first", body: "first" });
  messageId = body.message.id;
});
afterAll(() => server.dispose());

/** A good value for each field by its name; a field without one fails the first test. */
const good: Record<string, unknown> = {
  ref: "r",
  roomId: 1,
  clientId: "c",
  body: "b",
  replyTo: null,
  fileIds: [],
  editedAt: null,
  seq: 0,
  unread: false,
  rev: 0,
  epoch: "0b0e7f0a-5d51-4b53-8a5c-0c1f2d3e4a5b",
  emoji: "👍",
  on: true,
  state: "online",
  userIds: [1],
};

interface Shape {
  type: string;
  fields: string[];
  required: string[];
}

function shapes(): Shape[] {
  const { oneOf = [], anyOf = [] } = z.toJSONSchema(clientFrame, { unrepresentable: "any" });
  return [...oneOf, ...anyOf].map((option: Loose) => ({
    type: option.properties.type.const,
    fields: Object.keys(option.properties),
    required: option.required,
  }));
}

function goodFrame({ type, fields }: Shape): Record<string, unknown> {
  const frame: Record<string, unknown> = { type };
  for (const field of fields) {
    if (field === "messageId") frame[field] = messageId;
    else if (field !== "type") frame[field] = good[field];
  }
  return frame;
}

/** Sends one raw frame between two pings and gives what came back for it. */
async function replyTo(socket: TestSocket, raw: string): Promise<Loose[]> {
  const before = socket.log().length;
  socket.send(raw);
  await socket.ask({ type: "ping" });
  return socket
    .log()
    .slice(before, -1)
    .filter((frame) => ["ok", "error", "synced", "pong"].includes(frame.type));
}

test("[W1] the frames of the schema are all tried, with good values for all their fields", async () => {
  expect(shapes().map(({ type }) => type)).toEqual([
    "post",
    "edit",
    "delete",
    "react",
    "typing",
    "presence",
    "watch",
    "read",
    "sync",
    "ping",
  ]);
  for (const shape of shapes()) {
    for (const field of shape.fields) {
      expect(Object.hasOwn(goodFrame(shape), field)).toBe(true);
    }
  }
});

for (const { type } of shapes()) {
  test(`[W2] ${type}: every field wrong is refused by name, and the socket lives`, async () => {
    const shape = shapes().find((one) => one.type === type);
    if (!shape) throw new Error("The schema changed on the way.");
    const frame = goodFrame(shape);
    const socket = await ada.connect();
    for (const field of shape.fields) {
      for (const { name, json } of oddValues) {
        const label = `${type}.${field} = ${name}`;
        const replies = await settled(socket, withField(frame, field, json));
        expect([label, replies.length]).toEqual([label, 1]);
        const [reply] = replies;
        if (reply.type === "error") {
          expect([label, reply.code === "internal"]).toEqual([label, false]);
          if (reply.code === "bad_frame" || reply.code === "bad_text") {
            expect([label, reply.field.split(".")[0]]).toEqual([label, field]);
          }
        }
      }
    }
    for (const field of shape.required) {
      const [reply] = await settled(socket, without(frame, field));
      expect(reply).toMatchObject({ type: "error", code: "bad_frame", field });
    }
    for (const extra of ["unknown", "__proto__", "constructor", "toString"]) {
      const [reply] = await settled(socket, withField(frame, extra, "1"));
      expect(reply).toMatchObject({ type: "error", code: "bad_frame", field: extra, ref: "r" });
    }
    await socket.close();
  });
}

/** The reply to a change leaves after its commit and may be overtaken: the reply to a second change closes the wait. */
async function settled(socket: TestSocket, raw: string): Promise<Loose[]> {
  const before = socket.log().length;
  socket.send(raw);
  await socket.ask({ type: "sync", roomId: 1, rev: 0 });
  await socket.askOk({ type: "read", roomId: 1, seq: 0 });
  return socket
    .log()
    .slice(before)
    .filter((one: Loose) => ["ok", "error", "synced", "pong"].includes(one.type) && !isOurs(one.ref));
}

function isOurs(ref: unknown): boolean {
  return typeof ref === "string" && ref.startsWith("ask-");
}

test("[W2] what is no frame at all is refused, and the socket lives", async () => {
  const socket = await ada.connect();
  const raws = [
    "",
    " ",
    "null",
    "1",
    '"text"',
    "[]",
    "{}",
    "{",
    '{"type":"post"',
    '{"type":{}}',
    '{"type":["post"]}',
    '{"type":"__proto__"}',
    '{"type":"hello"}',
    '{"type":"ping","type":"nonsense"}',
    "\u0000",
    "[".repeat(60_000),
    `{"a":${"[".repeat(30_000)}${"]".repeat(30_000)}}`,
    `${" ".repeat(60_000)}x`,
  ];
  for (const raw of raws) {
    const [reply, ...more] = await replyTo(socket, raw);
    expect([raw.slice(0, 40), reply?.type, reply?.code]).toEqual([raw.slice(0, 40), "error", "bad_frame"]);
    expect(more).toEqual([]);
  }
  socket.send(new Uint8Array([1, 2, 3]));
  expect(await socket.next("error")).toMatchObject({ code: "bad_frame" });
  await socket.ask({ type: "ping" });
  await socket.close();
});

test("[L3] a ref comes back as it was sent", async () => {
  const socket = await ada.connect();
  for (const ref of ["a", "1", 1, 0, -5, Number.MAX_SAFE_INTEGER, "ü".repeat(64)]) {
    const [reply] = await replyTo(socket, JSON.stringify({ type: "ping", ref }));
    expect(reply).toEqual({ type: "pong", ref });
    const [refusal] = await replyTo(socket, JSON.stringify({ type: "sync", ref, roomId: 999, rev: 0 }));
    expect(refusal ?? (await socket.next("error"))).toMatchObject({ code: "not_found", ref });
  }
  const [none] = await replyTo(socket, JSON.stringify({ type: "ping" }));
  expect(none).toEqual({ type: "pong" });
  await socket.close();
});

test("[X3] after all this the server serves others", async () => {
  const socket = await openSocket(server.url, { cookie: ada.cookie });
  expect((await socket.next("hello")).rooms.length).toBe(1);
  await socket.close();
  expect(server.problems()).toBe("");
});
