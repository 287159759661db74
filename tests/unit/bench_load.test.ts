// The load generator of the benchmark: when it sends, and that both of its sockets read what a server writes.
import { afterAll, describe, expect, test } from "bun:test";

import type { RawSocket, RawSocketOptions } from "../bench/load/frames.ts";
import { openLoop, until } from "../bench/load/pace.ts";
import { createPolledSockets } from "../bench/load/polled_sockets.ts";
import { openRawSocket } from "../bench/load/raw_socket.ts";

test("[PROJECT] a stall moves no intended time: what was due meanwhile is sent late, and its latency counts from when it was due", async () => {
  const intended: number[] = [];
  const lateMs: number[] = [];
  let flushed = 0;
  let hasStalled = false;
  const { lateP99Ms } = await openLoop({
    perSecond: 1000,
    seconds: 0.1,
    isSpinning: true,
    async turn() {
      if (!hasStalled && intended.length > 20) {
        hasStalled = true;
        Bun.sleepSync(30);
      }
      await Bun.sleep(0);
    },
    work: () => 0,
    send(_, at) {
      intended.push(at);
      lateMs.push(performance.now() - at);
    },
    flush: () => (flushed += 1),
  });
  expect(intended).toHaveLength(100);
  for (const [n, at] of intended.entries()) expect(at - (intended[0] ?? 0)).toBeCloseTo(n, 6);
  // A stall of 30 ms makes the first send after it at least 28 ms late.
  expect(Math.max(...lateMs)).toBeGreaterThan(28);
  expect(lateP99Ms).toBeGreaterThan(28);
  // What was due at once left at once.
  expect(flushed).toBeLessThan(100);
});

const texts = [0, 1, 125, 126, 127, 65_535, 65_536, 200_000, 3].map((length, n) =>
  String.fromCharCode(97 + n).repeat(length),
);

describe("[PROJECT] the sockets of the load", () => {
  const pongs: string[] = [];
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: (request, self) => {
      if (new URL(request.url).pathname === "/no") return new Response(null, { status: 403 });
      return self.upgrade(request) ? undefined : new Response(null, { status: 426 });
    },
    websocket: {
      open(socket) {
        for (const text of texts) socket.send(text);
        socket.ping("are you there");
      },
      pong: (_, data) => void pongs.push(data.toString()),
      message(socket, data) {
        if (data === "end") socket.close();
        else socket.send(`echo ${String(data)}`);
      },
    },
  });
  afterAll(() => server.stop(true));

  const polled = createPolledSockets();
  const kinds: [name: string, open: ((options: RawSocketOptions) => Promise<RawSocket>) | undefined][] = [
    ["of Bun", openRawSocket],
    ["of the system", polled?.open],
  ];
  for (const [name, open] of kinds) {
    // Without glibc there is only one kind.
    test.skipIf(open === undefined)(
      `[PROJECT] ${name} give each text as it was sent, answer a ping, and tell of the end`,
      async () => {
        const received: string[] = [];
        let [reads, closed] = [0, 0];
        const [port = 0] = [server.port];
        const turn = async () => {
          polled?.poll(0);
          await Bun.sleep(1);
        };
        const socket = await open?.({
          port,
          path: "/ws",
          headers: {},
          onRead: () => (reads += 1),
          onFrame: (bytes, start, end) => received.push(bytes.toString("latin1", start, end)),
          onClose: () => (closed += 1),
        });
        expect(
          await until(
            () => received.length === texts.length && pongs.includes("are you there"),
            20_000,
            turn,
          ),
        ).toBe(true);
        expect(received).toEqual(texts);
        received.length = 0;
        const long = "z".repeat(5000);
        socket?.queue("one");
        socket?.queue(long);
        socket?.flush();
        socket?.send("two");
        expect(await until(() => received.length === 3, 20_000, turn)).toBe(true);
        expect(received).toEqual(["echo one", `echo ${long}`, "echo two"]);
        socket?.send("end");
        expect(await until(() => closed > 0, 20_000, turn)).toBe(true);
        expect([closed, reads > 0]).toEqual([1, true]);
        pongs.length = 0;
      },
    );
  }
});
