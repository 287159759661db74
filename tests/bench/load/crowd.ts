// The sockets of a run, and what they hear. Every delivery is counted and timed; only the first of each message is read, which
// tells the others which one it is: a room has one order.
import { dialects, readDigits, type Dialect } from "./dialects.ts";
import { createHistogram, type Histogram } from "./histogram.ts";
import type { RawSocket } from "./frames.ts";
import { bunTurn, until, type Turn } from "./pace.ts";
import { createPolledSockets } from "./polled_sockets.ts";
import { createPosts } from "./posts.ts";
import { openRawSocket } from "./raw_socket.ts";

export interface CrowdMember {
  path: string;
  headers: Record<string, string>;
  userId: number;
  roomId: number;
}

interface CrowdOptions {
  port: number;
  members: CrowdMember[];
  dialect: keyof typeof dialects;
  /** Begins every client id: two crowds on one database must not share them. */
  prefix: string;
  bodyLength: number;
  /** Sockets that are on their way at once. */
  batchSize?: number;
}

interface Room {
  members: number;
  posts: number;
  /** When the k-th message that the room received was to be sent. */
  intendedAt: number[];
}

export type Crowd = Awaited<ReturnType<typeof openCrowd>>;

/** Where a frame came in. */
interface Line {
  index: number;
  room: Room;
  raw: RawSocket;
}

const openWithinMs = 60_000;

export async function openCrowd(options: CrowdOptions) {
  const { members, prefix, batchSize = 50 } = options;
  const dialect: Dialect = dialects[options.dialect];
  const body = JSON.stringify("x".repeat(options.bodyLength));
  const rooms = new Map<number, Room>();
  for (const { roomId } of members) {
    const room = rooms.get(roomId) ?? { members: 0, posts: 0, intendedAt: [] };
    room.members += 1;
    rooms.set(roomId, room);
  }
  const polled = createPolledSockets();
  const open = polled?.open ?? openRawSocket;
  const turn: Turn = polled === null ? bunTurn : async (maxMs) => polled.poll(Math.max(0, Math.floor(maxMs)));
  const sockets: RawSocket[] = [];
  const received = new Uint32Array(members.length);
  const posts = createPosts({ prefix });
  const total = {
    sent: 0,
    answered: 0,
    delivered: 0,
    refused: 0,
    closed: 0,
    greeted: 0,
    bytes: 0,
  };
  /** Sockets with posts that were not written yet. */
  const waiting = new Set<number>();
  let work = 0;
  let now = 0;
  let toOk: Histogram | null = null;
  let toEveryone: Histogram | null = null;
  let onAnswer: (index: number) => void = () => {};

  function receive({ index, room, raw }: Line, frame: Buffer, start: number, end: number): void {
    switch (dialect.kindOf(frame, start)) {
      case "message": {
        total.delivered += 1;
        total.bytes += end - start;
        const order = received[index] ?? 0;
        received[index] = order + 1;
        if (order === room.intendedAt.length) room.intendedAt.push(posts.read(frame, start, end));
        toEveryone?.add(now - (room.intendedAt[order] ?? 0));
        return;
      }
      case "ok":
        total.answered += 1;
        toOk?.add(now - posts.intendedAt(readDigits(frame, dialect.refAt(frame, start))));
        return onAnswer(index);
      case "error":
        total.refused += 1;
        if (total.refused < 5) console.error(frame.toString("utf8", start, end));
        return onAnswer(index);
      case "hello":
        total.greeted += 1;
        return;
      case "open":
        return raw.send(dialect.greet ?? "");
      case "ping":
        return raw.send(dialect.pong ?? "");
      case "other":
        return;
    }
  }

  function roomOf(index: number): Room {
    const room = rooms.get(members[index]?.roomId ?? 0);
    if (!room) throw new Error("A member without a room.");
    return room;
  }

  async function come(index: number): Promise<void> {
    const { path, headers } = members[index] ?? { path: "", headers: {} };
    const room = roomOf(index);
    let line: Line | null = null;
    sockets[index] = await open({
      port: options.port,
      path,
      headers,
      onRead() {
        work += 1;
        now = performance.now();
      },
      onFrame(frame, start, end, raw) {
        line ??= { index, room, raw };
        receive(line, frame, start, end);
      },
      onClose: () => (total.closed += 1),
    });
  }

  for (let n = 0; n < members.length; n += batchSize) {
    await Promise.all(members.slice(n, n + batchSize).map((_, k) => come(n + k)));
  }
  if (!(await until(() => total.greeted === members.length, openWithinMs, turn))) {
    throw new Error(`Only ${total.greeted} of ${members.length} were greeted.`);
  }

  return {
    total,
    doubled: () => posts.doubled(),
    turn,
    rest: (ms: number) => polled?.rest(ms),
    work: () => work,
    /** Latencies go here from now on; null: nowhere. */
    time(histograms: { toOk: Histogram; toEveryone: Histogram } | null) {
      toOk = histograms?.toOk ?? null;
      toEveryone = histograms?.toEveryone ?? null;
    },
    onAnswer(listener: (index: number) => void) {
      onAnswer = listener;
    },
    post(index: number, intended: number): void {
      const roomId = members[index]?.roomId ?? 0;
      const number = posts.add(intended);
      total.sent = number;
      work += 1;
      roomOf(index).posts += 1;
      sockets[index]?.queue(dialect.post({ number, roomId, clientId: `${prefix}${number}`, body }));
      waiting.add(index);
    },
    /** What was posted leaves, of each socket in one write. */
    flush(): void {
      for (const index of waiting) sockets[index]?.flush();
      waiting.clear();
    },
    /** Everything that was sent is answered, and has come to everyone of its room. */
    isQuiet: () => total.answered + total.refused >= total.sent && total.delivered >= expected(),
    expected,
    /** Deliveries that did not come, and those too many, by the count of each socket. */
    differences() {
      let [missing, surplus] = [0, 0];
      for (let index = 0; index < members.length; index += 1) {
        const difference = (received[index] ?? 0) - roomOf(index).posts;
        if (difference < 0) missing -= difference;
        else surplus += difference;
      }
      return { missing, surplus };
    },
    rooms: rooms.size,
    largestRoom: Math.max(...[...rooms.values()].map((room) => room.members)),
    close() {
      for (const socket of sockets) socket.close();
      polled?.end();
    },
  };

  function expected(): number {
    let sum = 0;
    for (const room of rooms.values()) sum += room.posts * room.members;
    return sum;
  }
}

export function createHistograms() {
  return { toOk: createHistogram(), toEveryone: createHistogram() };
}
