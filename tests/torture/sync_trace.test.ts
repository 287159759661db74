// kill -9 cannot see a missing sync, and neither can the checker: the kernel keeps what was written. So the system calls
// of the running server are looked at: between two answers there is a sync of the database's log.
import { describe, expect, test } from "bun:test";

import { setUpPlace } from "../support/client.ts";
import { startTestServer } from "../support/server.ts";
import { traceProcess } from "../support/strace.ts";

const calls = ["fsync", "fdatasync", "write", "writev", "sendto", "sendmsg", "pwrite64"];

/** Posts one by one, each after the answer to the one before. Null where nothing can be traced. */
async function traceTenPosts(build: string): Promise<{ answers: number; unsynced: number } | null> {
  const server = await startTestServer({ entry: "tests/torture/broken_main.ts", args: [build] });
  try {
    const ada = await setUpPlace(server.url);
    const socket = await ada.connect();
    const roomId = socket.hello.rooms[0]?.id;
    const trace = await traceProcess(server.pid, calls);
    if (!trace) return null;
    for (let post = 1; post <= 10; post += 1) {
      await socket.askOk({ type: "post", roomId, clientId: `c${post}`, body: `post ${post}` });
    }
    const lines = await trace.end();
    await socket.close();
    return countUnsynced(lines);
  } finally {
    await server.dispose();
  }
}

function countUnsynced(lines: string[]): { answers: number; unsynced: number } {
  let answers = 0;
  let unsynced = 0;
  let isSynced = false;
  for (const line of lines) {
    // `fdatasync(25</…/confab.db-wal>) = 0`, or its second half when another thread came between.
    if (/\bf(?:data)?sync\([^)]*confab\.db-wal.*= 0$/.test(line)) isSynced = true;
    else if (/<\.\.\. f(?:data)?sync resumed>.*= 0$/.test(line)) isSynced = true;
    else if (/\b(?:write|writev|sendto|sendmsg)\(.*\\"type\\":\\"ok\\"/.test(line)) {
      answers += 1;
      if (!isSynced) unsynced += 1;
      isSynced = false;
    }
  }
  return { answers, unsynced };
}

const traced = test.skipIf(Bun.which("strace") === null);
if (Bun.which("strace") === null)
  console.log("strace is not here: the order of sync and answer is not looked at.");

describe("[D1] the disk is told before anyone is", () => {
  traced("[D1] a sync of the log comes before each ok", async () => {
    const seen = await traceTenPosts("none");
    if (seen) expect(seen).toEqual({ answers: 10, unsynced: 0 });
  });

  traced("[D1] the same look finds a build that does not sync", async () => {
    const seen = await traceTenPosts("synchronous-off");
    if (seen) expect(seen).toEqual({ answers: 10, unsynced: 10 });
  });
});
