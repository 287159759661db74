// A socket that asks and never reads: what it is answered piles up in the kernel, then in the server.
import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

interface StalledSocket {
  /** Sends the frame again and again, until so much was sent or the server has had enough; gives how many bytes that were. */
  flood(frame: string, maxBytes: number): Promise<number>;
  close(): void;
}

export async function openStalledSocket(port: number, cookie: string): Promise<StalledSocket> {
  const socket = connect({ port, host: "127.0.0.1" });
  const state = { isOver: false };
  let wake = () => {};
  const end = () => {
    state.isOver = true;
    wake();
  };
  // Reset by the server, as it should be.
  socket.on("error", end);
  socket.on("close", end);
  socket.on("drain", () => wake());
  const opened = new Promise<void>((resolve, reject) => {
    socket.once("data", (bytes) => {
      socket.pause();
      if (bytes.toString("latin1").includes(" 101 ")) resolve();
      else reject(new Error(`No socket: ${bytes.toString("latin1").slice(0, 100)}`));
    });
    socket.once("error", reject);
  });
  const headers = [
    "GET /ws HTTP/1.1",
    `Host: 127.0.0.1:${port}`,
    `Origin: http://127.0.0.1:${port}`,
    "Upgrade: websocket",
    "Connection: Upgrade",
    `Sec-WebSocket-Key: ${Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64")}`,
    "Sec-WebSocket-Version: 13",
    `Cookie: ${cookie}`,
  ];
  socket.write(`${headers.join("\r\n")}\r\n\r\n`);
  await opened;
  async function whenRoomy(): Promise<void> {
    if (!state.isOver) await new Promise<void>((resolve) => (wake = resolve));
  }

  return {
    async flood(frame, maxBytes) {
      const bytes = maskedText(frame);
      let sent = 0;
      while (!state.isOver && sent < maxBytes) {
        // The next when this one has left: how fast the server takes them is its matter.
        const isFull = !socket.write(bytes);
        sent += bytes.length;
        if (isFull) await whenRoomy();
        else if (sent % (bytes.length * 16) === 0) await wait(0);
      }
      return sent;
    },
    close: () => socket.destroy(),
  };
}

/** Masked with zeroes, which every server has to accept and which leaves the text as it is. */
function maskedText(text: string): Buffer {
  const payload = Buffer.from(text);
  const head = Buffer.alloc(8);
  head[0] = 0x81;
  head[1] = 0x80 | 126;
  head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([head, payload]);
}
