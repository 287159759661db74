// The port to the open sockets of this process. All calls take effect at once, in the order they are made.
import type { Message, ServerFrame } from "../protocol/shapes.ts";

export interface Audience {
  /** To all sockets in the room, the author's too (`server.publish`). The caller guarantees rising `rev`s without gaps. */
  publish(message: Message): void;
  sendToUser(userId: number, frame: ServerFrame): void;
  /** Whether anyone here is in the room: without an audience nothing needs publishing. */
  hasSockets(roomId: number): boolean;
  /** The users with open sockets in the room. */
  usersIn(roomId: number): number[];
  subscribe(userId: number, roomId: number): void;
  unsubscribe(userId: number, roomId: number): void;
  /** `bye` 4001 and close. Restarts the reading of a socket that is just coming in (SPEC C1). */
  closeSession(sessionId: number): void;
  closeUser(userId: number, options: { exceptSession?: number }): void;
}
