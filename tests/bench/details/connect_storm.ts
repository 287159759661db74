// One person who connects again and again, as a process of its own: what the other end of it takes is not the server's.
import { parseArgs } from "node:util";
import { setTimeout as wait } from "node:timers/promises";

import { openRawSocket } from "../load/raw_socket.ts";

/** Until the last piece of the rooms is here; gives the bytes of all frames. */
export async function connectOnce({ port, cookie }: { port: number; cookie: string }): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let bytes = 0;
  const socket = await openRawSocket({
    port,
    path: "/ws",
    headers: { Cookie: cookie },
    onFrame(frame, start, end) {
      bytes += end - start;
      if (frame.subarray(start, end).includes('"more":false')) resolve();
    },
    onClose: resolve,
  });
  await promise;
  socket.close();
  return bytes;
}

if (import.meta.main) {
  const { values } = parseArgs({
    args: Bun.argv.slice(2),
    options: { port: { type: "string" }, cookie: { type: "string" }, everyMs: { type: "string" } },
  });
  const target = { port: Number(values.port), cookie: values.cookie ?? "" };
  // Until it is killed.
  for (;;) {
    void connectOnce(target);
    await wait(Number(values.everyMs));
  }
}
