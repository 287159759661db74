// History and search where a million messages are: real texts in 200 rooms, each asked for by someone in all of them and by someone in
// one. The database is made once, and each thing is asked for many times.
import { createRandom } from "../../support/random.ts";
import type { SeededMember } from "../../support/seed.ts";
import { searchIndexOf, untilIndexed } from "../../support/until_indexed.ts";
import type { Running } from "../contestants/contestants.ts";
import { createHistogram } from "../load/histogram.ts";
import { percentiles } from "../load/phases.ts";
import { cpuSecondsOf, rssOf } from "../process_facts.ts";
import type { RunRow } from "../results.ts";
import { createChatTexts } from "./chat_texts.ts";
import type { Measured, RunContext, Workload } from "./workload.ts";

const rooms = 200;
const membersPerRoom = 10;
const messagesOf = (isQuick: boolean) => (isQuick ? 2000 : 1_000_000);
const timesEach = 100;

/** What is looked for; the texts hold each of them so often (chat_texts.ts). */
const queries = {
  search_frequent: "commonplace",
  search_rare: "PLT-3699",
  search_nothing: "zyzzyva",
  search_two_characters: "自由",
  search_other_rooms: "quetzal",
};

export const million: Workload = {
  name: "million",
  rows: ["history_million", ...Object.keys(queries), "memory_million"],
  contestants: ["confab"],
  isOneRun: true,
  async seed(isQuick) {
    const texts = await createChatTexts({ rooms, seed: 5 });
    return {
      rooms,
      membersPerRoom,
      messages: messagesOf(isQuick),
      bodies: (from, count) => Array.from({ length: count }, (_, n) => texts.textOf(from + n)),
      firstIsEverywhere: { unread: 0 },
    };
  },
  run: runMillion,
};

async function runMillion(context: RunContext): Promise<Measured> {
  const { members, dataDir, isQuick } = context;
  const running = await context.start();
  const begun = performance.now();
  await untilIndexed(searchIndexOf(dataDir));
  const indexSeconds = (performance.now() - begun) / 1000;
  // The first is in every room, the second in one of those where nobody says "quetzal".
  const [busy, calm] = [members[0], members[1]];
  if (!busy || !calm) throw new Error("Nobody was seeded.");
  const times = isQuick ? 3 : timesEach;
  const random = createRandom(3);
  const anywhere = () => random.between(1, Math.max(2, messagesOf(isQuick) / rooms));
  const rows: RunRow[] = [
    await ask(running, "history_million", times, () => {
      return { who: busy, path: `/api/rooms/${busy.roomId}/messages?limit=50&before=${anywhere()}` };
    }),
  ];
  for (const [row, words] of Object.entries(queries)) {
    rows.push(
      await ask(running, row, times, (n) => {
        return { who: n % 2 === 0 ? busy : calm, path: `/api/search?q=${encodeURIComponent(words)}` };
      }),
    );
  }
  const memory = { serverMb: rssOf(running.pid) / 1e6, indexSeconds };
  rows.push({ row: "memory_million", values: memory });
  await running.stop();
  return { rows: rows.filter(({ row }) => context.wants(row)), integrity: null };
}

/** One after another; the first few are not counted. */
async function ask(
  { port, pid }: Running,
  row: string,
  times: number,
  what: (n: number) => { who: SeededMember; path: string },
): Promise<RunRow> {
  const histogram = createHistogram();
  let cpu = 0;
  for (let n = -5; n < times; n += 1) {
    if (n === 0) cpu = cpuSecondsOf(pid);
    const { who, path } = what(n);
    const begun = performance.now();
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { Cookie: who.cookie } });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`);
    if (n >= 0) histogram.add(performance.now() - begun);
  }
  const cpuMsEach = ((cpuSecondsOf(pid) - cpu) * 1000) / times;
  return { row, values: { ...percentiles("answer", histogram), cpuMsEach } };
}
