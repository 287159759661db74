// What a contestant's frames look like. A frame is told by single bytes at fixed places: nothing is decoded.

type FrameKind = "hello" | "message" | "ok" | "error" | "open" | "ping" | "other";

export interface Dialect {
  kindOf(frame: Buffer, start: number): FrameKind;
  post(post: { number: number; roomId: number; clientId: string; body: string }): string;
  /** Where the number of the answered post begins. */
  refAt(frame: Buffer, start: number): number;
  /** Answered to the first frame, and to a ping of the program. */
  greet?: string;
  pong?: string;
}

const code = (letter: string) => letter.charCodeAt(0);
const [m, s, o, e, h] = [code("m"), code("s"), code("o"), code("e"), code("h")];
const [digit0, digit2, digit3, digit4] = [code("0"), code("2"), code("3"), code("4")];

/** `{"type":"message",…`: the tenth byte tells, and the twelfth that it is neither `me` nor `member`. */
const confab: Dialect = {
  kindOf(frame, start) {
    const letter = frame[start + 9];
    if (letter === m) return frame[start + 11] === s ? "message" : "other";
    if (letter === o) return "ok";
    if (letter === e) return "error";
    if (letter === h) return "hello";
    return "other";
  },
  post: ({ number, roomId, clientId, body }) =>
    `{"type":"post","ref":${number},"roomId":${roomId},"clientId":"${clientId}","body":${body}}`,
  // {"type":"ok","ref":
  refAt: (_, start) => start + 19,
};

/** Engine.IO 4 and Socket.IO 5 over a WebSocket: `0` open, `2` ping, `40` connected, `42[…]` event, `43<id>[…]` acknowledged. */
const socketIo: Dialect = {
  kindOf(frame, start) {
    const first = frame[start];
    if (first === digit0) return "open";
    if (first === digit2) return "ping";
    if (first !== digit4) return "other";
    const second = frame[start + 1];
    if (second === digit2) return "message";
    if (second === digit3) return "ok";
    return second === digit0 ? "hello" : "error";
  },
  post: ({ number, roomId, clientId, body }) =>
    `42${number}["post",{"roomId":${roomId},"clientId":"${clientId}","body":${body}}]`,
  refAt: (_, start) => start + 2,
  greet: "40",
  pong: "3",
};

export const dialects = { confab, socketIo };

/** The number that begins here. */
export function readDigits(frame: Buffer, at: number): number {
  let number = 0;
  for (let i = at; ; i += 1) {
    const digit = (frame[i] ?? 0) - 48;
    if (digit < 0 || digit > 9) return number;
    number = number * 10 + digit;
  }
}
