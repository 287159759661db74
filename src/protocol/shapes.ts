// The types of the wire. Nouns are inferred from their schemas in `shapes/`; what only the socket sends is written here: it is built
// by us and decoded by nobody. Types only: the page takes them without zod.
import type { HelloLimits } from "./limits.ts";
import type { ErrorCode } from "./error_codes.ts";
import type { Counts, Room, RoomRole } from "./shapes/rooms.ts";
import type { Message, SyncPage } from "./shapes/messages.ts";
import type { Author, Person, User } from "./shapes/people.ts";

export type {
  ListedInvite,
  Registration,
  SessionInfo,
  SetupInfo,
  WorkspaceSettings,
} from "./shapes/accounts.ts";
export type { AuditAction, AuditEntry, LogPage } from "./shapes/audit.ts";
export type {
  Broadcast,
  HistoryPage,
  Mention,
  Message,
  MessageFile,
  MessageList,
  MessagesById,
  MyReaction,
  PinsPage,
  Reaction,
  RepliesPage,
  SearchHit,
  SearchPage,
  SyncPage,
} from "./shapes/messages.ts";
export type { Author, Person, QuietHours, Status, User, UserRole } from "./shapes/people.ts";
export type {
  Counts,
  JoinableRoom,
  ListedRoom,
  Member,
  NotifyLevel,
  Room,
  RoomInfo,
  RoomKind,
  RoomRole,
  RoomSettings,
} from "./shapes/rooms.ts";
export type {
  RetentionPreview,
  RoomRetentionInfo,
  ServerStatus,
  ServerWarning,
  StorageUsage,
} from "./shapes/server.ts";

export type Ref = string | number;

/** My rooms that no frame contains (C9). */
export interface RestOfRooms {
  rooms: number;
  /** How many of them have unread messages, and how many mention me, without muted and hidden ones. */
  unread: number;
  mentions: number;
}

export type PresenceState = "online" | "away" | "offline";

export interface Presence {
  userId: number;
  state: PresenceState;
}

/** H2: of the epoch that a client asked with: it is the one of now, an earlier one of this database, or none of it. */
type Line = "same" | "known" | "unknown";

export interface HelloRoom extends Room {
  /** On a `known` line: the room's rev at the end of the client's epoch. What came up to there is still so. */
  sameTo?: number;
}

export interface HelloFrame {
  type: "hello";
  protocol: number;
  epoch: string;
  line: Line;
  /** On a `known` line: the newest message at the end of the client's epoch. Ids up to there mean the same messages. */
  sameToId?: number;
  workspace: { name: string };
  /** For pages of the version before (W14). */
  place: { name: string };
  user: User;
  limits: HelloLimits;
  typing: { everyMs: number; expireMs: number };
  heartbeatMs: number;
  rooms: HelloRoom[];
  /** Frames `rooms` follow (C9). */
  more: boolean;
  /** Unless more follow. */
  rest?: RestOfRooms;
  /** Of everyone in the direct rooms told: how they are. */
  presence: Presence[];
  /** Ids of the messages I saved for later, in rooms of mine. */
  saved: number[];
}

/** C9: more rooms of mine, after `hello`. The last one has `rest`. */
export interface RoomsFrame {
  type: "rooms";
  rooms: HelloRoom[];
  more: boolean;
  rest?: RestOfRooms;
}

/** Who gave or took a reaction in this change. */
export interface ReactionChange {
  userId: number;
  emoji: string;
  on: boolean;
}

export interface MessageFrame {
  type: "message";
  roomId: number;
  rev: number;
  message: Message;
  by?: ReactionChange[];
}

/** Much of the room changed at once (W12): messages that a client has of it are stale; a sync from below is `complete: false`. */
export interface BareMessageFrame {
  type: "message";
  roomId: number;
  rev: number;
  message?: undefined;
}

export interface OkFrame {
  type: "ok";
  ref?: Ref;
  result: { message: Message } | { counts: Counts } | { presence: Presence[] } | Record<string, never>;
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
  epoch: string;
  roomId: number;
}

export type ServerFrame =
  | HelloFrame
  | OkFrame
  | ErrorFrame
  | SyncedFrame
  | MessageFrame
  | BareMessageFrame
  | RoomsFrame
  | { type: "room"; room: Room }
  | { type: "left"; roomId: number }
  | { type: "read"; roomId: number; counts: Counts; unread?: true }
  | { type: "receipt"; roomId: number; userId: number; seq: number }
  | { type: "saved"; messageId: number; on: boolean }
  /** Someone came into a room of mine, left it (`role` null), or changed role there; `entered`: as an admin, openly. */
  | { type: "member"; roomId: number; user: Author; role: RoomRole | null; entered?: true }
  | { type: "typing"; roomId: number; userId: number; on: boolean }
  /** `others` holds what changed within the same moment. */
  | { type: "presence"; userId: number; state: PresenceState; others?: Presence[] }
  /** Likewise. */
  | { type: "user"; user: Person; others?: Person[] }
  /** To all my tabs: what only I know of me. */
  | { type: "me"; user: User }
  | { type: "workspace"; workspace: { name: string } }
  | { type: "pong"; ref?: Ref }
  | { type: "bye"; code: number; reconnect: boolean; afterMs: number };
