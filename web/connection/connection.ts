// One socket that comes back (SPEC W9, W10). What flows through it is the core's.
import type { ClientFrame } from "../../src/protocol/client_frames.ts";
import { mayComeBack } from "../../src/protocol/close_codes.ts";
import { heartbeatMs, serverTimeoutMs } from "../../src/protocol/limits.ts";
import type { ServerFrame } from "../../src/protocol/shapes.ts";

import { reconnectDelayMs } from "./backoff.ts";

/** `open` begins with `hello`, not with the socket. */
export type Link = "connecting" | "open" | "waiting" | "over";

interface ConnectionOptions {
  openSocket: () => WebSocket;
  random: () => number;
  after: (delayMs: number, run: () => void) => { cancel(): void };
  onOpen: () => void;
  onFrame: (frame: ServerFrame) => void;
  onClose: () => void;
  onLink: (link: Link) => void;
  /** The socket never opened: a closed door looks like no server at all from here. */
  onUnopened: () => void;
}

/** Eight times as patient as at first, at most. */
const maxMissedPongs = 3;

export function createConnection(options: ConnectionOptions) {
  const { after, onLink } = options;
  let socket: WebSocket | null = null;
  let link: Link = "connecting";
  let attempt = 0;
  let comeBackAfterMs: number | null = null;
  let beatMs: number = heartbeatMs;
  let timer = { cancel() {} };
  /** While a ping waits for anything to come. */
  let pongTimer: { cancel(): void } | null = null;
  /** How often it was given up for silence since it last answered a ping. */
  let missedPongs = 0;

  function setLink(next: Link): void {
    link = next;
    onLink(next);
  }

  function connect(): void {
    timer.cancel();
    setLink("connecting");
    const opening = options.openSocket();
    socket = opening;
    let hasOpened = false;
    // A handshake that hangs is as dead as a silent line.
    timer = after(patienceMs(), () => abandon(opening));
    opening.addEventListener("open", () => {
      hasOpened = true;
      options.onOpen();
    });
    opening.addEventListener("message", (event: MessageEvent<unknown>) => {
      if (opening === socket) take(String(event.data));
    });
    opening.addEventListener("close", (event) => {
      if (opening !== socket) return;
      if (!hasOpened) options.onUnopened();
      ended(event.code);
    });
  }

  function take(text: string): void {
    cancelPongTimer();
    const frame: ServerFrame = JSON.parse(text);
    if (frame.type === "hello") {
      attempt = 0;
      beatMs = frame.heartbeatMs;
      comeBackAfterMs = null;
      timer.cancel();
      timer = after(beatMs, beat);
    }
    if (frame.type === "pong") missedPongs = 0;
    if (frame.type === "bye") comeBackAfterMs = frame.reconnect ? frame.afterMs : null;
    options.onFrame(frame);
    // It was somebody else's.
    if (!socket) return;
    if (frame.type === "hello") setLink("open");
    if (frame.type === "bye" && !frame.reconnect) ended(frame.code);
  }

  function beat(): void {
    timer.cancel();
    timer = after(beatMs, beat);
    probe();
  }

  /** Silent is also a line that is so slow that one large frame takes all of the time: then it gets more of it. */
  function patienceMs(): number {
    return serverTimeoutMs * 2 ** Math.min(missedPongs, maxMissedPongs);
  }

  /** W10: 10 s of silence after a ping is a dead line. */
  function probe(): void {
    const probed = socket;
    if (!probed || !transmit({ type: "ping" })) return;
    pongTimer ??= after(patienceMs(), () => abandon(probed));
  }

  function cancelPongTimer(): void {
    pongTimer?.cancel();
    pongTimer = null;
  }

  /** Does not wait for a close that may never come. */
  function abandon(dead: WebSocket): void {
    if (dead !== socket) return;
    missedPongs += 1;
    ended(1006);
    dead.close();
  }

  function ended(code: number): void {
    const old = socket;
    socket = null;
    timer.cancel();
    cancelPongTimer();
    options.onClose();
    if (!mayComeBack(code)) {
      old?.close();
      return setLink("over");
    }
    const delayMs = comeBackAfterMs ?? reconnectDelayMs({ attempt, random: options.random });
    comeBackAfterMs = null;
    attempt += 1;
    timer = after(delayMs, connect);
    setLink("waiting");
  }

  function transmit(frame: ClientFrame): boolean {
    if (socket?.readyState !== WebSocket.OPEN) return false;
    socket.send(JSON.stringify(frame));
    return true;
  }

  return {
    connect,
    send: transmit,
    link: () => link,
    /** The network may be back, or the page was just looked at: try now, or see whether the line still lives. */
    hurry(): void {
      if (link === "waiting") connect();
      else if (link === "open") probe();
    },
    stop(): void {
      const old = socket;
      socket = null;
      timer.cancel();
      cancelPongTimer();
      link = "over";
      old?.close();
    },
  };
}
