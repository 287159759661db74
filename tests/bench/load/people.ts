// People of a team, each in several rooms: they post, type, read, look away and read history, each kind at a rate of its own. What is
// asked is matched with its answer by `ref`, a message with its post by `clientId`, typing by who types where.
import type { SeededMember } from "../../support/seed.ts";
import { readDigits } from "./dialects.ts";
import { createHistogram, type Histogram } from "./histogram.ts";
import { bunTurn, openLoop, until } from "./pace.ts";
import type { RawSocket } from "./frames.ts";
import { openRawSocket } from "./raw_socket.ts";

/** From the intended time of an action to its answer, and to everyone who sees it. */
export const actionNames = ["post", "read", "typing", "presence", "history"] as const;
export type ActionName = (typeof actionNames)[number];

interface PeopleOptions {
  port: number;
  members: SeededMember[];
  /** Of each member, as `seed.ts` fills them. */
  roomsEach: number;
  prefix: string;
}

interface Mix {
  /** Actions a second of all people together. */
  rates: Partial<Record<ActionName, number>>;
  seconds: number;
  isSpinning: boolean;
}

const openWithinMs = 60_000;
const quietWithinMs = 20_000;

export async function openPeople({ port, members, roomsEach, prefix }: PeopleOptions) {
  const roomIds = [...new Set(members.map(({ roomId }) => roomId))].sort((a, b) => a - b);
  const firstRoom = roomIds[0] ?? 0;
  const perRoom = (members.length * roomsEach) / roomIds.length;
  const roomOf = (member: SeededMember, n: number) =>
    firstRoom + ((member.roomId - firstRoom + (n % roomsEach)) % roomIds.length);
  const clientIdMark = Buffer.from(`"clientId":"${prefix}`);
  const sockets: RawSocket[] = [];
  /** Of the asked with that ref: its kind and its time. */
  const asked = new Map<number, { name: ActionName; at: number }>();
  const postedAt: number[] = [];
  /** Of a person in a room, as last sent. */
  const typedAt = new Map<string, number>();
  const total = {
    asked: 0,
    answered: 0,
    refused: 0,
    closed: 0,
    greeted: 0,
    posts: 0,
    accepted: 0,
    delivered: 0,
  };
  let toAnswer = newHistograms();
  let toEveryone = newHistograms();
  let work = 0;
  let now = 0;

  function receive(frame: Buffer, start: number, end: number): void {
    const kind = frame.toString("latin1", start + 9, start + 12);
    if (kind === 'ok"') return answer(frame, start);
    if (kind === "mes") {
      const at = frame.indexOf(clientIdMark, start);
      if (at === -1 || at > end) return;
      total.delivered += 1;
      toEveryone.post.add(now - (postedAt[readDigits(frame, at + clientIdMark.length)] ?? 0));
    } else if (kind === "typ") {
      const [, room, user, on] =
        /"roomId":(\d+),"userId":(\d+),"on":(\w+)/.exec(frame.toString("latin1", start, end)) ?? [];
      const at = typedAt.get(`${room} ${user}`);
      if (on === "true" && at !== undefined) toEveryone.typing.add(now - at);
    } else if (kind === "hel") total.greeted += 1;
    else if (kind === "err") {
      total.refused += 1;
      total.answered += 1;
      if (total.refused < 5) console.error(frame.toString("utf8", start, end));
    }
  }

  /** {"type":"ok","ref": */
  function answer(frame: Buffer, start: number): void {
    const ref = readDigits(frame, start + 19);
    const question = asked.get(ref);
    if (!question) return;
    asked.delete(ref);
    total.answered += 1;
    if (question.name === "post") total.accepted += 1;
    toAnswer[question.name].add(now - question.at);
  }

  for (let n = 0; n < members.length; n += 50) {
    const opening = members.slice(n, n + 50).map(async ({ cookie }) =>
      openRawSocket({
        port,
        path: "/ws",
        headers: { Cookie: cookie },
        onRead() {
          work += 1;
          now = performance.now();
        },
        onFrame: receive,
        onClose: () => (total.closed += 1),
      }),
    );
    sockets.push(...(await Promise.all(opening)));
  }
  if (!(await until(() => total.greeted === members.length, openWithinMs))) {
    throw new Error(`Only ${total.greeted} of ${members.length} were greeted.`);
  }

  function ask(name: ActionName, index: number, at: number, fields: string): void {
    total.asked += 1;
    asked.set(total.asked, { name, at });
    sockets[index]?.send(`{"type":"${name}","ref":${total.asked},${fields}}`);
  }

  /** The n-th action of its kind. Neighbours in time are neighbours nowhere else. */
  function act(name: ActionName, n: number, at: number): void {
    const index = (n * 37) % members.length;
    const member = members[index];
    if (!member) return;
    const roomId = roomOf(member, Math.floor(n / members.length) + n);
    work += 1;
    if (name === "post") {
      total.posts += 1;
      postedAt[total.posts] = at;
      const clientId = `${prefix}${total.posts}`;
      ask(name, index, at, `"roomId":${roomId},"clientId":"${clientId}","body":"${"x".repeat(100)}"`);
    } else if (name === "typing") {
      typedAt.set(`${roomId} ${member.userId}`, at);
      ask(name, index, at, `"roomId":${roomId}`);
    } else if (name === "read") ask(name, index, at, `"roomId":${roomId},"seq":1000000`);
    else if (name === "presence") ask(name, index, at, `"state":"${n % 2 === 0 ? "away" : "online"}"`);
    else void readHistory(member, roomId, at);
  }

  async function readHistory({ cookie }: SeededMember, roomId: number, at: number): Promise<void> {
    total.asked += 1;
    const url = `http://127.0.0.1:${port}/api/rooms/${roomId}/messages?limit=50`;
    const response = await fetch(url, { headers: { Cookie: cookie } });
    await response.arrayBuffer();
    if (!response.ok) total.refused += 1;
    total.answered += 1;
    toAnswer.history.add(performance.now() - at);
  }

  return {
    total,
    /** Deliveries that all posts so far make. */
    expected: () => total.accepted * perRoom,
    /** All kinds at once, each in an open loop; resolves when everything is answered and has come. */
    async run({ rates, seconds, isSpinning }: Mix) {
      toAnswer = newHistograms();
      toEveryone = newHistograms();
      const loops = actionNames.flatMap((name) => {
        const perSecond = rates[name] ?? 0;
        if (perSecond === 0) return [];
        const send = (n: number, at: number) => act(name, n, at);
        return openLoop({
          turn: bunTurn,
          perSecond,
          seconds,
          isSpinning,
          work: () => work,
          send,
          flush: () => {},
        });
      });
      const paced = await Promise.all(loops);
      const isQuiet = () => total.answered >= total.asked && total.delivered >= total.accepted * perRoom;
      await until(isQuiet, quietWithinMs);
      return { toAnswer, toEveryone, lateP99Ms: Math.max(...paced.map(({ lateP99Ms }) => lateP99Ms)) };
    },
    close: () => sockets.forEach((socket) => socket.close()),
  };
}

function newHistograms(): Record<ActionName, Histogram> {
  const [post, read, typing, presence, history] = actionNames.map(() => createHistogram());
  if (!post || !read || !typing || !presence || !history) throw new Error("A kind of action is missing.");
  return { post, read, typing, presence, history };
}
