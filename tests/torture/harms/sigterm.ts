import { within } from "../../support/server.ts";
import { judged, type TortureHarm } from "../harm.ts";

export const sigterm: TortureHarm = {
  name: "sigterm",
  ids: "[H8] [Z7] [D1] [D4]",
  expected: "SIGTERM under load ends with 0, all that was taken is committed",
  rounds: { short: 3, long: 60 },
  run: (run) =>
    judged({
      ...run,
      async harm({ server, restart }) {
        const code = await within(server.stop(), 20_000, () => "SIGTERM under load does not end it.");
        if (code !== 0) throw new Error(`SIGTERM under load ended it with ${code}.\n${server.stderr()}`);
        return restart();
      },
    }),
};
