// `confab config` as a process: Bun reads the .env files of the folder by itself, and what is told must be what it made of them.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "bun:test";

import { runConfab } from "../support/command_line.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "confab-config-"));
  await Bun.write(join(folder, ".env"), "PORT=4000\nROOMS=7 # few\nMETRICS_TOKEN='0123456789abcdef'\n");
  await Bun.write(join(folder, ".env.production"), "ROOMS=8\nLOG_LEVEL=warn\n");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const confab = (words: string[], env: Record<string, string> = {}) => runConfab(words, { cwd: folder, env });

test("[CONFIG] what holds comes from the environment, then from the .env files that Bun reads, each told", async () => {
  const { stdout, stderr, code } = await confab(["config"], { NODE_ENV: "production", LOG_LEVEL: "error" });
  expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
  const lines = stdout.split("\n").map((line) => line.split(/ {2,}/));
  for (const line of [
    ["PORT", "4000", ".env"],
    ["ROOMS", "8", ".env.production"],
    ["LOG_LEVEL", "error", "environment"],
    ["PASSWORD_MIN", "12", "default"],
    ["METRICS_TOKEN", "(hidden)", ".env"],
  ]) {
    expect(lines).toContainEqual(line);
  }
  expect(stdout).not.toContain("0123456789abcdef");
});

test("[CONFIG] --json is for scripts; a wrong value is one line and exit code 1; other words are no command", async () => {
  const { stdout, code } = await confab(["config", "--json"]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout).settings).toContainEqual({
    name: "ROOMS",
    value: 7,
    source: ".env",
    unit: "rooms",
    hidden: false,
  });
  expect(stdout).not.toContain("0123456789abcdef");
  const wrong = await confab(["config"], { PORT: "http" });
  expect(wrong).toEqual({
    code: 1,
    stdout: "",
    stderr: "PORT=http is not valid: it must be a whole number from 0 to 65535.\n",
  });
  expect((await confab(["config", "--all"])).code).toBe(2);
});
