import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import { closeCodes } from "../../../src/protocol/close_codes.ts";
import { call, signIn } from "../../support/client.ts";
import { within } from "../../support/server.ts";
import { judged, type TortureHarm } from "../harm.ts";
import type { Harm } from "../torture.ts";

const hour = 3600_000;
const day = 24 * hour;
/** From the real time. Sessions last for 30 days without use. */
const offsets = [-2 * hour, -3 * day, -400 * day, 0, hour, 10 * day];

export const clock: TortureHarm = {
  name: "clock",
  ids: "[H6] [D3] [D5]",
  expected: "the clock is set back and forward, with rates on: nobody is locked out or signed out",
  rounds: { short: 3, long: 40 },
  async run(run) {
    const folder = mkdtempSync(join(tmpdir(), "confab-clock-"));
    const path = join(folder, "offset");
    await Bun.write(path, "0");
    async function setClock(offset: number): Promise<void> {
      await Bun.write(path, `${offset}`);
      const isTaken = async () => {
        while ((await Bun.file(`${path}.taken`).text()) !== `${offset}`) await wait(5);
      };
      await within(isTaken(), 20_000, () => "The server does not look at its clock.");
    }
    let round = 0;
    try {
      return await judged({
        ...run,
        pauseMs: 30,
        hasWire: true,
        server: () => ({
          entry: "tests/torture/moved_clock_main.ts",
          rateLimits: "on",
          env: { MOVED_CLOCK: path },
        }),
        async harm(harm) {
          const { server, wire, people, random } = harm;
          const person = people[(round += 1) % people.length];
          if (!person) throw new Error("Nobody is here.");
          if (random.chance(0.4)) {
            // All sessions have run out for a moment, in which somebody signs in: that is when they would go for good. Meanwhile
            // nobody gets through: a post that is refused then is refused for good.
            wire?.refuse();
            await setClock(400 * day);
            await signIn(server.url, { username: person.user.username });
          }
          await setClock(random.pick(offsets));
          wire?.heal();
          await expectEveryoneIn(harm);
          await signIn(server.url, { username: person.user.username });
          return server;
        },
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Each has a session, and is answered soon. */
async function expectEveryoneIn(harm: Harm): Promise<void> {
  const { server, people, acknowledged } = harm;
  for (const { cookie, user } of people) {
    const { status } = await call(server.url, "/api/me", { cookie });
    if (status !== 200) throw new Error(`${user.username} is answered with ${status}.`);
  }
  const before = acknowledged();
  const isAnswered = async () => {
    while (acknowledged().some((count, at) => count <= (before[at] ?? 0))) await wait(10);
  };
  await within(
    isAnswered(),
    30_000,
    () => `Somebody is locked out: ${before.join()} then, ${acknowledged().join()} now.`,
  );
  if (harm.closeCodes().includes(closeCodes.tooFast)) throw new Error("Somebody was told to flood.");
}
