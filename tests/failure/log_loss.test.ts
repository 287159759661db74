// SPEC H3: the log or the start lines go nowhere, and the server does not notice.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "bun:test";

import { setUpWorkspace } from "../support/client.ts";
import { within } from "../support/server.ts";
import { linesDropped, sinks } from "../support/sinks.ts";

async function freePort(): Promise<number> {
  const server = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: () => new Response() });
  const { port } = server;
  await server.stop(true);
  return Number(port);
}

async function untilReady(url: string, exited: Promise<number>): Promise<void> {
  const early = exited.then((code) => {
    throw new Error(`The server ended with ${code} before it was ready.`);
  });
  early.catch(() => undefined);
  const ready = async () => {
    while (!(await fetch(`${url}/readyz`).catch(() => null))?.ok) await Bun.sleep(20);
  };
  await within(Promise.race([ready(), early]), 30_000, () => "The server was not ready.");
}

for (const [what, open] of Object.entries(sinks)) {
  for (const stream of ["stdout", "stderr"] as const) {
    test(`[H3] ${stream} is ${what}: posts, health and SIGTERM are as ever`, async () => {
      const folder = mkdtempSync(join(tmpdir(), "confab-log-"));
      const sink = open(folder);
      const port = await freePort();
      const url = `http://127.0.0.1:${port}`;
      const server = Bun.spawn([process.execPath, "tests/support/chatty_main.ts"], {
        cwd: join(import.meta.dir, "..", ".."),
        stdin: "ignore",
        stdout: stream === "stdout" ? sink.fd : "ignore",
        stderr: stream === "stderr" ? sink.fd : "ignore",
        env: { HOST: "127.0.0.1", PORT: String(port), DATA_DIR: join(folder, "data"), RATE_LIMITS: "off" },
      });
      try {
        await untilReady(url, server.exited);
        const ada = await setUpWorkspace(url);
        const socket = await ada.connect();
        // The start lines alone do not fill a pipe: there nothing is lost.
        const isLost = stream === "stderr" || what !== "a pipe that nobody reads";
        const lost = async () => {
          while ((await linesDropped(url)) === 0) await Bun.sleep(20);
        };
        if (isLost) await within(lost(), 20_000, () => "No line was dropped.");
        for (let post = 0; post < 5; post += 1) {
          await socket.askOk({ type: "post", roomId: 1, clientId: `p${post}`, body: "Still here." });
        }
        expect((await fetch(`${url}/healthz`)).status).toBe(200);
        server.kill("SIGTERM");
        expect(await within(server.exited, 10_000, () => "It does not end.")).toBe(0);
      } finally {
        if (server.exitCode === null && server.signalCode === null) server.kill("SIGKILL");
        await server.exited;
        sink.close();
        rmSync(folder, { recursive: true, force: true });
      }
    }, 60_000);
  }
}
