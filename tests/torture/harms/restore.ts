import type { TortureHarm } from "../harm.ts";
import { losePast } from "../past_lost.ts";

export const restore: TortureHarm = {
  name: "restore",
  ids: "[H2] [C6]",
  expected:
    "a backup is restored under open pages: they hold what there is, nothing of the backup is lost, nothing unsent",
  rounds: { short: 2, long: 15 },
  run: (run) =>
    losePast(run, async ({ restorable, copy }) => {
      await restorable.putBack(copy);
      return async () => {};
    }),
};
