// SPEC O8: `confab serve` is the server.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "bun:test";

import { repository, runConfab } from "../support/command_line.ts";

let dataDir: string;
beforeEach(async () => void (dataDir = await mkdtemp(join(tmpdir(), "confab-serve-"))));
afterEach(() => rm(dataDir, { recursive: true, force: true }));

test("[O8] serve starts the server, which other commands then ask, and a signal ends it with 0", async () => {
  const server = Bun.spawn([process.execPath, "src/cli.ts", "serve"], {
    cwd: repository,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
    env: {
      PATH: process.env["PATH"],
      TMPDIR: process.env["TMPDIR"],
      DATA_DIR: dataDir,
      PORT: "0",
      HOST: "127.0.0.1",
      LOG_LEVEL: "error",
    },
    timeout: 50_000,
  });
  try {
    let output = "";
    for await (const chunk of server.stdout.pipeThrough(new TextDecoderStream())) {
      output += chunk;
      if (output.includes("Confab is ready at ")) break;
    }
    const url = /Confab is ready at (\S+)/.exec(output)?.[1] ?? "";
    expect((await fetch(new URL("/healthz", url))).status).toBe(200);
    const added = await runConfab(["user", "add", "Ada", "--role=admin", "--json"], { dataDir });
    expect([added.code, added.stderr]).toEqual([0, ""]);
    expect(JSON.parse(added.stdout).link.url).toStartWith(new URL("/reset#", url).href);
    const second = await runConfab(["serve"], { dataDir, env: { PORT: "0" } });
    expect([second.code, second.stdout]).toEqual([2, ""]);
    expect(second.stderr).toMatch(/^Another Confab is running on .+\n$/);
    server.kill("SIGTERM");
    expect(await server.exited).toBe(0);
  } finally {
    server.kill("SIGKILL");
    await server.exited;
  }
});

test("[O8] [O1] a start that is not valid is one line and exit code 2", async () => {
  const run = await runConfab(["serve"], { dataDir, env: { PORT: "http" } });
  expect(run).toEqual({
    code: 2,
    stdout: "",
    stderr: "PORT=http is not valid: it must be a whole number from 0 to 65535.\n",
  });
});
