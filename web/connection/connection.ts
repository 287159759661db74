// A socket that reconnects (SPEC W9, W10). The core handles its frames.
import type { ClientFrame } from "../../src/protocol/client_frames.ts";
import { mayComeBack } from "../../src/protocol/close_codes.ts";
import { heartbeatMs, serverTimeoutMs } from "../../src/protocol/limits.ts";
import type { ServerFrame } from "../../src/protocol/shapes.ts";

import { reconnectDelayMs } from "./backoff.ts";

/** `open` begins with `hello`, not with the opened socket. */
export type Link = "connecting" | "open" | "waiting" | "over";

interface ConnectionOptions {
  openSocket: () => WebSocket;
  random: () => number;
  after: (delayMs: number, run: () => void) => { cancel(): void };
  onOpen: () => void;
  onFrame: (frame: ServerFrame) => void;
  onClose: () => void;
  onLink: (link: Link) => void;
  /** The socket never opened: a refused handshake and a missing server look the same from here. */
  onUnopened: () => void;
}

/** Timeouts grow to at most eight times their first value. */
const maxMissedPongs = 3;

export function createConnection(options: ConnectionOptions) {
  const { after, onLink } = options;
  let socket: WebSocket | null = null;
  let link: Link = "connecting";
  let attempt = 0;
  let comeBackAfterMs: number | null = null;
  let beatMs: number = heartbeatMs;
  let timer = { cancel() {} };
  /** Set while a ping waits for any frame. */
  let pongTimer: { cancel(): void } | null = null;
  /** Number of connections given up for silence since the last answered ping. */
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
    // A handshake that hangs counts as a dead connection.
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
    // An event of an earlier socket.
    if (!socket) return;
    if (frame.type === "hello") setLink("open");
    if (frame.type === "bye" && !frame.reconnect) ended(frame.code);
  }

  function beat(): void {
    timer.cancel();
    timer = after(beatMs, beat);
    probe();
  }

  /** A connection so slow that one large frame takes all the time is silent, too: it gets more time. */
  function patienceMs(): number {
    return serverTimeoutMs * 2 ** Math.min(missedPongs, maxMissedPongs);
  }

  /** W10: 10 s of silence after a ping mean a dead connection. */
  function probe(): void {
    const probed = socket;
    if (!probed || !transmit({ type: "ping" })) return;
    pongTimer ??= after(patienceMs(), () => abandon(probed));
  }

  function cancelPongTimer(): void {
    pongTimer?.cancel();
    pongTimer = null;
  }

  /** Does not wait for a close event, which may never come. */
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
    /** The network may be back, or the page was just looked at: reconnect now, or check whether the connection still works. */
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
