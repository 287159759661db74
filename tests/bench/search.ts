// Searching a million messages, and what it costs the posts that the index follows them.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { createRandom } from "../support/random.ts";
import { seedPlace, type SeededMember } from "../support/seed.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { searchIndexOf, untilIndexed } from "../support/until_indexed.ts";
import { createChatTexts } from "./chat_texts.ts";
import { generate } from "./generate.ts";
import type { GeneratorPlan, Percentiles, PhaseResult } from "./plan.ts";
import { createStopwatch } from "./stopwatch.ts";
import type { TalkBench } from "./messages.ts";

const rooms = 200;
const membersPerRoom = 10;
const messages = 1_000_000;
const timesEach = 100;

export async function benchSearch({ dataDir, seconds }: TalkBench): Promise<void> {
  console.log(`\nSearching ${messages.toLocaleString("en")} messages in ${rooms} rooms`);
  const texts = await createChatTexts({ rooms, seed: 5 });
  const members = await seedPlace({
    dataDir,
    rooms,
    membersPerRoom,
    messages,
    bodies: (from, count) => Array.from({ length: count }, (_, n) => texts.textOf(from + n)),
    firstIsEverywhere: { unread: 0 },
  });
  const server = await startTestServer({ dataDir });
  try {
    const begun = performance.now();
    await untilIndexed(searchIndexOf(dataDir));
    const took = (performance.now() - begun) / 1000;
    console.log(`Indexed after the start in ${took.toFixed(0)} s, ${Math.round(messages / took)} messages/s`);
    await timeSearches(server, members);
  } finally {
    await server.stop();
  }
  await comparePosting({ dataDir, seconds }, members, (n) => texts.textOf(n));
}

async function timeSearches(server: TestServer, members: SeededMember[]): Promise<void> {
  // The first is in every room, the second in one of those where nobody says "quetzal".
  const [busy, calm] = [members[0], members[1]];
  if (!busy || !calm) throw new Error("Nobody was seeded.");
  const page = await time(server, busy, () => `/api/rooms/${busy.roomId}/messages?limit=20`);
  tell("a page of history, to compare", page, page);
  const random = createRandom(3);
  for (const [who, member] of [
    ["200 rooms", busy],
    ["1 room", calm],
  ] as const) {
    const search = (q: string) => () => `/api/search?q=${encodeURIComponent(q)}`;
    const anywhere = () => `&before=${random.between(messages / 2, messages)}`;
    tell(
      `a frequent word, ${who}`,
      await time(server, member, () => search("commonplace")() + anywhere()),
      page,
    );
    tell(`a rare word, ${who}`, await time(server, member, search("PLT-3699")), page);
    tell(`a word nobody says, ${who}`, await time(server, member, search("zyzzyva")), page);
    tell(`two characters, rare: 上海, ${who}`, await time(server, member, search("上海")), page);
    tell(`two characters, frequent: 自由, ${who}`, await time(server, member, search("自由")), page);
    tell(`a word of other rooms, ${who}`, await time(server, member, search("quetzal")), page);
    tell(`links, ${who}`, await time(server, member, () => "/api/search?has=link"), page);
  }
}

interface Timed extends Percentiles {
  found: number;
  partial: number;
}

async function time(server: TestServer, { cookie }: SeededMember, path: () => string): Promise<Timed> {
  const watch = createStopwatch();
  let [found, partial] = [0, 0];
  for (let n = -5; n < timesEach; n += 1) {
    const begun = performance.now();
    const response = await fetch(`${server.url}${path()}`, { headers: { Cookie: cookie } });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${response.status} ${JSON.stringify(answer)}`);
    if (n < 0) continue;
    watch.add(performance.now() - begun);
    found += answer.messages.length;
    if (answer.isPartial === true) partial += 1;
  }
  return { ...watch.percentiles(), found: found / timesEach, partial };
}

function tell(what: string, timed: Timed, page: Timed): void {
  const { p50, p95, p99, found, partial } = timed;
  const times = [p50, p95, p99].map((ms) => ms.toFixed(1).padStart(6)).join(" / ");
  const rest = partial > 0 ? `, ${partial} of ${timesEach} answers partial` : "";
  console.log(
    `${what.padEnd(46)} ${times} ms (50/95/99), ${(p50 / page.p50).toFixed(1)} pages of history, ${found.toFixed(1)} found${rest}`,
  );
}

/** The same posts with the index following and without, in turn, so that what else goes on hits both. */
async function comparePosting(
  { dataDir, seconds }: TalkBench,
  members: SeededMember[],
  textOf: (n: number) => string,
): Promise<void> {
  const folder = join(dataDir, "plans");
  await mkdir(folder);
  const bodies = Array.from({ length: 5000 }, (_, n) => textOf(n));
  const results: Record<"follows" | "does not follow", PhaseResult[][]> = {
    follows: [],
    "does not follow": [],
  };
  for (const [round, how] of (
    ["does not follow", "follows", "follows", "does not follow"] as const
  ).entries()) {
    const entry = join(import.meta.dir, "main_without_following.ts");
    const server = await startTestServer({ dataDir, ...(how === "follows" ? {} : { entry }) });
    try {
      if (how === "follows") await untilIndexed(searchIndexOf(dataDir));
      const plan: GeneratorPlan = {
        port: server.port,
        serverPid: server.pid,
        sockets: members.map(({ cookie, userId, roomId }) => ({
          path: "/ws",
          headers: { Cookie: cookie },
          userId,
          roomId,
        })),
        posters: members.flatMap((_, index) => (index > 0 && index <= rooms ? [index] : [])),
        phases: [
          { name: "warm-up", seconds: 2, rate: 300, timedSockets: 50, isWarmUp: true },
          { name: "300 posts a second", seconds, rate: 300, timedSockets: 50 },
          { name: "as much as goes", seconds, window: 8, timedSockets: 50 },
        ],
        bodyLength: 0,
        bodies,
        prefix: `bench-${round}-`,
      };
      const { phases } = await generate(folder, plan);
      results[how].push(phases.filter(({ name }) => name !== "warm-up"));
    } finally {
      await server.stop();
    }
  }
  for (const [how, runs] of Object.entries(results)) {
    for (const { name, posts, seconds: lasted, toOkMs } of runs.flat()) {
      const times = [toOkMs.p50, toOkMs.p95, toOkMs.p99].map((ms) => ms.toFixed(1)).join(" / ");
      console.log(
        `The index ${how}, ${name}: ${Math.round(posts / lasted)} posts/s, post to ok ${times} ms (50/95/99)`,
      );
    }
  }
  const all = (how: keyof typeof results, phase: number) => results[how].flatMap((run) => run[phase] ?? []);
  const rate = (phases: PhaseResult[]) =>
    sum(phases, ({ posts }) => posts) / sum(phases, (one) => one.seconds);
  const p99 = (phases: PhaseResult[]) => sum(phases, ({ toOkMs }) => toOkMs.p99) / phases.length;
  console.log(
    `posts/s with the index following / without, as much as goes: ${(rate(all("follows", 1)) / rate(all("does not follow", 1))).toFixed(2)}`,
  );
  console.log(
    `post to ok, 99th percentile, with / without, at 300 posts a second: ${(p99(all("follows", 0)) / p99(all("does not follow", 0))).toFixed(2)}`,
  );
}

function sum<T>(list: T[], valueOf: (one: T) => number): number {
  return list.reduce((total, one) => total + valueOf(one), 0);
}
