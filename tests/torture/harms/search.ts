import { within } from "../../support/server.ts";
import { fillArchive } from "../fill_archive.ts";
import { judged, type TortureHarm } from "../harm.ts";
import type { Harm } from "../torture.ts";

const words = ["commonplace", "quetzal", "zyzzyva", "自由", "上海", "上海的天气", "com 上海", "om"];

export const search: TortureHarm = {
  name: "search",
  ids: "[H1] [D1]",
  expected:
    "searches over a million messages (short: 100,000), patient and given up: the server lives, posts go on, each is answered or busy",
  rounds: { short: 3, long: 30 },
  async run(run) {
    const count = run.form === "long" ? 1_000_000 : 100_000;
    const answers = new Map<number, number>();
    let starts = 0;
    const outcome = await judged({
      ...run,
      // Every other start gives up a search soon, so that threads are abandoned inside the database.
      server: () => ((starts += 1) % 2 === 0 ? { entry: "tests/torture/hasty_search_main.ts" } : {}),
      furnish: (furnishing) => fillArchive(furnishing, count),
      async harm(harm) {
        const { server, restart, random, someWork } = harm;
        const searching = Promise.all(harm.people.map((person) => searchOnce(harm, person, answers)));
        // A patient server answers at least once: chance could end each one that is, or keep one that is not.
        const isPatient = starts % 2 === 1;
        const early = isPatient ? "none" : "kill";
        const end = answers.has(200) ? random.pick(["none", "kill", "SIGTERM"]) : early;
        if (end === "none") {
          await Promise.all([searching, someWork()]);
          // On a busy machine ten at once may all be busy: one alone is not.
          for (let more = 0; !answers.has(200) && more < 200; more += 1) {
            await searchOnce(harm, random.pick(harm.people), answers);
            await Bun.sleep(50);
          }
          return server;
        }
        await someWork();
        if (end === "kill") await server.kill();
        else {
          const code = await within(server.stop(), 20_000, () => "While people search it does not end.");
          if (code !== 0) throw new Error(`While people searched it ended with ${code}.\n${server.stderr()}`);
        }
        await searching;
        return restart();
      },
    });
    const summary = [...answers].map(([status, times]) => `${status}: ${times}`).join(", ");
    run.progress?.(`searches over ${count} messages, by status: ${summary}`);
    const isOdd = [...answers.keys()].some((status) => status !== 200 && status !== 503);
    if (isOdd || !answers.has(200)) outcome.problems.push(`Searches were answered with ${summary}.`);
    return outcome;
  },
};

/** A search that its server's end cuts off counts for nothing. */
async function searchOnce(
  { server, random }: Harm,
  person: Harm["people"][number],
  answers: Map<number, number>,
): Promise<void> {
  const word = random.pick(words);
  let hasEnded = false;
  void server.exited.then(() => (hasEnded = true));
  try {
    const { status } = await person.get(`/api/search?q=${encodeURIComponent(word)}`);
    answers.set(status, (answers.get(status) ?? 0) + 1);
  } catch (error) {
    await Bun.sleep(0);
    if (!hasEnded) await within(server.exited, 1000, () => `A search was not answered: ${String(error)}`);
  }
}
