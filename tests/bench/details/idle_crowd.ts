// People who came and say nothing, as the page does: each has heard `hello`, watches a few others, and pings.
import { setTimeout as wait } from "node:timers/promises";

import { heartbeatMs } from "../../../src/protocol/limits.ts";
import type { SeededMember } from "../../support/seed.ts";
import type { TestServer } from "../../support/server.ts";
import type { RawSocket } from "../load/frames.ts";
import { openRawSocket } from "../load/raw_socket.ts";

interface IdleCrowd {
  /** Sockets that the server closed. */
  lost(): number;
  close(): void;
}

/** As many people as a page shows at once. */
const watched = 20;
const maxParallel = 50;
const deadlineMs = 120_000;

const beatEveryMs = 100;

/** Resolves when everyone has had `hello` and the answer to `watch`. */
export async function gatherIdle(server: TestServer, members: SeededMember[]): Promise<IdleCrowd> {
  const deadline = performance.now() + deadlineMs;
  const sockets: RawSocket[] = [];
  let [answered, lost] = [0, 0];
  async function come({ cookie, userId }: SeededMember): Promise<void> {
    const socket = await openRawSocket({
      port: server.port,
      path: "/ws",
      headers: { Cookie: cookie },
      onFrame(frame, start) {
        // {"type":"ok"
        if (frame[start + 9] === 0x6f && frame[start + 10] === 0x6b) answered += 1;
      },
      onClose: () => (lost += 1),
    });
    sockets.push(socket);
    const userIds = Array.from({ length: watched }, (_, n) => ((userId + n) % members.length) + 1);
    socket.send(JSON.stringify({ type: "watch", ref: 1, userIds }));
  }
  for (let n = 0; n < members.length; n += maxParallel) {
    await Promise.all(members.slice(n, n + maxParallel).map(come));
    while (answered < sockets.length) {
      if (performance.now() > deadline || lost > 0) {
        throw new Error(`Of ${members.length} people ${answered} came in, ${lost} were closed.`);
      }
      await wait(5);
    }
  }
  // One after another, as they would who came at different times.
  const begun = performance.now();
  let pings = 0;
  const timer = setInterval(() => {
    for (; pings < ((performance.now() - begun) / heartbeatMs) * sockets.length; pings += 1) {
      sockets[pings % sockets.length]?.send('{"type":"ping"}');
    }
  }, beatEveryMs);
  return {
    lost: () => lost,
    close() {
      clearInterval(timer);
      for (const socket of sockets) socket.close();
    },
  };
}
