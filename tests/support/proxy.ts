// A wire between a client and the server that can be cut, stalled, slowed and mended. It holds no bytes of its own:
// while one side does not read, the other is not read from either.
import { createServer, connect, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

export interface Wire {
  /** The proxy's own address, to be used instead of the server's. */
  url: string;
  port: number;
  /** Resets every connection there is. New ones are let through. */
  cut(): void;
  /** Nothing moves any more, in either direction, on old and new connections; they stay open. */
  stall(): void;
  /** Bytes a second, for each direction of each connection. */
  throttle(bytesPerSecond: number): void;
  /** Holds every chunk this long, in order. */
  delay(ms: number): void;
  /** Cuts, and resets every new connection at once. */
  refuse(): void;
  /** Undoes stall, throttle, delay and refuse. */
  heal(): void;
  /** To follow a server that came back on another port. */
  retarget(port: number): void;
  connections(): number;
  close(): Promise<void>;
}

export async function startWire(target: string | number): Promise<Wire> {
  let targetPort = typeof target === "number" ? target : Number(new URL(target).port);
  let isRefusing = false;
  let delayMs = 0;
  let bytesPerSecond = Infinity;
  let gate = openGate();
  const pairs = new Set<[Socket, Socket]>();

  async function pump(from: Socket, to: Socket): Promise<void> {
    for await (const chunk of from) {
      if (delayMs > 0) await wait(delayMs);
      await gate.open;
      if (bytesPerSecond < Infinity) await wait((1000 * chunk.length) / bytesPerSecond);
      // A stall may have begun while this chunk waited its turn.
      await gate.open;
      if (!to.write(chunk)) await drained(to);
    }
    to.end();
  }

  const listener = createServer({ allowHalfOpen: true }, (near) => {
    if (isRefusing) {
      near.on("error", () => undefined);
      near.resetAndDestroy();
      return;
    }
    const far = connect({ port: targetPort, host: "127.0.0.1", allowHalfOpen: true });
    near.setNoDelay(true);
    far.setNoDelay(true);
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    const drop = () => {
      pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    near.on("error", drop);
    far.on("error", drop);
    Promise.all([pump(near, far), pump(far, near)]).then(drop, drop);
  });

  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const address = listener.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port.");

  function cut(): void {
    for (const [near, far] of pairs) {
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
    pairs.clear();
  }

  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    cut,
    stall() {
      if (gate.isOpen) gate = closedGate();
    },
    throttle: (rate) => void (bytesPerSecond = rate),
    delay: (ms) => void (delayMs = ms),
    refuse() {
      isRefusing = true;
      cut();
    },
    heal() {
      isRefusing = false;
      delayMs = 0;
      bytesPerSecond = Infinity;
      gate.release();
      gate = openGate();
    },
    retarget: (port) => void (targetPort = port),
    connections: () => pairs.size,
    async close() {
      gate.release();
      cut();
      await new Promise<void>((resolve) => listener.close(() => resolve()));
    },
  };
}

interface Gate {
  isOpen: boolean;
  open: Promise<void>;
  release(): void;
}

function openGate(): Gate {
  return { isOpen: true, open: Promise.resolve(), release: () => undefined };
}

function closedGate(): Gate {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { isOpen: false, open: promise, release: resolve };
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = () => {
      socket.off("drain", done);
      socket.off("close", gone);
      resolve();
    };
    const gone = () => {
      socket.off("drain", done);
      reject(new Error("The other side is gone."));
    };
    socket.once("drain", done);
    socket.once("close", gone);
  });
}
