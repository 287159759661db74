// kill -9 cannot see a missing sync, and neither can the checker: the kernel keeps what was written. So the system calls
// of the running server are looked at: between two answers there is a sync of the database's log.
import { describe, expect, test } from "bun:test";

import { setUpWorkspace } from "../support/client.ts";
import { startTestServer } from "../support/server.ts";
import { traceProcess } from "../support/strace.ts";

const calls = ["fsync", "fdatasync", "write", "writev", "sendto", "sendmsg", "pwrite64"];

const posts = 10;

/** Posts one by one, each after the answer to the one before. Null where nothing can be traced. */
async function traceTenPosts(build: string): Promise<{ answers: number; unsynced: number } | null> {
  const server = await startTestServer({ entry: "tests/torture/broken_main.ts", args: [build] });
  try {
    const ada = await setUpWorkspace(server.url);
    const socket = await ada.connect();
    const roomId = socket.hello.rooms[0]?.id;
    const trace = await traceProcess(server.pid, calls);
    if (!trace) return null;
    for (let post = 1; post <= posts; post += 1) {
      await socket.askOk({ type: "post", roomId, clientId: `c${post}`, body: `post ${post}` });
    }
    const lines = await trace.end();
    await socket.close();
    return countUnsynced(lines);
  } finally {
    await server.dispose();
  }
}

const sync = /\bf(?:data)?sync\([^)]*confab\.db-wal/;
const resumedSync = /<\.\.\. f(?:data)?sync resumed>.*= 0$/;
const answer = /\\"type\\":\\"ok\\"/g;

function countUnsynced(lines: string[]): { answers: number; unsynced: number } {
  let answers = 0;
  let unsynced = 0;
  let isSynced = false;
  /** Threads that began a sync of the log and were not seen to end it. */
  const syncing = new Set<string>();
  for (const line of lines) {
    const thread = line.slice(0, line.indexOf(" "));
    // `fdatasync(25</…/confab.db-wal>) = 0`, or its halves when another thread came between.
    if (sync.test(line)) {
      if (line.endsWith("= 0")) isSynced = true;
      else syncing.add(thread);
    } else if (resumedSync.test(line)) {
      if (syncing.delete(thread)) isSynced = true;
    } else if (/\b(?:write|writev|sendto|sendmsg)\(/.test(line)) {
      // One write may hold several frames: the event, and behind it the answer.
      for (const _ of line.matchAll(answer)) {
        answers += 1;
        if (!isSynced) unsynced += 1;
        isSynced = false;
      }
    }
  }
  if (answers !== posts) console.log(lines.filter((line) => !line.includes("pwrite64")).join("\n"));
  return { answers, unsynced };
}

test("[D1] the look finds answers behind an event, and syncs in halves of the log alone", () => {
  const both = `7 sendto(28<socket:[1]>, "\\201~{\\"type\\":\\"message\\"}\\201~{\\"type\\":\\"ok\\"}", 380, 0) = 380`;
  const halves = ["8 fdatasync(25</a/confab.db-wal> <unfinished ...>", "8 <... fdatasync resumed>) = 0"];
  const other = ["9 fdatasync(25</a/commits> <unfinished ...>", "9 <... fdatasync resumed>) = 0"];
  const repeat = (lines: string[]) => Array.from({ length: posts }, () => lines).flat();
  expect(countUnsynced(repeat([...halves, both]))).toEqual({ answers: posts, unsynced: 0 });
  expect(countUnsynced(repeat([...other, both]))).toEqual({ answers: posts, unsynced: posts });
});

const traced = test.skipIf(Bun.which("strace") === null);
if (Bun.which("strace") === null)
  console.log("strace is not here: the order of sync and answer is not looked at.");

describe("[D1] the disk is told before anyone is", () => {
  traced("[D1] a sync of the log comes before each ok", async () => {
    const seen = await traceTenPosts("none");
    if (seen) expect(seen).toEqual({ answers: posts, unsynced: 0 });
  });

  traced("[D1] the same look finds a build that does not sync", async () => {
    const seen = await traceTenPosts("synchronous-off");
    if (seen) expect(seen).toEqual({ answers: posts, unsynced: posts });
  });
});
