// The nouns of the wire (SPEC W4, W6). Types only: what the server sends is built by us, not decoded.
import type { HelloLimits } from "./limits.ts";
import type { ErrorCode } from "./error_codes.ts";
import type { Span } from "./markdown/tree.ts";
import type { Preferences } from "./preferences.ts";

export type RoomKind = "public" | "private" | "direct";
export type Registration = "invite" | "open";
export type Ref = string | number;

export interface Author {
  id: number;
  username: string;
  displayName: string;
  /** P6: which picture of them; null: none. Another picture has another. */
  avatar: string | null;
  /** Of an author that is an admin; a person always has it. */
  role?: UserRole;
  /** L9: their display name looks like a name of someone else. */
  ambiguous?: true;
}

export type UserRole = "admin" | "member";
export type RoomRole = "owner" | "member";

/** What a person says of themselves; after `until` (null: until changed) a client shows it no more. */
export interface Status {
  emoji: string;
  text: string;
  until: number | null;
}

/** Someone as everyone sees them. An erased person has empty names. */
export interface Person extends Author {
  role: UserRole;
  status: Status | null;
  /** Do not disturb until then; null when not. */
  dndUntil: number | null;
  isDeactivated: boolean;
}

/** Nightly: `from` and `to` as "HH:MM" in `zone`, an IANA name. */
export interface QuietHours {
  from: string;
  to: string;
  zone: string;
}

/** Me: a person, and what only I know. */
export interface User extends Person {
  quietHours: QuietHours | null;
  /** Whether I tell in direct rooms how far I have read, and am told. */
  receipts: boolean;
  preferences: Preferences;
}

/** One emoji on a message; `userIds` are the first 20 who gave it, in the order in which they did. */
export interface Reaction {
  emoji: string;
  count: number;
  userIds: number[];
}

/** `@name` in a body, with whom it meant when it was posted. */
export interface Mention {
  name: string;
  user: Author;
}

/**
 * `@everyone` or `@here` in a body that the room allowed; `userIds` are who was here. Of more than 100 it is their number; `me`, in
 * what one person reads, says whether it reached them.
 */
export type Broadcast =
  { to: "everyone" } | { to: "here"; userIds: number[] } | { to: "here"; count: number; me?: boolean };

/** F10. `width` and `height` as seen, and `thumb`, are there when it is a picture that can be shown. */
export interface MessageFile {
  id: number;
  name: string;
  /** By content, never by name (F5). */
  type: string;
  /** Bytes. */
  size: number;
  width?: number;
  height?: number;
  thumb?: true;
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
  /** How many messages that are not deleted reply to it. */
  replies: number;
  mentions: Mention[];
  broadcast: Broadcast | null;
  createdAt: number;
  editedAt: number | null;
  deletedAt: number | null;
  /** Who deleted it, when that was not the author. */
  deletedBy: Author | null;
  pinnedAt: number | null;
  reactions: Reaction[];
  files: MessageFile[];
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
  /** Empty for direct rooms: they are called by their people. */
  name: string;
  topic: string;
  createdAt: number;
  archivedAt: number | null;
  /** Whose `@here` and `@everyone` are mentions. */
  broadcasts: "members" | "owners";
}

/** `default`: mentions, and everything in direct rooms. */
export type NotifyLevel = "everything" | "default" | "nothing" | "hidden";

/** What I have set for a room, for myself. */
export interface RoomSettings {
  notify: NotifyLevel;
  mutedUntil: number | null;
  starred: boolean;
  /** A direct room is out of my list while its `lastSeq` is not above this. */
  hiddenSeq: number | null;
}

/** A public or private room as admins list it (G8): nothing of what is said there. */
export interface ListedRoom {
  id: number;
  kind: "public" | "private";
  name: string;
  createdAt: number;
  archivedAt: number | null;
  /** Active ones. */
  members: number;
  owners: number;
  /** Of the last message; null while there is none. */
  lastAt: number | null;
}

/** How the server itself is doing, for admins (G9). */
export interface ServerStatus {
  version: string;
  startedAt: number;
  /** Of the data folder, in bytes; null when the disk does not tell. Below `reserveBytes` uploads are refused (H12). */
  disk: { freeBytes: number; totalBytes: number; reserveBytes: number } | null;
  databaseBytes: number;
  logBytes: number;
  /** All files of all people, posted or not. */
  filesBytes: number;
  /** What they may have together, and what one person's may: F3. Null: no bound but the disk. */
  filesLimit: number | null;
  quotaBytes: number;
  /** B3. Times and bytes are of the newest that is kept. */
  backups: { isOn: boolean; count: number; lastAt: number | null; lastBytes: number | null };
  /** People with an open socket. */
  online: number;
  sockets: number;
  /** The most there may be (W13). */
  socketLimit: number;
  warnings: ServerWarning[];
}

/** What one person's files take (G11): bytes. */
export interface StorageUsage {
  user: Person;
  bytes: number;
  /** Of these, in no message yet: they go within a day. */
  unpostedBytes: number;
}

/** What is wrong, and what to do (section 13). */
export interface ServerWarning {
  code: string;
  /** English. */
  text: string;
  since: number;
  /** Nothing can be saved while it stands. */
  isUnready: boolean;
}

/** A room of mine (`joined`), or a public one I may join (counts are zero but for rev and lastSeq). */
export interface Room extends RoomInfo, RoomSettings, Counts {
  joined: boolean;
  /** Mine; null when not joined. */
  role: RoomRole | null;
  /** Of direct rooms: everyone in it, me too, by id. */
  members?: Person[];
  /** Of direct rooms: how far others have read who tell it, while I tell it too. */
  receipts?: Receipt[];
  /** Of direct rooms: when the message at `lastSeq` was said, else when the room was made. Their order in a list. */
  lastAt?: number;
}

/** A public room I have not joined, as it is browsed (G12). */
export interface JoinableRoom extends Room {
  /** Active ones, at most `limits.membersCounted`: there may be more. */
  memberCount: number;
  /** What was said last there, without marks and cut off; null where nothing is. */
  last: { author: string; body: string; createdAt: number } | null;
}

/** Rooms of mine that no frame tells of (C9). */
export interface RestOfRooms {
  rooms: number;
  /** How many of them have unread messages, and how many mention me, without muted and hidden ones. */
  unread: number;
  mentions: number;
}

export interface Receipt {
  userId: number;
  seq: number;
}

export interface Member {
  user: Person;
  role: RoomRole;
  joinedAt: number;
}

/** A reaction of mine that is not among the first 20 which its message carries. */
export interface MyReaction {
  messageId: number;
  emoji: string;
}

export interface HistoryPage {
  rev: number;
  messages: Message[];
  hasBefore: boolean;
  hasAfter: boolean;
  /** Where retention emptied messages (J2): the first `seq` that is kept, and the time before which nothing is. */
  keptFrom?: { seq: number; at: number };
  /** What messages of this page reply to, where it is not in the page itself. */
  quoted: Message[];
  mine: MyReaction[];
}

export interface SyncPage {
  rev: number;
  complete: boolean;
  more: boolean;
  messages: Message[];
  mine: MyReaction[];
  counts: Counts;
}

/** A message and what replies to it, oldest first. */
export interface RepliesPage {
  rev: number;
  message: Message;
  messages: Message[];
  /** `after` of the next page; null on the last. */
  next: number | null;
  mine: MyReaction[];
}

/** Of those that were asked for. */
export interface MessagesById {
  rev: number;
  messages: Message[];
  /** Ids of those that are there and did not fit: to be asked for again. */
  left: number[];
}

/** The last pinned first. */
export interface PinsPage {
  rev: number;
  messages: Message[];
  /** `before` of the next page, a `pinnedAt`; null on the last. */
  next: number | null;
}

/** Newest first. */
export interface MessageList {
  messages: Message[];
  /** `before` of the next page; null on the last. */
  next: number | null;
}

/** Where a found message holds the words (S4), in UTF-16 units of its body. */
export interface SearchHit {
  line: Span;
  marks: Span[];
}

export interface SearchPage extends MessageList {
  /** One for each message. */
  hits: SearchHit[];
  /** The time was over before the page was full (S5). */
  isPartial: boolean;
}

/** For how many days messages of a room are kept (J1): its own number, the workspace's, and the smaller of both; null: none. */
export interface RoomRetentionInfo {
  days: number | null;
  workspaceDays: number | null;
  appliedDays: number | null;
  /** Since when an admin holds it (J4). */
  heldAt: number | null;
}

/** What would be emptied (J5). `bytes` of the files; `oldest`: when the oldest of the messages was posted. */
export interface RetentionPreview {
  messages: number;
  files: number;
  bytes: number;
  oldest: number | null;
}

export type AuditAction =
  | "user_role"
  | "user_deactivated"
  | "user_reactivated"
  | "user_erased"
  | "user_reset"
  | "user_registered"
  | "user_reset_used"
  | "invite_made"
  | "invite_revoked"
  | "registration"
  | "user_avatar_removed"
  | "room_entered"
  | "room_created"
  | "room_kind"
  | "room_archived"
  | "room_unarchived"
  | "member_added"
  | "member_removed"
  | "member_role"
  | "message_deleted"
  | "retention"
  | "room_retention"
  | "room_held"
  | "room_released"
  | "messages_expired";

export interface AuditEntry {
  id: number;
  at: number;
  action: AuditAction;
  actor: Author | null;
  /** Whom it was done to. */
  user: Author | null;
  roomId: number | null;
  /** What it became: a role, a kind, who may register; empty where there is nothing to say. */
  detail: string;
}

export type PresenceState = "online" | "away" | "offline";

export interface Presence {
  userId: number;
  state: PresenceState;
}

/** H2: of the epoch that a client asked with: it is the one of now, an earlier one of this database, or none of it. */
export type Line = "same" | "known" | "unknown";

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

/** Much of the room changed at once (W12): what is held of it is old; a sync from below is `complete: false`. */
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
  | { type: "place"; place: { name: string } }
  | { type: "pong"; ref?: Ref }
  | { type: "bye"; code: number; reconnect: boolean; afterMs: number };
