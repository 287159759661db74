// The socket that comes back (SPEC W9, W10), with sockets and a clock of our own.
import { describe, expect, test } from "bun:test";

import type { ServerFrame } from "../../src/protocol/shapes.ts";
import { createConnection, type Link } from "../../web/connection/connection.ts";

import { ada, helloOf } from "./page_model.ts";

class FakeSocket extends EventTarget {
  readyState: number = WebSocket.CONNECTING;
  sent: string[] = [];
  isClosed = false;
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.isClosed = true;
  }
  open(): void {
    this.readyState = WebSocket.OPEN;
    this.dispatchEvent(new Event("open"));
  }
  hear(frame: ServerFrame): void {
    this.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(frame) }));
  }
  end(code: number): void {
    this.readyState = WebSocket.CLOSED;
    this.dispatchEvent(new CloseEvent("close", { code }));
  }
}

function start({ random = 0.5, onFrame = () => {} }: { random?: number; onFrame?: () => void } = {}) {
  let now = 0;
  let timers: { at: number; run: () => void }[] = [];
  const sockets: FakeSocket[] = [];
  const links: Link[] = [];
  let closes = 0;
  let unopened = 0;
  const connection = createConnection({
    openSocket() {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    random: () => random,
    after(delayMs, run) {
      const timer = { at: now + delayMs, run };
      timers.push(timer);
      return { cancel: () => (timers = timers.filter((one) => one !== timer)) };
    },
    onOpen: () => {},
    onFrame,
    onClose: () => (closes += 1),
    onLink: (link) => links.push(link),
    onUnopened: () => (unopened += 1),
  });
  connection.connect();
  const last = () => {
    const socket = sockets.at(-1);
    if (!socket) throw new Error("No socket.");
    return socket;
  };
  return {
    connection,
    sockets,
    links,
    last,
    counts: () => ({ closes, unopened }),
    pass(ms: number) {
      const end = now + ms;
      for (;;) {
        const next = timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
        if (!next) break;
        timers = timers.filter((one) => one !== next);
        now = next.at;
        next.run();
      }
      now = end;
    },
    greet() {
      last().open();
      last().hear(helloOf([], ada));
    },
  };
}

describe("the line", () => {
  test("[W10] a ping every heartbeat; 10 s of silence after it is a dead line, and it comes back", () => {
    const line = start();
    line.greet();
    expect(line.links).toEqual(["connecting", "open"]);
    line.pass(25_000);
    expect(line.last().sent).toEqual(['{"type":"ping"}']);
    line.last().hear({ type: "pong" });
    line.pass(25_000);
    expect(line.last().sent.length).toBe(2);
    line.pass(9999);
    expect(line.links.at(-1)).toBe("open");
    line.pass(1);
    expect(line.links.at(-1)).toBe("waiting");
    expect(line.last().isClosed).toBe(true);
    line.pass(1000);
    expect(line.sockets.length).toBe(2);
    // Whatever the dead one still says is nobody's business.
    line.sockets[0]?.end(1006);
    expect(line.counts().closes).toBe(1);
  });

  test("[W10] a handshake that hangs is given up", () => {
    const line = start();
    line.pass(10_000);
    expect(line.links.at(-1)).toBe("waiting");
  });

  test("[W10] a line that is only slow gets twice the time after each silence, until it answers a ping", () => {
    const line = start();
    // How long a new socket may take until its hello, and how long a ping until anything.
    const patience = () => {
      const before = line.links.length;
      let waited = 0;
      while (line.links.length === before) {
        line.pass(100);
        waited += 100;
      }
      while (line.links.at(-1) !== "connecting") line.pass(100);
      return waited;
    };
    expect([patience(), patience(), patience(), patience(), patience()]).toEqual([
      10_000, 20_000, 40_000, 80_000, 80_000,
    ]);
    line.greet();
    // The pings that follow the first without an answer give it no more time.
    line.pass(25_000 + 79_999);
    expect([line.links.at(-1), line.last().sent.length]).toEqual(["open", 4]);
    line.pass(1);
    expect(line.links.at(-1)).toBe("waiting");
    while (line.links.at(-1) !== "connecting") line.pass(100);
    line.greet();
    line.pass(25_000);
    line.last().hear({ type: "pong" });
    line.pass(25_000 + 9999);
    expect(line.links.at(-1)).toBe("open");
    line.pass(1);
    expect(line.links.at(-1)).toBe("waiting");
  });

  test("[W9] bye says when to come back", () => {
    const line = start();
    line.greet();
    line.last().hear({ type: "bye", code: 1012, reconnect: true, afterMs: 1234 });
    line.last().end(1012);
    line.pass(1233);
    expect(line.sockets.length).toBe(1);
    line.pass(1);
    expect(line.sockets.length).toBe(2);
  });

  test("[W9] too slow, too fast, too big, unknown: it comes back; after 4001 it does not", () => {
    for (const code of [1006, 1009, 4008, 1012]) {
      const line = start();
      line.greet();
      line.last().end(code);
      expect(line.links.at(-1)).toBe("waiting");
    }
    const over = start();
    over.greet();
    over.last().hear({ type: "bye", code: 4001, reconnect: false, afterMs: 0 });
    over.last().end(4001);
    over.pass(100_000);
    expect([over.links.at(-1), over.sockets.length]).toEqual(["over", 1]);
  });

  test("[W9] delays grow while nobody answers, and begin anew after a hello", () => {
    const line = start({ random: 1 });
    const waits: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      line.last().end(1006);
      const before = line.sockets.length;
      let waited = 0;
      while (line.sockets.length === before) {
        line.pass(500);
        waited += 500;
      }
      waits.push(waited);
    }
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    expect(line.counts().unopened).toBe(7);
    line.greet();
    line.last().end(1006);
    line.pass(1000);
    expect(line.sockets.length).toBe(9);
  });

  test("[W10] when the page is looked at again a waiting line hurries, an open one is probed", () => {
    const line = start();
    line.greet();
    line.connection.hurry();
    expect(line.last().sent).toEqual(['{"type":"ping"}']);
    line.pass(10_000);
    expect(line.links.at(-1)).toBe("waiting");
    line.connection.hurry();
    expect(line.sockets.length).toBe(2);
    line.connection.stop();
    line.pass(100_000);
    expect(line.sockets.length).toBe(2);
  });

  test("[C7] a hello of somebody else, at which the page stops, does not open it", () => {
    const { connection, links, last } = start({ onFrame: () => connection.stop() });
    last().open();
    last().hear(helloOf([], ada));
    expect(links).toEqual(["connecting"]);
    expect([connection.link(), last().isClosed, connection.send({ type: "ping" })]).toEqual([
      "over",
      true,
      false,
    ]);
  });
});
