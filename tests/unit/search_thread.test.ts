// The search worker may end or fall silent: whoever waits is told so, the server lives, and the next search has another worker.
import { afterAll, beforeAll, expect, test } from "bun:test";

import { ChatError } from "../../src/domain/chat_error.ts";
import { silentLog } from "../../src/domain/log.ts";
import { createSearchThread, type SearchThread } from "../../src/storage/search/search_thread.ts";
import { makeDataFolder, type DataFolder } from "../support/data_folder.ts";

let folder: DataFolder;
beforeAll(async () => {
  folder = await makeDataFolder();
  await (await folder.open()).close();
});
afterAll(() => folder.dispose());

function open(
  worker: string,
  { logged = [], silenceMs = 30_000 }: { logged?: string[]; silenceMs?: number } = {},
): SearchThread {
  return createSearchThread({
    path: folder.path,
    workerUrl: new URL(worker, import.meta.url),
    log: {
      ...silentLog,
      error: (event, fields) => void logged.push(`${event} ${String(fields?.["problem"])}`),
    },
    silenceMs,
  });
}

const refusalOf = (answer: Promise<unknown>) =>
  answer.then(
    () => "answered",
    (error: unknown) => (error instanceof ChatError ? error.code : String(error)),
  );

for (const [worker, problem] of [
  ["search_throws", /a bug/],
  ["search_silent", /silent/],
] as const) {
  test(`[X3] a worker like ${worker} is replaced, and each search is refused as busy`, async () => {
    const logged: string[] = [];
    const thread = open(`./storage_workers/${worker}.ts`, { logged, silenceMs: 300 });
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
