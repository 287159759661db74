// The port to the open sockets of this process. All calls take effect at once, in the order they are made.
import type { ReactionChange, ServerFrame } from "../protocol/shapes.ts";
import type { StoredMessage } from "./stored_message.ts";

export interface Audience {
  /** To all sockets in the room, the author's too (`server.publish`). The caller guarantees rising `rev`s without gaps. */
  publish(message: StoredMessage, by?: ReactionChange[]): void;
  /** W12, in the same order. */
  publishBare(roomId: number, rev: number): void;
  /** What concerns the room but is no message; no order beyond that of the calls. */
  publishToRoom(roomId: number, frame: ServerFrame): void;
  /** To every socket of this process. */
  publishToAll(frame: ServerFrame): void;
  sendToUser(userId: number, frame: ServerFrame): void;
  /** To one open socket, by its id; to none when it is gone. */
  sendToSocket(socketId: number, frame: ServerFrame): void;
  /** Whether anyone here may be in the room: without an audience nothing needs publishing. */
  hasSockets(roomId: number): boolean;
  /** Whether anyone here is in the room, for what costs more to publish than to ask. */
  isSubscribed(roomId: number): Promise<boolean>;
  /** Whether this person has an open socket. The people of a direct room never change. */
  isOnline(userId: number): boolean;
  /** Open sockets of this process. */
  size(): number;
  /** Whether this person has an open socket in the room, now. Not for direct rooms. */
  isIn(userId: number, roomId: number): boolean;
  /** The users with open sockets in the room. Not for direct rooms. */
  usersIn(roomId: number): number[];
  /** Not for direct rooms: their events need no subscription (C1). */
  subscribe(userId: number, roomId: number): void;
  /** A direct room was made, of these people. */
  openDirect(roomId: number, userIds: number[]): void;
  unsubscribe(userId: number, roomId: number): void;
  /** `bye` 4001 and close. Restarts the reading of a socket that is just coming in (SPEC C1). */
  closeSession(sessionId: number): void;
}
