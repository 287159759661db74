// The server lives, and the line to it does not.
import { setTimeout as wait } from "node:timers/promises";

import { judged, type TortureHarm } from "../harm.ts";
import type { Harm } from "../torture.ts";

function wireHarm(
  words: Pick<TortureHarm, "name" | "ids" | "expected">,
  harm: (harm: Harm) => unknown,
): TortureHarm {
  return {
    ...words,
    rounds: { short: 4, long: 40 },
    run: (run) =>
      judged({
        ...run,
        clients: 5,
        hasWire: true,
        async harm(parts) {
          await harm(parts);
          return parts.server;
        },
      }),
  };
}

export const wires: TortureHarm[] = [
  wireHarm(
    {
      name: "wire-cut",
      ids: "[D5] [D6]",
      expected: "a wire is cut: clients come back and miss nothing",
    },
    ({ wire }) => wire?.cut(),
  ),
  wireHarm(
    {
      name: "wire-stall",
      ids: "[D4] [D5]",
      expected: "a wire stalls, and is cut with what was under way in it: nothing is doubled or missed",
    },
    async ({ wire, random }) => {
      wire?.stall();
      await wait(random.between(20, 200));
      wire?.cut();
      wire?.heal();
    },
  ),
  wireHarm(
    {
      name: "wire-slow",
      ids: "[D5] [D8]",
      expected: "a wire is slow, then whole again: nothing is missed",
    },
    async ({ wire, random }) => {
      wire?.throttle(random.between(20_000, 200_000));
      wire?.delay(5);
      await wait(random.between(50, 300));
      wire?.heal();
    },
  ),
  wireHarm(
    {
      name: "freeze",
      ids: "[D5]",
      expected: "the server stands still for a while: it goes on, and nothing is missed",
    },
    async ({ server, random }) => {
      server.signal("SIGSTOP");
      await wait(random.between(20, 300));
      server.signal("SIGCONT");
    },
  ),
];
