import { judged, type TortureHarm } from "../harm.ts";

export const kill: TortureHarm = {
  name: "kill",
  ids: "[D1] [D2] [D3] [D4] [D5]",
  expected: "after kill -9 nothing acknowledged is lost, nothing doubled, one order for all",
  rounds: { short: 6, long: 200 },
  run: (run) => judged(run),
};
