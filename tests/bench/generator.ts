// The load, in a process of its own: opens the sockets of a plan, then drives its phases one after another. Confab and
// the baseline are driven by exactly this code. Plan: a file named by the first argument. Report: the last line.
import { setTimeout as wait } from "node:timers/promises";

import type { GeneratorPlan, GeneratorReport, Phase, PhaseResult } from "./plan.ts";
import { cpuSecondsOf, rssOf } from "./process_facts.ts";
import { openRawSocket, type RawSocket } from "./raw_socket.ts";
import { createStopwatch } from "./stopwatch.ts";

const plan: GeneratorPlan = await Bun.file(Bun.argv[2] ?? "").json();
const bodies = (plan.bodies ?? ["x".repeat(plan.bodyLength)]).map(asciiJson);
const letters = { m: "m".charCodeAt(0), o: "o".charCodeAt(0), e: "e".charCodeAt(0), h: "h".charCodeAt(0) };
const refMark = Buffer.from('"ref":');
const clientIdMark = Buffer.from(`"clientId":"${plan.prefix}`);

const sockets: RawSocket[] = [];
const membersOf = new Map<number, number>();
for (const { roomId } of plan.sockets) membersOf.set(roomId, (membersOf.get(roomId) ?? 0) + 1);

let sent = 0;
let answered = 0;
let delivered = 0;
let refused = 0;
let closed = 0;
let greeted = 0;
let bytes = 0;
/** When post number n was sent; by n, the same in `ref` and `clientId`. */
let sentAt = new Float64Array(1 << 20);
const perSocket = new Uint32Array(plan.sockets.length);
const postsInRoom = new Map<number, number>();
let toOk = createStopwatch();
let toDelivery = createStopwatch();
let timedSockets = 1;
let onAnswer: (index: number) => void = () => {};
let isTiming = false;

/** `{"type":"message"` and its like: the ninth byte tells them apart. */
function hear(index: number, frame: Buffer, start: number, end: number): void {
  const kind = frame[start + 9];
  if (kind === letters.m) {
    delivered += 1;
    bytes += end - start;
    perSocket[index] = (perSocket[index] ?? 0) + 1;
    if (isTiming && index % timedSockets === 0) time(toDelivery, frame, start, clientIdMark);
  } else if (kind === letters.o) {
    answered += 1;
    if (isTiming) time(toOk, frame, start, refMark);
    onAnswer(index);
  } else if (kind === letters.e) {
    refused += 1;
    if (refused < 5) console.error(frame.subarray(start, end).toString());
    onAnswer(index);
  } else if (kind === letters.h) {
    greeted += 1;
  }
}

function time(watch: typeof toOk, frame: Buffer, start: number, mark: Buffer): void {
  const at = frame.indexOf(mark, start);
  if (at === -1) return;
  let number = 0;
  for (let i = at + mark.length; ; i += 1) {
    const digit = (frame[i] ?? 0) - 48;
    if (digit < 0 || digit > 9) break;
    number = number * 10 + digit;
  }
  watch.add(performance.now() - (sentAt[number] ?? 0));
}

/** The raw socket writes one byte a character. */
function asciiJson(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function post(index: number): void {
  const roomId = plan.sockets[index]?.roomId ?? 0;
  sent += 1;
  if (sent === sentAt.length) {
    const wider = new Float64Array(sentAt.length * 2);
    wider.set(sentAt);
    sentAt = wider;
  }
  postsInRoom.set(roomId, (postsInRoom.get(roomId) ?? 0) + 1);
  sentAt[sent] = performance.now();
  sockets[index]?.send(
    `{"type":"post","ref":${sent},"roomId":${roomId},"clientId":"${plan.prefix}${sent}","body":${bodies[sent % bodies.length]}}`,
  );
}

async function open(): Promise<void> {
  for (const [index, { path, headers }] of plan.sockets.entries()) {
    sockets.push(
      await openRawSocket({
        port: plan.port,
        path,
        headers,
        onFrame: (frame, start, end) => hear(index, frame, start, end),
        onClose: () => (closed += 1),
      }),
    );
  }
  await until(() => greeted === sockets.length, 30_000);
  if (greeted !== sockets.length) throw new Error(`Only ${greeted} of ${sockets.length} were greeted.`);
}

async function until(isTrue: () => boolean, timeoutMs: number): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!isTrue() && performance.now() < deadline) await wait(5);
}

/** No poster runs further ahead of the slowest reader than this: beyond it a server would have to close sockets. */
const mostUnderWay = 64;

async function drive(phase: Phase): Promise<PhaseResult> {
  const before = {
    sent,
    delivered,
    bytes,
    refused,
    perSocket: perSocket.slice(),
    rooms: new Map(postsInRoom),
  };
  toOk = createStopwatch();
  toDelivery = createStopwatch();
  timedSockets = phase.timedSockets;
  isTiming = phase.isWarmUp !== true;
  const cpu = { server: cpuSecondsOf(plan.serverPid), generator: cpuSecondsOf(process.pid) };
  const start = performance.now();
  const end = start + phase.seconds * 1000;
  if (phase.rate === undefined) await pushWindow(phase.window ?? 1, end);
  else await pushRate(phase.rate, start, end);
  const expected = () => before.delivered + expectedSince(before.rooms);
  await until(() => answered + refused >= sent && delivered >= expected(), 15_000);
  const seconds = (performance.now() - start) / 1000;
  const serverCpuSeconds = cpuSecondsOf(plan.serverPid) - cpu.server;
  const generatorCpuSeconds = cpuSecondsOf(process.pid) - cpu.generator;
  let missing = 0;
  let surplus = 0;
  for (const [index, { roomId }] of plan.sockets.entries()) {
    const wanted = (postsInRoom.get(roomId) ?? 0) - (before.rooms.get(roomId) ?? 0);
    const difference = (perSocket[index] ?? 0) - (before.perSocket[index] ?? 0) - wanted;
    if (difference < 0) missing -= difference;
    else surplus += difference;
  }
  const deliveries = delivered - before.delivered;
  return {
    name: phase.name,
    seconds,
    posts: sent - before.sent,
    deliveries,
    missing,
    surplus,
    refused: refused - before.refused,
    closed,
    serverCpuSeconds,
    generatorCpuSeconds,
    bytesPerDelivery: (bytes - before.bytes) / deliveries,
    toOkMs: toOk.percentiles(),
    toDeliveryMs: toDelivery.percentiles(),
  };
}

function expectedSince(rooms: Map<number, number>): number {
  let sum = 0;
  for (const [roomId, posts] of postsInRoom)
    sum += (posts - (rooms.get(roomId) ?? 0)) * (membersOf.get(roomId) ?? 0);
  return sum;
}

/** Each poster keeps `window` posts unanswered. */
async function pushWindow(window: number, end: number): Promise<void> {
  const hungry: number[] = [];
  const most = Math.max(...membersOf.values()) * mostUnderWay * membersOf.size;
  const start = { delivered, sent };
  // Every post's deliveries, without adding up all rooms at each answer.
  const members = plan.sockets.length / membersOf.size;
  function feed(): void {
    if (performance.now() >= end) return;
    const underWay = (sent - start.sent) * members - (delivered - start.delivered);
    if (underWay < most) for (const index of hungry.splice(0)) post(index);
  }
  onAnswer = (index) => {
    hungry.push(index);
    feed();
  };
  for (const index of plan.posters) for (let i = 0; i < window; i += 1) post(index);
  while (performance.now() < end) {
    await wait(1);
    feed();
  }
  onAnswer = () => {};
}

/** Evenly in time, whatever comes back: a slow server is not spared. */
async function pushRate(rate: number, start: number, end: number): Promise<void> {
  let next = 0;
  for (let now = start; now < end; now = performance.now()) {
    for (; start + (next * 1000) / rate <= now; next += 1) {
      post(plan.posters[next % plan.posters.length] ?? 0);
    }
    await wait(1);
  }
}

const rssBefore = rssOf(plan.serverPid);
await open();
// Gives the server's collector a moment with the greetings.
await wait(500);
const serverRss = rssOf(plan.serverPid);
const phases: PhaseResult[] = [];
for (const phase of plan.phases) {
  const result = await drive(phase);
  if (phase.isWarmUp !== true) phases.push(result);
}
const report: GeneratorReport = {
  rssPerConnection: (serverRss - rssBefore) / sockets.length,
  serverRss: rssOf(plan.serverPid),
  accepted: answered,
  phases,
};
console.log(JSON.stringify(report));
process.exit(0);
