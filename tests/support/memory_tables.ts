// The rows of the memory twin, and the few questions that changes and reads share.
import type { Actor } from "../../src/domain/journal.ts";
import type { Author, Counts, Message, Room, RoomInfo, User } from "../../src/protocol/shapes.ts";

export interface UserRow extends User {
  foldedLook: string;
  typedLook: string;
  passwordHash: string;
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

export interface RoomRow extends RoomInfo {
  rev: number;
  lastSeq: number;
  joinOnRegister: boolean;
  members: Map<number, { role: "owner" | "member"; readSeq: number }>;
}

export interface MessageRow extends Omit<Message, "author"> {
  authorId: number;
  postHash: string;
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
  invites: Map<number, InviteRow>;
  /** By user. */
  resets: Map<number, { tokenHash: string; expiresAt: number }>;
  place: { name: string; epoch: string; registration: "invite" | "open"; deviceKey: string };
  /** Ids are never used twice, as AUTOINCREMENT keeps it. */
  newId: () => number;
}

export function createTables(now: () => number): Tables {
  let lastId = 0;
  const newId = () => (lastId += 1);
  const lounge: RoomRow = {
    id: newId(),
    kind: "public",
    name: "lounge",
    topic: "",
    createdAt: now(),
    rev: 0,
    lastSeq: 0,
    joinOnRegister: true,
    members: new Map(),
  };
  return {
    users: new Map(),
    sessions: new Map(),
    rooms: new Map([[lounge.id, lounge]]),
    messages: new Map(),
    invites: new Map(),
    resets: new Map(),
    place: {
      name: "Confab",
      epoch: crypto.randomUUID(),
      registration: "invite",
      deviceKey: crypto.randomUUID(),
    },
    newId,
  };
}

export function lives({ sessions }: Tables, actor: Actor, at: number): boolean {
  const session = sessions.get(actor.sessionId);
  return session !== undefined && session.userId === actor.userId && session.expiresAt > at;
}

export function authorOf({ users }: Tables, userId: number): Author {
  const user = users.get(userId);
  if (!user) throw new Error(`There is no user ${userId}.`);
  return { id: user.id, username: user.username, displayName: user.displayName };
}

export function toMessage(tables: Tables, row: MessageRow): Message {
  const { authorId, postHash: _, ...rest } = row;
  return { ...rest, author: authorOf(tables, authorId) };
}

export function messagesOf(tables: Tables, roomId: number): MessageRow[] {
  return [...tables.messages.values()].filter((row) => row.roomId === roomId);
}

export function countsFor(tables: Tables, room: RoomRow, userId: number): Counts | null {
  const member = room.members.get(userId);
  if (!member) return null;
  const from = Math.max(member.readSeq, room.lastSeq - 10_000);
  const unread = messagesOf(tables, room.id).filter(
    (row) => row.seq > from && row.authorId !== userId && row.deletedAt === null,
  );
  return {
    rev: room.rev,
    lastSeq: room.lastSeq,
    readSeq: member.readSeq,
    unread: Math.min(1000, unread.length),
    mentions: 0,
  };
}

export function roomInfo({ id, kind, name, topic, createdAt }: RoomRow): RoomInfo {
  return { id, kind, name, topic, createdAt };
}

/** My room, or a public one. */
export function roomFor(tables: Tables, room: RoomRow, userId: number): Room | null {
  const counts = countsFor(tables, room, userId);
  if (!counts && room.kind !== "public") return null;
  return {
    ...roomInfo(room),
    ...(counts ?? { rev: room.rev, lastSeq: room.lastSeq, readSeq: 0, unread: 0, mentions: 0 }),
    joined: counts !== null,
    notify: "default",
  };
}
