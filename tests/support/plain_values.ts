// Plain values of the wire for tests that care about a few of their fields.
import { toStoredMessage, type StoredMessage } from "../../src/domain/stored_message.ts";
import type { RoomText } from "../../src/domain/stores.ts";
import { defaultPreferences } from "../../src/protocol/preferences.ts";
import type { Author, Message, Person, Room, User } from "../../src/protocol/shapes.ts";

export function plainPerson(author: Author, changes: Partial<Person> = {}): Person {
  return { ...author, role: "member", status: null, dndUntil: null, isDeactivated: false, ...changes };
}

export function plainUser(author: Author, changes: Partial<User> = {}): User {
  return {
    ...plainPerson(author),
    quietHours: null,
    receipts: true,
    preferences: defaultPreferences,
    ...changes,
  };
}

export function plainRoom(id: number, changes: Partial<Room> = {}): Room {
  return {
    id,
    kind: "public",
    name: `room ${id}`,
    topic: "",
    createdAt: 0,
    archivedAt: null,
    broadcasts: "members",
    joined: true,
    role: "member",
    notify: "default",
    mutedUntil: null,
    starred: false,
    hiddenSeq: null,
    rev: 0,
    lastSeq: 0,
    readSeq: 0,
    unread: 0,
    mentions: 0,
    ...changes,
  };
}

export function plainMessage(id: number, changes: Partial<Message> = {}): Message {
  return {
    id,
    roomId: 1,
    seq: id,
    rev: id,
    author: { id: 1, username: "Ada", displayName: "Ada", avatar: null },
    clientId: String(id),
    body: `${id}`,
    replyTo: null,
    replies: 0,
    mentions: [],
    broadcast: null,
    createdAt: 0,
    editedAt: null,
    deletedAt: null,
    deletedBy: null,
    pinnedAt: null,
    reactions: [],
    files: [],
    ...changes,
  };
}

/** As a commit tells it. */
export function plainStored(id: number, changes: Partial<Message> = {}): StoredMessage {
  return toStoredMessage(plainMessage(id, changes));
}

/** As a store gives it. */
export function textOfRoom(room: Room): RoomText {
  const text = JSON.stringify(room);
  const people = room.members?.map(({ id }) => id) ?? [];
  return { id: room.id, text, bytes: Buffer.byteLength(text), people };
}
