// One of the ten: it posts, edits, deletes and reads without rest, comes back whenever the line breaks, sends again what
// was not answered, under the same client id, and writes everything into its log.
import type { ErrorFrame, Message, MessageFrame, OkFrame, ServerFrame } from "../../src/protocol/shapes.ts";
import { BunWebSocket, type Person } from "../support/client.ts";
import { emptyLog, type ClientLog } from "../support/client_log.ts";
import type { Random } from "../support/random.ts";
import { createOpenFrames, type OpenFrame } from "./open_frames.ts";
import { createRoomView, type RoomView } from "./room_view.ts";

export interface TortureClient {
  log: ClientLog;
  /** Of its sockets so far. */
  closeCodes: readonly number[];
  /** Posts that were sent and not answered yet. */
  inFlight(): number;
  /** No new work; what is open is still brought to its end. */
  rest(): void;
  /** Nothing open, and every room at the rev it has on the server. */
  isSettled(revs: Map<number, number>): boolean;
  stop(): void;
}

interface TortureClientOptions {
  person: Person;
  roomIds: number[];
  random: Random;
  /** Unanswered frames it keeps under way. */
  window: number;
  /** Between one frame and the next. */
  pauseMs: number;
  /** The file may be one that a repair made: then its earlier starts are not known. */
  mayBeRepaired: boolean;
}

const syncRef = "sync";

export function startTortureClient(options: TortureClientOptions): TortureClient {
  const { person, roomIds, random, window, pauseMs, mayBeRepaired } = options;
  const log = emptyLog(person.user.username, person.user.id);
  const rooms = new Map<number, RoomView>(roomIds.map((id) => [id, createRoomView()]));
  const pending = createOpenFrames({
    send: (frame) => socket?.send(JSON.stringify(frame)),
    after(delayMs, run) {
      const timer = setTimeout(run, delayMs);
      return { cancel: () => clearTimeout(timer) };
    },
  });
  const closeCodes: number[] = [];
  let socket: WebSocket | null = null;
  let connection = 0;
  let epoch = "";
  let count = 0;
  let isReady = false;
  let isResting = false;
  let isStopped = false;
  let early: MessageFrame[] = [];
  let syncQueue: number[] = [];
  let isSyncing = false;
  let askedRoomId = 0;

  function connect(): void {
    if (isStopped) return;
    const query = epoch === "" ? "" : `?epoch=${epoch}`;
    const line = new BunWebSocket(`${person.url.replace("http", "ws")}/ws${query}`, {
      headers: { Cookie: person.cookie, Origin: person.url },
    });
    socket = line;
    line.addEventListener("open", () => (connection += 1));
    line.addEventListener("message", ({ data }) => {
      if (socket === line) hear(JSON.parse(String(data)));
    });
    line.addEventListener("close", ({ code }) => {
      closeCodes.push(code);
      if (socket !== line) return;
      lineLost();
      setTimeout(connect, random.between(5, 60));
    });
  }

  function lineLost(): void {
    socket = null;
    isReady = false;
    isSyncing = false;
    early = [];
    syncQueue = [];
    for (const room of rooms.values()) room.lineLost();
    pending.lineLost();
  }

  function hear(frame: ServerFrame): void {
    switch (frame.type) {
      case "hello":
        if (epoch !== "" && frame.line === "unknown" && !mayBeRepaired)
          log.broken.push("The server forgot an earlier start.");
        epoch = frame.epoch;
        for (const { id, rev, sameTo = Infinity } of frame.rooms) {
          const mine = rooms.get(id)?.rev() ?? rev;
          if (rooms.has(id) && mine > sameTo)
            log.broken.push(`Room ${id} ended at ${sameTo}, not at ${mine}.`);
          if (rev < mine) log.broken.push(`Room ${id} went back from rev ${mine} to ${rev}.`);
          if (rev > mine) askSync(id);
        }
        isReady = true;
        for (const event of early.splice(0)) heed(event);
        pending.lineReady();
        work();
        return;
      case "message": {
        if (!frame.message) {
          log.broken.push(`Room ${frame.roomId} was emptied, and nobody was erased.`);
          return;
        }
        log.seen.push({ connection, how: "live", rev: frame.rev, message: frame.message });
        // C1: what comes before `hello` is kept until it has come.
        if (isReady) heed(frame);
        else early.push(frame);
        return;
      }
      case "synced": {
        isSyncing = false;
        for (const message of frame.messages) {
          log.seen.push({ connection, how: "sync", rev: message.rev, message });
        }
        const room = rooms.get(frame.roomId);
        if (!frame.complete) void reload(frame.roomId);
        if (room?.synced(frame)) askSync(frame.roomId);
        else syncNext();
        return;
      }
      case "ok":
        answered(frame, (one) => acknowledge(one, frame));
        return;
      case "error":
        if (frame.ref === syncRef) syncRefused(frame);
        else answered(frame, (one, ref) => refused(one, ref, frame));
        return;
      case "bye":
      case "left":
      case "me":
      case "member":
      case "workspace":
      case "pong":
      case "presence":
      case "read":
      case "receipt":
      case "room":
      case "rooms":
      case "saved":
      case "typing":
      case "user":
    }
  }

  function heed(event: MessageFrame): void {
    if (rooms.get(event.roomId)?.hear(event)) askSync(event.roomId);
  }

  /** One sync in flight a socket (C2). */
  function askSync(roomId: number): void {
    rooms.get(roomId)?.syncAsked();
    syncQueue.push(roomId);
    syncNext();
  }

  function syncNext(): void {
    const roomId = isSyncing ? undefined : syncQueue.shift();
    if (roomId === undefined) return;
    isSyncing = true;
    askedRoomId = roomId;
    socket?.send(JSON.stringify({ type: "sync", ref: syncRef, roomId, rev: rooms.get(roomId)?.rev() }));
  }

  /** The database can't be read for a while: the same again, on this connection. */
  function syncRefused({ code, retryAfterMs = 100 }: ErrorFrame): void {
    if (code !== "busy" && code !== "too_fast") log.broken.push(`A sync was refused: ${code}.`);
    const [asked, roomId] = [connection, askedRoomId];
    setTimeout(() => {
      if (connection !== asked) return;
      isSyncing = false;
      askSync(roomId);
    }, retryAfterMs).unref();
  }

  async function reload(roomId: number): Promise<void> {
    for await (const page of historyOf(person, roomId)) {
      for (const message of page) log.seen.push({ connection, how: "page", rev: message.rev, message });
      rooms.get(roomId)?.load(page);
    }
  }

  function answered(frame: OkFrame | ErrorFrame, then: (one: OpenFrame, ref: string) => void): void {
    const ref = String(frame.ref);
    const one = pending.close(ref);
    if (one) then(one, ref);
    else log.broken.push(`An answer came that was not asked for: ${JSON.stringify(frame).slice(0, 200)}`);
    work();
  }

  function acknowledge({ type, frame }: OpenFrame, { result }: OkFrame): void {
    if (type === "read") return;
    if (!("message" in result)) {
      log.broken.push(`A ${type} was answered without its message.`);
      return;
    }
    log.acknowledged.push({ to: type, message: result.message });
    if (type === "post" && result.message.clientId !== frame["clientId"]) {
      log.broken.push(`${String(frame["clientId"])} was answered with ${result.message.clientId}.`);
    }
  }

  function refused(one: OpenFrame, ref: string, frame: ErrorFrame): void {
    if (frame.code === "busy" || frame.code === "too_fast") {
      pending.postpone(ref, one, frame.retryAfterMs ?? 100);
    } else {
      log.refused.push({ type: one.type, code: frame.code, text: frame.message });
    }
  }

  function work(): void {
    if (isResting || !isReady || pending.size() >= window) return;
    count += 1;
    pending.open(`${log.name}-${count}`, nextWork());
    setTimeout(work, pauseMs * 2 * random.next());
  }

  function nextWork(): OpenFrame {
    const roomId = random.pick(roomIds);
    const mine = random.chance(0.3) ? pickMine(roomId) : null;
    if (mine && random.chance(0.65)) {
      const body = `${log.name} changes ${mine.id}, ${count}`;
      return { type: "edit", frame: { type: "edit", messageId: mine.id, editedAt: mine.editedAt, body } };
    }
    if (mine) return { type: "delete", frame: { type: "delete", messageId: mine.id } };
    if (random.chance(0.05)) {
      const seq = random.between(0, 500);
      return {
        type: "read",
        frame: { type: "read", roomId, seq, ...(random.chance(0.2) && { unread: true }) },
      };
    }
    const clientId = `${log.name}-${count}`;
    const body = `${clientId} says ${"x".repeat(random.between(1, 300))}`;
    log.sent.push({ clientId, roomId, body });
    return { type: "post", frame: { type: "post", roomId, clientId, body } };
  }

  /** One of its own messages in the room that is still there; the newest of a few tries. */
  function pickMine(roomId: number): Message | null {
    const known = log.acknowledged.length;
    if (known === 0) return null;
    for (let tries = 0; tries < 5; tries += 1) {
      const { message } = log.acknowledged[random.between(Math.max(0, known - 50), known - 1)] ?? {};
      const now = message && rooms.get(roomId)?.messages.get(message.id);
      if (now && now.deletedAt === null) return now;
    }
    return null;
  }

  connect();
  return {
    log,
    closeCodes,
    inFlight: () => pending.posts(),
    rest: () => void (isResting = true),
    isSettled(revs) {
      if (!isReady || pending.size() > 0 || isSyncing || syncQueue.length > 0) return false;
      return roomIds.every((id) => rooms.get(id)?.rev() === revs.get(id));
    },
    stop() {
      isStopped = true;
      isResting = true;
      for (const [id, room] of rooms) log.folded.set(id, room.messages);
      socket?.close();
    },
  };
}

/** Page by page from the newest back, each oldest first. */
export async function* historyOf(person: Person, roomId: number): AsyncGenerator<Message[]> {
  let before = "";
  for (;;) {
    const { status, body } = await person.get(`/api/rooms/${roomId}/messages?limit=100${before}`);
    if (status !== 200) throw new Error(`No history: ${status} ${JSON.stringify(body)}`);
    const messages: Message[] = body.messages;
    yield messages;
    if (!body.hasBefore) return;
    before = `&before=${messages[0]?.seq}`;
  }
}
