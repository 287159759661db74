// A WebSocket client that costs next to nothing: frames are counted where they lie, no text is decoded. Without it the
// generator would take more of the two cores than the server it measures.

export interface RawSocket {
  send(text: string): void;
  /** Leaves with the next `flush`, in one write with others. */
  queue(text: string): void;
  flush(): void;
  close(): void;
}

interface RawSocketOptions {
  port: number;
  path: string;
  headers: Record<string, string>;
  /** Before the frames of one read. */
  onRead?: () => void;
  /** A text frame: `bytes` from `start` to `end`, only valid during the call. The first may come before the socket is resolved. */
  onFrame: (bytes: Buffer, start: number, end: number, raw: RawSocket) => void;
  onClose: () => void;
}

interface Line {
  options: RawSocketOptions;
  /** Once the handshake is over. */
  raw: RawSocket | null;
  rest: Buffer;
  unsent: Buffer[];
  opened: (raw: RawSocket) => void;
}

const empty = Buffer.alloc(0);
const opcodes = { text: 1, close: 8, ping: 9, pong: 10 } as const;

export async function openRawSocket(options: RawSocketOptions): Promise<RawSocket> {
  const { promise, resolve } = Promise.withResolvers<RawSocket>();
  const line: Line = { options, raw: null, rest: empty, unsent: [], opened: resolve };
  const socket = await Bun.connect<Line>({
    hostname: "127.0.0.1",
    port: options.port,
    data: line,
    socket: handlers,
  });
  const key = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const headers = {
    Host: `127.0.0.1:${options.port}`,
    Origin: `http://127.0.0.1:${options.port}`,
    Upgrade: "websocket",
    Connection: "Upgrade",
    "Sec-WebSocket-Key": key,
    "Sec-WebSocket-Version": "13",
    ...options.headers,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`GET ${options.path} HTTP/1.1\r\n${lines.join("")}\r\n`);
  return promise;
}

function rawSocketOver(socket: Bun.Socket<Line>): RawSocket {
  let queued: Buffer[] = [];
  return {
    send: (text) => write(socket, maskedFrame(opcodes.text, Buffer.from(text))),
    queue(text) {
      queued.push(maskedFrame(opcodes.text, Buffer.from(text)));
    },
    flush() {
      write(socket, queued.length === 1 ? (queued[0] ?? empty) : Buffer.concat(queued));
      queued = [];
    },
    close: () => socket.end(),
  };
}

const handlers: Bun.SocketHandler<Line> = {
  data(socket, chunk) {
    const line = socket.data;
    line.options.onRead?.();
    const bytes = line.rest.length === 0 ? chunk : Buffer.concat([line.rest, chunk]);
    // What is left over is copied: the chunk's memory is used again.
    const consumed = line.raw ? takeFrames(socket, bytes, 0) : takeHandshake(socket, bytes);
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

function takeHandshake(socket: Bun.Socket<Line>, bytes: Buffer): number {
  const end = bytes.indexOf("\r\n\r\n");
  if (end === -1) return 0;
  const status = bytes.subarray(0, bytes.indexOf("\r\n")).toString();
  if (!status.includes(" 101 ")) throw new Error(`No socket: ${status}`);
  socket.data.raw = rawSocketOver(socket);
  socket.data.opened(socket.data.raw);
  return takeFrames(socket, bytes, end + 4);
}

/** Takes whole frames from `at` on; gives where it stopped. Servers do not mask, and Bun does not split frames. */
function takeFrames(socket: Bun.Socket<Line>, bytes: Buffer, at: number): number {
  const { raw, options } = socket.data;
  if (raw === null) return at;
  for (;;) {
    if (bytes.length - at < 2) return at;
    const opcode = (bytes[at] ?? 0) & 15;
    let length = (bytes[at + 1] ?? 0) & 127;
    let start = at + 2;
    if (length === 126) {
      if (bytes.length - at < 4) return at;
      length = bytes.readUInt16BE(start);
      start += 2;
    } else if (length === 127) {
      if (bytes.length - at < 10) return at;
      length = Number(bytes.readBigUInt64BE(start));
      start += 8;
    }
    const end = start + length;
    if (end > bytes.length) return at;
    if (opcode === opcodes.text) options.onFrame(bytes, start, end, raw);
    else if (opcode === opcodes.ping)
      write(socket, maskedFrame(opcodes.pong, Buffer.from(bytes.subarray(start, end))));
    at = end;
  }
}

/** Masked with zeroes, which every server has to accept and which leaves the text as it is. */
function maskedFrame(opcode: number, payload: Buffer): Buffer {
  const isShort = payload.length < 126;
  const frame = Buffer.alloc((isShort ? 6 : 8) + payload.length);
  frame[0] = 0x80 | opcode;
  frame[1] = 0x80 | (isShort ? payload.length : 126);
  if (!isShort) frame.writeUInt16BE(payload.length, 2);
  payload.copy(frame, isShort ? 6 : 8);
  return frame;
}

function write(socket: Bun.Socket<Line>, bytes: Buffer): void {
  const { unsent } = socket.data;
  const written = unsent.length > 0 ? 0 : Math.max(0, socket.write(bytes));
  if (written < bytes.length) unsent.push(bytes.subarray(written));
}
