import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import { within } from "../../support/server.ts";
import { linesDropped, sinks } from "../../support/sinks.ts";
import { judged, type TortureHarm } from "../harm.ts";

const opens = [sinks["a full disk"], sinks["a pipe that nobody reads"]];

export const logLoss: TortureHarm = {
  name: "log-loss",
  ids: "[H3] [D1]",
  expected: "the log goes nowhere (full disk, closed or unread pipe): posts, health and SIGTERM are as ever",
  rounds: { short: 2, long: 20 },
  async run(run) {
    const folder = mkdtempSync(join(tmpdir(), "confab-log-"));
    let starts = 0;
    let sink = sinks["a full disk"]();
    function next(): { entry: string; stderr: number } {
      sink.close();
      sink = (opens[(starts += 1) % opens.length] ?? sinks["a full disk"])(folder);
      return { entry: "tests/support/chatty_main.ts", stderr: sink.fd };
    }
    try {
      return await judged({
        ...run,
        clients: 5,
        server: next,
        async harm({ server, restart, random, someWork }) {
          if (random.chance(0.5)) sink.endReading();
          const dropped = async () => {
            while ((await linesDropped(server.url)) === 0) await wait(20);
          };
          await within(dropped(), 20_000, () => "No line of the log was dropped.");
          await someWork();
          const { status } = await fetch(`${server.url}/healthz`);
          if (status !== 200) throw new Error(`/healthz is ${status} without a log.`);
          const code = await within(server.stop(), 20_000, () => "Without a log SIGTERM does not end it.");
          if (code !== 0) throw new Error(`Without a log it ended with ${code}.`);
          return restart();
        },
      });
    } finally {
      sink.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
