// The proxy itself: a test that trusts a wire must know that it does what it says.
import { afterAll, describe, expect, test } from "bun:test";
import { connect, createServer, type Socket } from "node:net";

import { startWire, type Wire } from "../support/proxy.ts";

const accepted: Socket[] = [];
const echo = createServer((socket) => {
  accepted.push(socket);
  socket.on("error", () => undefined);
  socket.pipe(socket);
});
await new Promise<void>((resolve) => echo.listen(0, "127.0.0.1", resolve));
const address = echo.address();
const port = typeof address === "object" && address !== null ? address.port : 0;
afterAll(() => {
  for (const socket of accepted) socket.destroy();
  echo.close();
});

interface Line {
  socket: Socket;
  received: () => string;
  until(text: string): Promise<void>;
  closed: Promise<void>;
}

async function open(wire: Wire): Promise<Line> {
  const socket = connect(wire.port, "127.0.0.1");
  let received = "";
  let onText = () => {};
  socket.on("data", (chunk) => {
    received += chunk.toString();
    onText();
  });
  socket.on("error", () => undefined);
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  await new Promise((resolve) => socket.once("connect", resolve));
  return {
    socket,
    received: () => received,
    closed,
    until(text) {
      return new Promise((resolve) => {
        onText = () => received.includes(text) && resolve();
        onText();
      });
    },
  };
}

describe("[PROXY] the wire", () => {
  test("[PROXY] passes bytes both ways, cuts, and lets new ones through", async () => {
    const wire = await startWire(port);
    const line = await open(wire);
    line.socket.write("one");
    await line.until("one");
    wire.cut();
    await line.closed;
    const next = await open(wire);
    next.socket.write("two");
    await next.until("two");
    expect(next.received()).toBe("two");
    await wire.close();
  });

  test("[PROXY] a stalled wire is silent and open; healed, it brings everything in order", async () => {
    const wire = await startWire(port);
    const [stalled, other] = [await open(wire), await startWire(port)];
    stalled.socket.write("a");
    await stalled.until("a");
    wire.stall();
    stalled.socket.write("b");
    // What went the whole way over another wire shows that "b" had the time.
    const through = await open(other);
    through.socket.write("c");
    await through.until("c");
    expect(stalled.received()).toBe("a");
    wire.heal();
    stalled.socket.write("d");
    await stalled.until("abd");
    await Promise.all([wire.close(), other.close()]);
  });

  test("[PROXY] a wire that refuses resets new connections until it is healed", async () => {
    const wire = await startWire(port);
    wire.refuse();
    await (
      await open(wire)
    ).closed;
    wire.heal();
    const line = await open(wire);
    line.socket.write("x");
    await line.until("x");
    await wire.close();
  });

  test("[PROXY] a stalled wire takes no more than the buffers of the system", async () => {
    const wire = await startWire(port);
    const line = await open(wire);
    wire.stall();
    const megabyte = Buffer.alloc(1 << 20, 97);
    for (let sent = 0; sent < 64; sent += 1) line.socket.write(megabyte);
    const probe = await startWire(port);
    const other = await open(probe);
    other.socket.write("probe");
    await other.until("probe");
    expect(line.socket.writableLength).toBeGreaterThan(32 << 20);
    await Promise.all([wire.close(), probe.close()]);
  });
});
