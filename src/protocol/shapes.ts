// The nouns of the wire (SPEC W4, W6). Types only: what the server sends is built by us, not decoded.
import type { HelloLimits } from "./limits.ts";
import type { ErrorCode } from "./error_codes.ts";

export type RoomKind = "public" | "private" | "direct";
export type Registration = "invite" | "open";
export type Ref = string | number;

export interface Author {
  id: number;
  username: string;
  displayName: string;
}

export interface User extends Author {
  role: "admin" | "member";
}

export interface Message {
  id: number;
  roomId: number;
  seq: number;
  rev: number;
  author: Author;
  clientId: string;
  body: string;
  replyTo: number | null;
  createdAt: number;
  editedAt: number | null;
  deletedAt: number | null;
  pinnedAt: number | null;
  reactions: never[];
  files: never[];
}

/** U1 to U3; `rev` is the room's, read in the same statement as the rest. */
export interface Counts {
  rev: number;
  lastSeq: number;
  readSeq: number;
  unread: number;
  mentions: number;
}

export interface RoomInfo {
  id: number;
  kind: RoomKind;
  name: string;
  topic: string;
  createdAt: number;
}

/** A room of mine (`joined`), or a public one I may join (counts are zero but for rev and lastSeq). */
export interface Room extends RoomInfo, Counts {
  joined: boolean;
  notify: "default";
}

export interface HistoryPage {
  rev: number;
  messages: Message[];
  hasBefore: boolean;
  hasAfter: boolean;
}

export interface SyncPage {
  rev: number;
  complete: boolean;
  more: boolean;
  messages: Message[];
  counts: Counts;
}

export interface HelloFrame {
  type: "hello";
  protocol: number;
  epoch: string;
  place: { name: string };
  user: User;
  limits: HelloLimits;
  heartbeatMs: number;
  rooms: Room[];
}

export interface MessageFrame {
  type: "message";
  roomId: number;
  rev: number;
  message: Message;
}

export interface OkFrame {
  type: "ok";
  ref?: Ref;
  result: { message: Message } | { counts: Counts };
}

export interface ErrorFrame {
  type: "error";
  ref?: Ref;
  code: ErrorCode;
  message: string;
  field?: string;
  retryAfterMs?: number;
  current?: Message;
}

export interface SyncedFrame extends SyncPage {
  type: "synced";
  ref?: Ref;
  roomId: number;
}

export type ServerFrame =
  | HelloFrame
  | OkFrame
  | ErrorFrame
  | SyncedFrame
  | MessageFrame
  | { type: "room"; room: Room }
  | { type: "left"; roomId: number }
  | { type: "read"; roomId: number; counts: Counts; unread?: true }
  | { type: "pong"; ref?: Ref }
  | { type: "bye"; code: number; reconnect: boolean; afterMs: number };
