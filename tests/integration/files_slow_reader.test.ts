// A line that takes its time with a file: the kernel holds megabytes of it, and for the server nothing moves meanwhile.
import { mkdtemp, rm } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "bun:test";

import { setUpWorkspace, type Person } from "../support/client.ts";
import { upload } from "../support/files.ts";
import { startInProcess, type InProcess } from "../support/in_process.ts";
import { within } from "../support/server.ts";

// More than the kernel takes for both sides of a line that nobody reads.
const content = new Uint8Array(12 * 1024 * 1024).map((_, at) => (at >> 8) ^ at);
let dataDir: string;
let inProcess: InProcess;
let ada: Person;
let fileId: number;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "confab-test-"));
  // The usual times for what waits for the disk, then short ones for what is looked at.
  const before = await startInProcess({ dataDir });
  ada = await setUpWorkspace(before.url);
  const { status, body } = await upload(ada, content);
  expect(status).toBe(201);
  fileId = body.file.id;
  await before.dispose();
  inProcess = await startInProcess({ dataDir, idleSeconds: { request: 1, download: 255 } });
});
afterAll(async () => {
  await inProcess.dispose();
  await rm(dataDir, { recursive: true, force: true });
});

interface Line {
  socket: Socket;
  closed: Promise<void>;
  received: Buffer[];
}

function ask(lines: string[]): Line {
  const received: Buffer[] = [];
  const { port, host } = new URL(inProcess.url);
  const head = [...lines, `Host: ${host}`, `Cookie: ${ada.cookie}`, "Connection: close", "", ""];
  const socket = connect(Number(port), "127.0.0.1", () => socket.write(head.join("\r\n")));
  socket.on("error", () => undefined);
  socket.on("data", (part: Buffer) => received.push(part));
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  return { socket, closed, received };
}

test("[R13] a reader that pauses for longer than a request may be idle gets all of its file", async () => {
  const slow = ask([`GET /api/files/${fileId}/x HTTP/1.1`]);
  await new Promise<void>((resolve) => slow.socket.once("data", () => resolve()));
  slow.socket.pause();
  // Twice in turn a request is idle until its connection ends; our reader, who paused before, is idle for longer than that.
  for (let turn = 0; turn < 2; turn += 1) {
    const idle = ask(["POST /api/rooms HTTP/1.1", "Content-Length: 10"]);
    await within(idle.closed, 40_000, () => "A request that is idle does not end.");
    expect(String(Buffer.concat(idle.received))).toBe("");
  }
  slow.socket.resume();
  await within(slow.closed, 40_000, () => "The download does not end.");
  const whole = Buffer.concat(slow.received);
  expect(Buffer.compare(whole.subarray(whole.indexOf("\r\n\r\n") + 4), content)).toBe(0);
}, 100_000);
