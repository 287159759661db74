// What the rest of the conversation costs, each beside a post in the same run.
import { describeMs } from "../load/histogram.ts";
import { seedWorkspace } from "../../support/seed.ts";
import { startTestServer } from "../../support/server.ts";
import { measureActions, measureHello, printCosts, type Action } from "./actions.ts";

export interface MessagesBench {
  dataDir: string;
  seconds: number;
}

const people = 1000;
// Thumb, heart, tears of joy, party, eyes; escaped, for the generator speaks ASCII.
const emojis = ["\\ud83d\\udc4d", "\\u2764\\ufe0f", "\\ud83d\\ude02", "\\ud83c\\udf89", "\\ud83d\\udc40"];

/** In one room of a thousand, everyone connected. */
export async function benchActions({ dataDir, seconds }: MessagesBench): Promise<void> {
  console.log(`\nOne room of ${people} members, all connected: each thing beside a post`);
  const members = await seedWorkspace({ dataDir, rooms: 1, membersPerRoom: people, messages: 1000 });
  const roomId = members[0]?.roomId ?? 0;
  const server = await startTestServer({ dataDir });
  const rate = 100;
  const post: Action = {
    name: "a post",
    frame: (n) => ({
      by: n % people,
      text: JSON.stringify({ type: "post", ref: n, roomId, clientId: `post-${n}`, body: "x".repeat(100) }),
    }),
  };
  // Everyone in turn, so that each is a change: on five messages with five emoji, up to a thousand givers each.
  const react: Action = {
    name: "a reaction",
    frame: (n) => {
      const messageId = 1 + (Math.floor(n / people) % 5);
      const emoji = emojis[Math.floor(n / (5 * people)) % emojis.length];
      const text = `{"type":"react","ref":${n},"messageId":${messageId},"emoji":"${emoji}","on":true}`;
      return { by: n % people, text };
    },
  };
  const presence: Action = {
    name: "away or back again",
    frame: (n) => {
      const state = Math.floor(n / people) % 2 === 0 ? "away" : "online";
      return { by: n % people, text: JSON.stringify({ type: "presence", ref: n, state }) };
    },
  };
  try {
    const actions = [
      { ...post, name: "warm-up" },
      { ...post, frame: (n: number) => post.frame(n + 1e6) },
    ];
    const [, ...costs] = await measureActions({
      server,
      members,
      actions: [...actions, react, presence],
      rate,
      seconds,
    });
    printCosts(costs);
  } finally {
    await server.dispose();
  }
}

/** Someone back after a while: how long `hello` takes for much, beside little. */
export async function benchHello({ dataDir }: MessagesBench): Promise<void> {
  console.log(
    "\nComing in: hello for one person in 300 rooms with 1,000 unread messages, and for one in one room",
  );
  const members = await seedWorkspace({
    dataDir,
    rooms: 300,
    membersPerRoom: 2,
    messages: 300_000,
    firstIsEverywhere: { unread: 1000 },
  });
  const server = await startTestServer({ dataDir });
  const [busy, calm] = [members[0], members[1]];
  try {
    if (!busy || !calm) throw new Error("Nobody was seeded.");
    await measureHello(server, calm, 20);
    const little = await measureHello(server, calm, 100);
    const much = await measureHello(server, busy, 100);
    for (const [name, hello] of Object.entries({ "1 room": little, "300 rooms": much })) {
      const { watch, bytes } = hello;
      console.log(`${name.padEnd(10)} ${describeMs(watch)} ms (50/99/99.9), ${bytes} bytes`);
    }
    console.log(
      `300 rooms / 1 room: ${(much.watch.percentileMs(0.5) / little.watch.percentileMs(0.5)).toFixed(2)}`,
    );
  } finally {
    await server.dispose();
  }
}
