// What a socket hears for its frames, with a line that the test fills and a journal that answers when it says so.
import { expect, test } from "bun:test";

import type { Chat, Handed } from "../../src/domain/chat.ts";
import { ChatError } from "../../src/domain/chat_error.ts";
import { silentLog } from "../../src/domain/log.ts";
import type { Session } from "../../src/domain/stores.ts";
import { createMetrics } from "../../src/transport/metrics.ts";
import { createRates } from "../../src/transport/rates.ts";
import { createWorkInFlight, inFlightLimits } from "../../src/transport/work_in_flight.ts";
import { createCommands } from "../../src/transport/ws/commands.ts";
import { createConversation } from "../../src/transport/ws/conversation.ts";
import { createPeer, whenAllAnswered, type Peer, type Socket } from "../../src/transport/ws/peer.ts";
import { plainUser } from "../support/plain_values.ts";
import type { Loose } from "../support/client.ts";

interface Line {
  peer: Peer;
  sent: Loose[];
  closedWith: () => number | null;
  sendFrame(frame: object): void;
}

function createScene() {
  let lastId = 0;
  const lines: Line[] = [];
  const syncs: number[] = [];
  const waiting: ((error: ChatError) => void)[] = [];
  const inFlight = createWorkInFlight({ limitsPersons: true });
  const chat = {
    async postMessage(): Promise<Handed<never>> {
      return { outcome: new Promise<never>((_, reject) => waiting.push(reject)) };
    },
    async editMessage() {
      throw new ChatError("not_found", "The message was not found.");
    },
    async sync(userId: number) {
      syncs.push(userId);
      return { rev: 0, complete: true, more: false, messages: [], mine: [], counts: {} };
    },
  };
  const commands = createCommands({
    chat: chat as unknown as Chat,
    reactions: { react: () => Promise.reject(new Error("not here")) },
    typing: { setTyping: async () => {} },
    presence: { reportState: () => {}, watch: () => [] },
    rates: createRates({ monotonicMs: () => 0, enabled: false }),
    hub: { whenSent: () => null },
  });
  const conversation = createConversation({
    commands,
    rates: createRates({ monotonicMs: () => 0, enabled: false }),
    inFlight,
    security: { note: () => undefined },
    peersOf: (userId) => lines.map(({ peer }) => peer).filter(({ session }) => session.user.id === userId),
    metrics: createMetrics(),
    log: silentLog,
    now: () => 0,
  });

  /** A socket of this person; `isFull`: it does not read, and its line never has room. */
  function connect(userId: number, { isFull = false } = {}): Line {
    lastId += 1;
    const user = plainUser({ id: userId, username: `u${userId}`, displayName: "U", avatar: null });
    const session: Session = { id: userId, user, createdAt: 0, lastSeenAt: 0, expiresAt: 1000 };
    const peer = createPeer({
      id: lastId,
      tokenHash: "t",
      from: "",
      heldEpoch: null,
      openRoomId: null,
      session,
      now: 0,
    });
    const sent: Loose[] = [];
    let code: number | null = null;
    const socket = {
      subscriptions: [],
      send: (text: string) => sent.push(JSON.parse(text)),
      close: (with_: number) => (code = with_),
      getBufferedAmount: () => (isFull ? 1024 * 1024 : 0),
    };
    peer.socket = socket as unknown as Socket;
    peer.state = "open";
    const line: Line = {
      peer,
      sent,
      closedWith: () => code,
      sendFrame: (frame) => conversation.hear(peer, JSON.stringify(frame)),
    };
    lines.push(line);
    return line;
  }

  return { connect, inFlight, syncs, waiting };
}

const sync = { type: "sync", ref: "s", roomId: 1, rev: 0 };
const post = { type: "post", ref: "p", roomId: 1, clientId: "c", body: "x" };
/** All that can happen without the outside has happened. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

test("[H10] a socket that asks sync and never reads is closed with 4008, and what it asked is forgotten", async () => {
  const { connect, inFlight, syncs } = createScene();
  const line = connect(1, { isFull: true });
  const maxRequests = Math.ceil(inFlightLimits.personBytes / inFlightLimits.overheadBytes);
  let requests = 0;
  while (line.closedWith() === null && requests < maxRequests * 2) {
    line.sendFrame(sync);
    requests += 1;
  }
  expect(line.closedWith()).toBe(4008);
  expect(requests).toBeLessThanOrEqual(maxRequests);
  expect(line.sent.at(-1)).toMatchObject({ type: "bye", code: 4008, reconnect: true });
  await settled();
  expect(inFlight.bytes()).toBe(0);
  expect(syncs).toEqual([]);
});

test("[H10] all sockets of a person share the limit; another person is not touched", async () => {
  const { connect } = createScene();
  const lines = Array.from({ length: 60 }, () => connect(1, { isFull: true }));
  for (let round = 0; round < 50; round += 1) for (const line of lines) line.sendFrame(sync);
  expect(lines.filter((line) => line.closedWith() === 4008).length).toBeGreaterThan(0);
  const other = connect(2);
  other.sendFrame({ type: "ping", ref: "r" });
  await settled();
  expect(other.sent).toEqual([{ type: "pong", ref: "r" }]);
});

test("[H10] when everyone together has too much, the next is busy, and whoever holds most makes room", async () => {
  const { connect, inFlight } = createScene();
  const stalled: Line[] = [];
  const body = "x".repeat(9000);
  // Each stays below what one may have: changes that the journal does not answer.
  for (let userId = 1; inFlight.bytes() < inFlightLimits.totalBytes - 20_000; userId += 1) {
    const line = connect(userId);
    for (let at = 0; at < 150; at += 1) line.sendFrame({ ...post, clientId: `c${at}`, body });
    if (line.closedWith() === null) stalled.push(line);
  }
  const light = connect(9999);
  for (let at = 0; at < 3; at += 1) light.sendFrame({ ...post, ref: `l${at}`, body });
  await settled();
  const refused = light.sent.filter((frame) => frame.code === "busy");
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0].retryAfterMs).toBeGreaterThan(0);
  expect(light.closedWith()).toBeNull();
  expect(stalled.filter((line) => line.closedWith() === 4008).length).toBeGreaterThan(0);
  expect(inFlight.bytes()).toBeLessThanOrEqual(inFlightLimits.totalBytes);
});

test("[W1] [H10] while a post waits for the journal, later frames are answered and refusals leave at once", async () => {
  const { connect, waiting } = createScene();
  const line = connect(1);
  line.sendFrame(post);
  line.sendFrame({ type: "edit", ref: "e", messageId: 1, editedAt: null, body: "x" });
  line.sendFrame(sync);
  line.sendFrame({ type: "ping", ref: "r" });
  line.sendFrame({ type: "nonsense", ref: "n" });
  await settled();
  expect(new Set(line.sent.map(({ ref }) => ref))).toEqual(new Set(["e", "n", "r", "s"]));
  waiting[0]?.(new ChatError("busy", "It cannot be saved.", { retryAfterMs: 5000 }));
  await settled();
  expect(line.sent.at(-1)).toMatchObject({ ref: "p", code: "busy", retryAfterMs: 5000 });
});

test("[W11] the goodbye waits for replies to changes, however many there are", async () => {
  const { connect, waiting } = createScene();
  const line = connect(1);
  for (let at = 0; at < 3; at += 1) line.sendFrame(post);
  await settled();
  let isDone = false;
  const done = whenAllAnswered(line.peer).then(() => (isDone = true));
  for (const refuse of waiting) {
    expect(isDone).toBe(false);
    refuse(new ChatError("busy", "Stopping."));
    await settled();
  }
  await done;
  expect(line.sent.length).toBe(3);
});
