// WebSocket frames as bytes: counted where they lie, no text is decoded. With a real client the load generator would take more of the two
// cores than the server that it measures.

export const opcodes = { text: 1, close: 8, ping: 9, pong: 10 } as const;

export interface RawSocket {
  send(text: string): void;
  /** Leaves with the next `flush`, in one write with others. */
  queue(text: string): void;
  flush(): void;
  close(): void;
}

export interface RawSocketOptions {
  port: number;
  path: string;
  headers: Record<string, string>;
  /** Before the frames of one read. */
  onRead?: () => void;
  /** A text frame: `bytes` from `start` to `end`, only valid during the call. The first may come before the socket is resolved. */
  onFrame: (bytes: Buffer, start: number, end: number, raw: RawSocket) => void;
  onClose: () => void;
}

/** Over whatever writes bytes. */
export function rawSocketOver(write: (bytes: Buffer) => void, close: () => void): RawSocket {
  let queued: Buffer[] = [];
  return {
    send: (text) => write(maskedFrame(opcodes.text, Buffer.from(text))),
    queue(text) {
      queued.push(maskedFrame(opcodes.text, Buffer.from(text)));
    },
    flush() {
      write(queued.length === 1 && queued[0] ? queued[0] : Buffer.concat(queued));
      queued = [];
    },
    close,
  };
}

export function upgradeRequest({ port, path, headers }: RawSocketOptions): string {
  const all = {
    Host: `127.0.0.1:${port}`,
    Origin: `http://127.0.0.1:${port}`,
    Upgrade: "websocket",
    Connection: "Upgrade",
    "Sec-WebSocket-Key": Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64"),
    "Sec-WebSocket-Version": "13",
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${path} HTTP/1.1\r\n${lines.join("")}\r\n`;
}

/** Where the answer to the upgrade ends; 0 while it is not whole. Throws when it is a refusal. */
export function findUpgradeEnd(bytes: Buffer, length: number): number {
  const end = bytes.indexOf("\r\n\r\n");
  if (end === -1 || end + 4 > length) return 0;
  const status = bytes.subarray(0, bytes.indexOf("\r\n")).toString();
  if (!status.includes(" 101 ")) throw new Error(`No socket: ${status}`);
  return end + 4;
}

interface Frames {
  bytes: Buffer;
  from: number;
  length: number;
  onText: RawSocketOptions["onFrame"];
  raw: RawSocket;
  onPing: (payload: Buffer) => void;
}

/** Takes whole frames; gives where it stopped. Servers do not mask, and Bun and `ws` do not split frames. */
export function takeFrames({ bytes, from, length: until, onText, raw, onPing }: Frames): number {
  for (let at = from; ;) {
    if (until - at < 2) return at;
    const opcode = (bytes[at] ?? 0) & 15;
    let length = (bytes[at + 1] ?? 0) & 127;
    let start = at + 2;
    if (length === 126) {
      if (until - at < 4) return at;
      length = bytes.readUInt16BE(start);
      start += 2;
    } else if (length === 127) {
      if (until - at < 10) return at;
      length = Number(bytes.readBigUInt64BE(start));
      start += 8;
    }
    const end = start + length;
    if (end > until) return at;
    if (opcode === opcodes.text) onText(bytes, start, end, raw);
    else if (opcode === opcodes.ping) onPing(Buffer.from(bytes.subarray(start, end)));
    at = end;
  }
}

/** Masked with zeroes, which every server has to accept and which leaves the text as it is. */
export function maskedFrame(opcode: number, payload: Buffer): Buffer {
  const isShort = payload.length < 126;
  const frame = Buffer.alloc((isShort ? 6 : 8) + payload.length);
  frame[0] = 0x80 | opcode;
  frame[1] = 0x80 | (isShort ? payload.length : 126);
  if (!isShort) frame.writeUInt16BE(payload.length, 2);
  payload.copy(frame, isShort ? 6 : 8);
  return frame;
}
