// A WebSocket over a TCP socket of Bun.
import {
  findUpgradeEnd,
  maskedFrame,
  opcodes,
  rawSocketOver,
  takeFrames,
  upgradeRequest,
  type RawSocket,
  type RawSocketOptions,
} from "./frames.ts";

interface Line {
  options: RawSocketOptions;
  /** Once the handshake is over. */
  raw: RawSocket | null;
  rest: Buffer;
  unsent: Buffer[];
  opened: (raw: RawSocket) => void;
}

const empty = Buffer.alloc(0);

export async function openRawSocket(options: RawSocketOptions): Promise<RawSocket> {
  const { promise, resolve } = Promise.withResolvers<RawSocket>();
  const line: Line = { options, raw: null, rest: empty, unsent: [], opened: resolve };
  const socket = await Bun.connect<Line>({
    hostname: "127.0.0.1",
    port: options.port,
    data: line,
    socket: handlers,
  });
  socket.write(upgradeRequest(options));
  return promise;
}

const handlers: Bun.SocketHandler<Line> = {
  data(socket, chunk) {
    const line = socket.data;
    line.options.onRead?.();
    const bytes = line.rest.length === 0 ? chunk : Buffer.concat([line.rest, chunk]);
    // What is left over is copied: the chunk's memory is used again.
    const consumed = take(socket, bytes);
    line.rest = consumed === bytes.length ? empty : Buffer.from(bytes.subarray(consumed));
  },
  drain(socket) {
    const waiting = socket.data.unsent.splice(0);
    for (const part of waiting) write(socket, part);
  },
  close: (socket) => socket.data.options.onClose(),
  // Also what `onFrame` throws.
  error(socket, error) {
    console.error(error);
    socket.data.options.onClose();
  },
};

function take(socket: Bun.Socket<Line>, bytes: Buffer): number {
  const line = socket.data;
  let from = 0;
  if (line.raw === null) {
    from = findUpgradeEnd(bytes, bytes.length);
    if (from === 0) return 0;
    line.raw = rawSocketOver(
      (frame) => write(socket, frame),
      () => socket.end(),
    );
    line.opened(line.raw);
  }
  return takeFrames({
    bytes,
    from,
    length: bytes.length,
    onText: line.options.onFrame,
    raw: line.raw,
    onPing: (payload) => write(socket, maskedFrame(opcodes.pong, payload)),
  });
}

function write(socket: Bun.Socket<Line>, bytes: Buffer): void {
  const { unsent } = socket.data;
  const written = unsent.length > 0 ? 0 : Math.max(0, socket.write(bytes));
  if (written < bytes.length) unsent.push(bytes.subarray(written));
}
