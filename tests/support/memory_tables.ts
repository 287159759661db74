// The rows of the memory twin, and the few questions that changes and reads share.
import { readPreferences } from "../../src/protocol/preferences.ts";
import { avatarOf } from "../../src/domain/avatars/avatar_id.ts";
import type { Actor, DisplayLooks } from "../../src/domain/journal.ts";
import type {
  AuditAction,
  Author,
  Message,
  Person,
  RoomInfo,
  RoomRole,
  RoomSettings,
  User,
} from "../../src/protocol/shapes.ts";
import type { FileRow } from "./memory_files.ts";

export interface UserRow extends Omit<User, "avatar"> {
  avatarHash: string | null;
  foldedLook: string;
  typedLook: string;
  usernameKey: string;
  displayKey: string;
  displayLooks: DisplayLooks;
  passwordHash: string;
  isErased: boolean;
}

export interface SessionRow {
  id: number;
  tokenHash: string;
  userId: number;
  createdAt: number;
  lastSeenAt: number;
  expiresAt: number;
  address: string;
  agent: string;
}

export interface MemberRow extends RoomSettings {
  role: RoomRole;
  readSeq: number;
  seenSeq: number;
  joinedAt: number;
  joinedSeq: number;
}

export interface RoomRow extends RoomInfo {
  rev: number;
  lastSeq: number;
  floorRev: number;
  firstSeq: number;
  retentionDays: number | null;
  heldAt: number | null;
  joinOnRegister: boolean;
  createdBy: number | null;
  /** The ids of its people, rising, when it is direct. */
  directKey: string | null;
  members: Map<number, MemberRow>;
}

export interface MessageRow extends Omit<
  Message,
  "author" | "deletedBy" | "mentions" | "broadcast" | "reactions" | "files"
> {
  authorId: number;
  postHash: string;
  deletedBy: number | null;
  broadcast: "everyone" | "here" | null;
}

/** In the order in which they were given. */
export interface ReactionRow {
  messageId: number;
  emoji: string;
  userId: number;
}

/** Whom a message reached beyond the room: as the table of that name. */
export interface MentionRow {
  messageId: number;
  userId: number;
  roomId: number;
  seq: number;
  name: string | null;
  position: number;
  counts: boolean;
  replies: boolean;
}

/** M2. Without `ids` it is for everyone. */
export interface BroadcastRow {
  messageId: number;
  roomId: number;
  seq: number;
  authorId: number;
  ids: Set<number> | null;
}

export interface AuditRow {
  id: number;
  at: number;
  action: AuditAction;
  actorId: number | null;
  userId: number | null;
  roomId: number | null;
  detail: string;
  forAdmins: boolean;
}

export interface InviteRow {
  id: number;
  tokenHash: string;
  createdBy: number;
  createdAt: number;
  expiresAt: number;
  revoked: boolean;
  used: number;
}

export interface Tables {
  users: Map<number, UserRow>;
  sessions: Map<number, SessionRow>;
  rooms: Map<number, RoomRow>;
  messages: Map<number, MessageRow>;
  files: Map<number, FileRow>;
  /** What the change just made moved along (N1); whoever tells it empties it. */
  touched: MessageRow[];
  mentions: MentionRow[];
  /** By message. */
  broadcasts: Map<number, BroadcastRow>;
  reactions: ReactionRow[];
  /** In the order in which they were saved. */
  saves: { id: number; userId: number; messageId: number }[];
  audit: AuditRow[];
  /** By user. */
  erasures: Map<number, { nextId: number; lastId: number }>;
  invites: Map<number, InviteRow>;
  /** By user. */
  resets: Map<number, { tokenHash: string; expiresAt: number }>;
  place: { name: string; registration: "invite" | "open"; deviceKey: string };
  retention: { days: number | null; day: number | null };
  /** Ids are never used twice, as AUTOINCREMENT keeps it. */
  newId: () => number;
}

export function createTables(now: () => number): Tables {
  let lastId = 0;
  const newId = () => (lastId += 1);
  const lounge: RoomRow = { ...newRoom("public", now()), id: newId(), name: "lounge", joinOnRegister: true };
  return {
    users: new Map(),
    sessions: new Map(),
    rooms: new Map([[lounge.id, lounge]]),
    messages: new Map(),
    files: new Map(),
    touched: [],
    mentions: [],
    broadcasts: new Map(),
    reactions: [],
    saves: [],
    audit: [],
    erasures: new Map(),
    invites: new Map(),
    resets: new Map(),
    place: {
      name: "Confab",
      registration: "invite",
      deviceKey: crypto.randomUUID(),
    },
    retention: { days: null, day: null },
    newId,
  };
}

export function newRoom(kind: RoomRow["kind"], createdAt: number): Omit<RoomRow, "id"> {
  return {
    kind,
    name: "",
    topic: "",
    createdAt,
    archivedAt: null,
    broadcasts: "members",
    rev: 0,
    lastSeq: 0,
    floorRev: 0,
    firstSeq: 1,
    retentionDays: null,
    heldAt: null,
    joinOnRegister: false,
    directKey: null,
    createdBy: null,
    members: new Map(),
  };
}

/** Someone who comes in has read everything that is there (U1). */
export function newMember(room: Pick<RoomRow, "lastSeq">, joinedAt: number): MemberRow {
  return {
    role: "member",
    readSeq: room.lastSeq,
    seenSeq: room.lastSeq,
    joinedAt,
    joinedSeq: room.lastSeq,
    notify: "default",
    mutedUntil: null,
    starred: false,
    hiddenSeq: null,
  };
}

export function lives({ sessions, users }: Tables, actor: Actor, at: number): boolean {
  const session = sessions.get(actor.sessionId);
  if (session?.userId !== actor.userId || session.expiresAt <= at) return false;
  return isActive(users.get(actor.userId));
}

export function isActive(user: UserRow | undefined): user is UserRow {
  return user !== undefined && !user.isDeactivated;
}

export function authorOf({ users }: Tables, userId: number): Author {
  const user = users.get(userId);
  if (!user) throw new Error(`There is no user ${userId}.`);
  const { id, username, displayName, avatar, role, ambiguous } = toPerson(user);
  const author = { id, username, displayName, avatar, ...(role === "admin" ? { role } : {}) };
  return ambiguous ? { ...author, ambiguous } : author;
}

export function toUser(row: UserRow): User {
  const { quietHours, receipts, preferences } = row;
  return { ...toPerson(row), quietHours, receipts, preferences: readPreferences(preferences) };
}

export function toPerson(row: UserRow): Person {
  const { id, username, displayName, role, status, dndUntil, isDeactivated } = row;
  const avatar = row.avatarHash === null ? null : avatarOf(row.avatarHash);
  const person = { id, username, displayName, avatar, role, status, dndUntil, isDeactivated };
  return row.ambiguous ? { ...person, ambiguous: true } : person;
}

export function messagesOf(tables: Tables, roomId: number): MessageRow[] {
  return [...tables.messages.values()].filter((row) => row.roomId === roomId);
}
