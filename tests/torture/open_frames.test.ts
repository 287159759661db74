// An answer too many must be the server's fault, never the torture's own.
import { expect, test } from "bun:test";

import { createHandClock } from "../support/hand_clock.ts";
import { createOpenFrames, type OpenFrame } from "./open_frames.ts";

const post: OpenFrame = { type: "post", frame: { type: "post", body: "hello" } };
const read: OpenFrame = { type: "read", frame: { type: "read", seq: 7 } };

function start() {
  const clock = createHandClock();
  const sent: unknown[] = [];
  const frames = createOpenFrames({ send: ({ ref }) => sent.push(ref), after: clock.after });
  return { clock, frames, sent: () => sent.splice(0) };
}

function refuse({ frames }: ReturnType<typeof start>, ref: string, retryAfterMs: number): void {
  const one = frames.close(ref);
  if (!one) throw new Error(`${ref} is not open.`);
  frames.postpone(ref, one, retryAfterMs);
}

test("[W1] a torture client sends a post that was refused for the moment once more, when its time has come", () => {
  const client = start();
  client.frames.open("a", post);
  expect(client.sent()).toEqual(["a"]);
  refuse(client, "a", 200);
  expect(client.frames.posts()).toBe(1);
  client.clock.pass(199);
  expect(client.sent()).toEqual([]);
  client.clock.pass(1);
  expect(client.sent()).toEqual(["a"]);
  expect(client.frames.close("a")).toEqual(post);
  client.clock.pass(1000);
  expect(client.sent()).toEqual([]);
  expect(client.frames.close("a")).toBeUndefined();
});

test("[W1] a torture client sends each open post once on a fresh line, also one that waited for its time", () => {
  const client = start();
  client.frames.open("a", post);
  client.frames.open("b", post);
  client.frames.open("c", read);
  refuse(client, "b", 200);
  client.sent();
  client.frames.lineLost();
  client.frames.lineReady();
  expect(client.sent()).toEqual(["a", "b"]);
  client.clock.pass(1000);
  expect(client.sent()).toEqual([]);
});

test("[W1] a torture client that is refused again on the fresh line waits only for the later time", () => {
  const client = start();
  client.frames.open("a", post);
  refuse(client, "a", 200);
  client.clock.pass(100);
  client.frames.lineLost();
  client.frames.lineReady();
  refuse(client, "a", 200);
  client.sent();
  client.clock.pass(199);
  expect(client.sent()).toEqual([]);
  client.clock.pass(1);
  expect(client.sent()).toEqual(["a"]);
});
