// The search worker may end or fall silent: whoever waits is told so, the server lives, and the next search has another worker.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { truncateSync } from "node:fs";
import { join } from "node:path";

import { ChatError } from "../../src/domain/chat_error.ts";
import { silentLog } from "../../src/domain/log.ts";
import { createWarnings } from "../../src/domain/warnings.ts";
import {
  createSearchThread,
  type SearchThread,
  type SearchThreadDeps,
} from "../../src/storage/search/search_thread.ts";
import { makeDataFolder, type DataFolder } from "../support/data_folder.ts";

let folder: DataFolder;
beforeAll(async () => {
  folder = await makeDataFolder();
  await (await folder.open()).close();
});
afterAll(() => folder.dispose());

interface Options {
  logged?: string[];
  timeoutMs?: number;
  every?: SearchThreadDeps["every"];
}

function open(worker: string, { logged = [], timeoutMs = 30_000, every }: Options = {}): SearchThread {
  const log = {
    ...silentLog,
    error: (event: string, fields?: Record<string, unknown>) =>
      void logged.push(`${event} ${String(fields?.["problem"])}`),
  };
  return createSearchThread({
    path: folder.path,
    workerUrl: new URL(worker, import.meta.url),
    log,
    warnings: createWarnings({ log: silentLog, now: () => 0 }),
    timeoutMs,
    closeMs: 100,
    ...(every && { every }),
  });
}

/** The watch's timer, moved by hand. */
function createTicks() {
  let tick = () => {};
  return {
    every: (_ms: number, run: () => void) => {
      tick = run;
      return { cancel() {} };
    },
    pass: (times: number) => {
      for (let n = 0; n < times; n += 1) tick();
    },
  };
}

const ticks = 30;

const refusalOf = (answer: Promise<unknown>) =>
  answer.then(
    () => "answered",
    (error: unknown) => (error instanceof ChatError ? error.code : String(error)),
  );

for (const [worker, timeoutMs, problem] of [
  // Started on a busy machine it takes its time to throw.
  ["search_throws", 30_000, /a bug/],
  ["search_silent", 300, /silent/],
] as const) {
  test(`[X3] a worker like ${worker} is replaced, and each search is refused as busy`, async () => {
    const logged: string[] = [];
    const thread = open(`./storage_workers/${worker}.ts`, { logged, timeoutMs });
    const both = [thread.ask({ do: "progress" }), thread.ask({ do: "progress" })];
    expect(await Promise.all(both.map(refusalOf))).toEqual(["busy", "busy"]);
    expect(await refusalOf(thread.ask({ do: "progress" }))).toBe("busy");
    expect(logged).toHaveLength(2);
    for (const line of logged) expect(line).toMatch(problem);
    await thread.close();
  });
}

test("[X3] more searches than may wait are refused at once; those that wait are answered; after the end none is taken", async () => {
  const thread = open("../../src/storage/search/search_worker.ts");
  const answers = await Promise.all(
    Array.from({ length: 80 }, () => refusalOf(thread.ask({ do: "progress" }))),
  );
  expect(answers.filter((answer) => answer === "answered")).toHaveLength(64);
  expect(answers.filter((answer) => answer === "busy")).toHaveLength(16);
  await thread.close();
  expect(await refusalOf(thread.ask({ do: "progress" }))).toBe("busy");
});

test("[H1] silence is counted from the ask, however long nothing was asked before", async () => {
  const { every, pass } = createTicks();
  const logged: string[] = [];
  const thread = open("./storage_workers/search_silent.ts", { logged, every });
  const first = refusalOf(thread.ask({ do: "progress" }));
  pass(ticks);
  expect(logged).toEqual([]);
  pass(1);
  expect(await first).toBe("busy");
  expect(logged).toEqual(["search_worker_lost It was silent for 30 s."]);
  // A thread that has nothing to say is not silent.
  pass(10 * ticks);
  const second = refusalOf(thread.ask({ do: "progress" }));
  pass(ticks - 1);
  // Whoever asks later does not keep a silent thread alive.
  const third = refusalOf(thread.ask({ do: "progress" }));
  pass(1);
  expect(thread.abandoned()).toBe(1);
  pass(1);
  expect(await Promise.all([second, third])).toEqual(["busy", "busy"]);
  expect(thread.abandoned()).toBe(2);
  await thread.close();
});

test("[H1] an answer ends the silence, and the next ask begins another", async () => {
  const { every, pass } = createTicks();
  const logged: string[] = [];
  const thread = open("../../src/storage/search/search_worker.ts", { logged, every });
  for (let n = 0; n < 3; n += 1) {
    const answer = refusalOf(thread.ask({ do: "progress" }));
    pass(ticks);
    expect(await answer).toBe("answered");
  }
  expect(logged).toEqual([]);
  await thread.close();
});

async function runStuck(how: "ends" | "stops"): Promise<{ lines: unknown[]; code: number }> {
  const script = join(import.meta.dir, "storage_workers", "search_stuck_process.ts");
  const run = Bun.spawn([process.execPath, script, how], {
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
    timeout: 60_000,
  });
  const text = await new Response(run.stdout).text();
  return {
    lines: text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
    code: await run.exited,
  };
}

test("[H1] threads stuck inside the database are abandoned: two, then searches are busy, until they end by themselves", async () => {
  const { lines, code } = await runStuck("ends");
  const stuck = ["search_stuck"];
  expect(lines).toEqual([
    { answer: "busy", abandoned: 1, warnings: stuck },
    { answer: "busy", abandoned: 2, warnings: stuck },
    { answer: "busy", abandoned: 2, warnings: stuck },
    { ended: true, abandoned: 0, warnings: [] },
    { answer: "answered", abandoned: 0, warnings: [] },
  ]);
  expect(code).toBe(0);
}, 60_000);

test("[H1] stopping does not wait for a thread stuck inside the database, and ends cleanly", async () => {
  const { lines, code } = await runStuck("stops");
  expect(lines).toEqual([
    { answer: "busy", abandoned: 1, warnings: ["search_stuck"] },
    { closed: true, isStuck: true },
  ]);
  expect(code).toBe(0);
}, 60_000);

test("[H5] a search that meets a log that was cut is busy, and told", async () => {
  const own = await makeDataFolder();
  const storage = await own.open();
  const events: string[] = [];
  const thread = createSearchThread({
    path: own.path,
    workerUrl: new URL("../../src/storage/search/search_worker.ts", import.meta.url),
    log: silentLog,
    warnings: createWarnings({ log: silentLog, now: () => 0 }),
    onTrouble: (problem) => events.push(problem),
    timeoutMs: 30_000,
  });
  expect(await thread.ask({ do: "progress" })).toMatchObject({ lastId: 0 });
  truncateSync(`${own.path}-wal`, 0);
  const asked = await thread.ask({ do: "check", after: 0 }).catch((error: unknown) => error);
  expect(asked).toMatchObject({ code: "busy" });
  expect(events).toEqual([expect.stringContaining("SQLITE_IOERR")]);
  await thread.close();
  await storage.close();
  await own.dispose();
});
