// A write-ahead log that grows is told. Files with holes stand for large ones.
import { afterEach, expect, test } from "bun:test";
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { silentLog } from "../../src/domain/log.ts";
import { createWarnings } from "../../src/domain/warnings.ts";
import { watchLog } from "../../src/storage/log_watch.ts";
import { ada, makeDataFolder, people } from "../support/data_folder.ts";

const made: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of made.splice(0).toReversed()) await end();
});

const mib = 1024 * 1024;

function createTicks() {
  let tick: (() => void) | null = null;
  return {
    every: (_ms: number, run: () => void) => {
      tick = run;
      return { cancel: () => void (tick = null) };
    },
    pass: () => tick?.(),
    isRunning: () => tick !== null,
  };
}

test("[H13] the log is told from 256 MiB on, with its size, until it shrank", () => {
  const folder = mkdtempSync(join(tmpdir(), "confab-log-"));
  made.push(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "confab.db");
  const logged: string[] = [];
  const log = { ...silentLog, warn: (event: string) => void logged.push(event) };
  const warnings = createWarnings({ log, now: () => 0 });
  const { every, pass } = createTicks();
  const sizes = watchLog({ path, warnings, every });
  pass();
  expect([sizes.databaseBytes(), sizes.logBytes(), warnings.list()]).toEqual([0, 0, []]);

  writeFileSync(path, "x".repeat(10));
  writeFileSync(`${path}-wal`, "");
  const warns = (size: number) => {
    truncateSync(`${path}-wal`, size);
    pass();
    expect(sizes.logBytes()).toBe(size);
    return warnings
      .list()
      .map(({ code, isUnready, text }) => [code, isUnready, /past ([\d.]+ [MG]B)/.exec(text)?.[1]]);
  };
  expect(warns(256 * mib - 1)).toEqual([]);
  expect(warns(256 * mib)).toEqual([["log_large", false, "268.4 MB"]]);
  // Once for each 256 MiB, however often it is looked at.
  expect(warns(300 * mib)).toEqual([["log_large", false, "268.4 MB"]]);
  expect(logged).toEqual(["warning_raised"]);
  expect(warns(1100 * mib)).toEqual([["log_large", false, "1 GB"]]);
  expect(warns(64 * mib)).toEqual([]);
  expect(sizes.databaseBytes()).toBe(10);
});

test("[H13] the storage looks at its own log, and no more after its end", async () => {
  const folder = await makeDataFolder();
  made.push(() => folder.dispose());
  await (await folder.open()).close();
  await folder.write(...people);
  const warnings = createWarnings({ log: silentLog, now: () => 0 });
  const { every, pass, isRunning } = createTicks();
  const storage = await folder.open({ warnings, logWatch: { every, warnBytes: 4096 } });
  await storage.journal.submit({
    kind: "post",
    actor: ada,
    roomId: 1,
    clientId: "one",
    body: "x",
    replyTo: null,
    fileIds: [],
    mentions: [],
    broadcast: null,
  });
  expect(storage.databaseBytes()).toBeGreaterThan(4096);
  pass();
  expect(warnings.list()).toMatchObject([{ code: "log_large" }]);
  expect(isRunning()).toBe(true);
  await storage.close();
  expect(isRunning()).toBe(false);
});
