// One open socket: plain data, since ten thousand of them are idle most of the time.
import type { ServerWebSocket } from "bun";

import type { Session } from "../../domain/stores.ts";
import { closeCodes } from "../../protocol/close_codes.ts";
import type { User } from "../../protocol/shapes.ts";
import { frameText } from "./server_frames.ts";

export type Socket = ServerWebSocket<Peer>;

/** What a socket keeps of its session: the profile is in `hello`, and nobody asks the socket for it. */
interface PeerSession extends Omit<Session, "user"> {
  user: Pick<User, "id">;
}

export interface Peer {
  readonly id: number;
  readonly tokenHash: string;
  /** The address it came from, as limits count it. */
  readonly from: string;
  /** H2: the epoch of what the client holds; null: it holds nothing. */
  readonly heldEpoch: string | null;
  /** C9: the room that the client shows; null: none, or not said. */
  readonly openRoomId: number | null;
  /** As last read; its times move on while the socket is used. */
  session: PeerSession;
  socket: Socket | null;
  /** `ended`: nothing more is sent, nothing it sends is taken. */
  state: "handshake" | "open" | "ended";
  /** C1: it has subscribed. Events of rooms reach it from here on, of direct ones too. */
  hearsRooms: boolean;
  /** Raised by every change of this person's rooms: a reading that began before is done again (C1). */
  accessVersion: number;
  usedAt: number;
  /** Frames are taken one after another: Bun starts the next async handler before the last has ended. */
  taking: Promise<void>;
  /** Changes that the journal has and whose reply is not sent yet. */
  unanswered: number;
  whenAnswered: (() => void) | null;
  /** Catching up is one answer at a time, each after the line has room again (D8). */
  catchingUp: Promise<void>;
  whenDrained: (() => void) | null;
  /** What waits in its line, as last seen while a line was full. */
  unreadBytes: number;
}

/** After a flood, or an internal error of one socket: how long it waits before it reconnects. */
const troubleReturnMs = 5000;

/** One for all: a socket has a promise of its own only while something is on its way. */
const nothingOnItsWay = Promise.resolve();

interface NewPeer extends Pick<Peer, "id" | "tokenHash" | "from" | "heldEpoch" | "openRoomId" | "session"> {
  now: number;
}

export function createPeer({ id, tokenHash, from, heldEpoch, openRoomId, session, now }: NewPeer): Peer {
  return {
    id,
    tokenHash,
    from,
    heldEpoch,
    openRoomId,
    session: sessionToKeep(session),
    socket: null,
    state: "handshake",
    hearsRooms: false,
    accessVersion: 0,
    usedAt: now,
    taking: nothingOnItsWay,
    unanswered: 0,
    whenAnswered: null,
    catchingUp: nothingOnItsWay,
    whenDrained: null,
    unreadBytes: 0,
  };
}

export function sessionToKeep({ id, user, createdAt, lastSeenAt, expiresAt }: PeerSession): PeerSession {
  return { id, user: { id: user.id }, createdAt, lastSeenAt, expiresAt };
}

/** Sends to a socket that is still served. What a slow reader cannot take closes it (D8); false then. */
export function send(peer: Peer, text: string): boolean {
  const { state, socket } = peer;
  if (state === "ended" || !socket) return true;
  const sent = socket.send(text);
  if (sent <= 0) peer.unreadBytes = Math.max(peer.unreadBytes, socket.getBufferedAmount());
  return sent !== 0;
}

/** `bye`, then the close. From here on nothing that is committed later reaches it (A2). */
export function end(peer: Peer, code: number): void {
  if (peer.state === "ended") return;
  sendBye(peer, code, { afterMs: code === closeCodes.sessionOver ? 0 : troubleReturnMs });
  hangUp(peer, code);
}

/** The first half: nothing more is sent or taken, but the line stays open so that the `bye` can be read. */
export function sendBye(peer: Peer, code: number, { afterMs }: { afterMs: number }): void {
  if (peer.state === "ended") return;
  const { socket } = peer;
  if (socket) {
    for (const topic of socket.subscriptions) socket.unsubscribe(topic);
    const reconnect = code !== closeCodes.sessionOver;
    socket.send(frameText({ type: "bye", code, reconnect, afterMs }));
  }
  peer.state = "ended";
  peer.whenDrained?.();
}

export function hangUp({ socket }: Peer, code: number): void {
  socket?.close(code);
}

/** Resolves when every change that was handed over has its reply. */
export async function whenAllAnswered(peer: Peer): Promise<void> {
  while (peer.unanswered > 0) {
    await new Promise<void>((resolve) => {
      peer.whenAnswered = resolve;
    });
  }
}

/** So much may wait in a line before the next answer of a catch-up is added: far below the limit that closes it. */
const roomyBytes = 128 * 1024;

export async function whenRoomy(peer: Peer): Promise<void> {
  while (peer.state !== "ended" && peer.socket && peer.socket.getBufferedAmount() > roomyBytes) {
    await new Promise<void>((resolve) => {
      peer.whenDrained = resolve;
    });
  }
  peer.whenDrained = null;
}
