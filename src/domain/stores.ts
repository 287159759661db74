// What the domain reads. Every method that returns counts or a rev reads it with its rows from one snapshot.
import type {
  AuditEntry,
  Counts,
  HistoryPage,
  JoinableRoom,
  ListedInvite,
  ListedRoom,
  Member,
  Message,
  MessageList,
  MessagesById,
  Person,
  PinsPage,
  Registration,
  RepliesPage,
  RestOfRooms,
  Room,
  RoomInfo,
  RoomRole,
  SessionInfo,
  SyncPage,
  User,
} from "../protocol/shapes.ts";
import type { ConfusableKeys } from "./accounts/confusable_keys.ts";
import type { FileStore } from "./files/file_store.ts";
import type { SearchStore } from "./search/search_store.ts";

export interface Membership {
  room: RoomInfo;
  role: RoomRole;
}

/** Newest first: ids below `before` (from the newest without), at most `limit`. */
export interface Backwards {
  before?: number;
  limit: number;
}

/** C9: which of a person's rooms a client gets. */
export interface RoomPlan {
  /** In the order in which they are sent; `span`: the most messages of it that are counted. */
  listed: { id: number; span: number }[];
  rest: RestOfRooms;
}

/** A room as its member sees it, as JSON: it is sent as it is. */
export interface RoomText {
  id: number;
  text: string;
  /** In UTF-8. */
  bytes: number;
  /** Of a direct room: its people. */
  people: number[];
}

/** C9: rooms of mine by name, the nearest first; how many were scanned. */
export interface RoomsByName {
  ids: number[];
  scanned: number;
}

/** Reports how many names were read one by one: they spend the rate of the caller (A5). */
export interface NamesRead {
  onNamesRead?: ((count: number) => void) | undefined;
}

export interface RoomStore {
  /** The room through the member (A3); null for missing and forbidden alike. Called for every frame: cached by the store, never stale after a commit. */
  findMembership(userId: number, roomId: number): Promise<Membership | null>;
  /** A room of mine or a public one. */
  findRoom(userId: number, roomId: number): Promise<Room | null>;
  /** Ids of all rooms of mine. One cheap query. */
  listMyIds(userId: number): Promise<number[]>;
  /** Those that are not direct: what a socket subscribes to before `hello` is read (C1). */
  listMyGroupIds(userId: number): Promise<number[]>;
  /** The order in which my rooms are sent, without counting anything. In batches. */
  planMine(userId: number, options: { openRoomId: number | null; now: number }): Promise<RoomPlan>;
  /** Those of these rooms that are mine, with counts, in this order. */
  findMine(userId: number, roomIds: number[]): Promise<Room[]>;
  /** The same, as text. */
  findMineAsText(userId: number, roomIds: number[]): Promise<RoomText[]>;
  /** My rooms with a word in their name that begins with `key`; of direct rooms, in a name of their people. In batches. */
  findMineByName(userId: number, query: { key: string; limit: number }): Promise<RoomsByName>;
  /** All my rooms, by id, with counts. */
  pageMine(userId: number, page: { after: number; limit: number }): Promise<Room[]>;
  /** G12: public rooms that I have not joined and that are in use, id > after; with `key`, those whose names contain it. */
  pageJoinable(
    userId: number,
    page: { after: number; limit: number; key?: string } & NamesRead,
  ): Promise<JoinableRoom[]>;
  /** L10: the first room with a confusable name that this person may know: public ones, archived too, and their own. */
  findSameName(
    userId: number,
    query: { keys: ConfusableKeys; butRoomId?: number | undefined } & NamesRead,
  ): Promise<{ id: number; name: string } | null>;
  /** Active people only. */
  pageMembers(roomId: number, page: { after: number; limit: number }): Promise<Member[]>;
  /** Active ones of these people in the room. */
  findMembers(roomId: number, userIds: number[]): Promise<Member[]>;
  /** Whether the room has more members than this. Reads only one more. */
  hasMoreMembers(roomId: number, than: number): Promise<boolean>;
  /** The active members who have one of these folded keys (L5), by key. */
  findByFoldedKeys(roomId: number, foldedKeys: string[]): Promise<Map<string, number>>;
  /** Whether the direct room of exactly these people exists; ids rise. */
  hasDirect(userIds: number[]): Promise<boolean>;
  /** The people of this direct room; empty for any other room. */
  listDirectPeople(roomId: number): Promise<number[]>;
  /** Direct rooms of this person, whose receipts may have to be sent again. */
  listDirectIds(userId: number): Promise<number[]>;
  /** G7, newest first. */
  pageLog(roomId: number, page: Backwards): Promise<AuditEntry[]>;
  /** The room as each of these members sees it; others are left out. */
  forMembers(roomId: number, userIds: number[]): Promise<Map<number, Room>>;
  counts(userId: number, roomId: number): Promise<Counts | null>;
  /** G8: public and private rooms, id > after, by id; with `key`, those whose names contain it, both compared by `searchKeyOf`. */
  pageListed(page: { after: number; limit: number; key: string }): Promise<ListedRoom[]>;
}

export interface MessageStore {
  /** R3, with what it quotes and my reactions beyond the first 20. `limit` is already within bounds, `at` in UTC ms. */
  page(
    userId: number,
    roomId: number,
    query: { before?: number; after?: number; around?: number; at?: number; limit: number },
  ): Promise<HistoryPage>;
  /** W7, with my counts. */
  after(userId: number, roomId: number, rev: number): Promise<SyncPage>;
  /** Those of these messages that are in the room, by seq; `left` are the ids of those that did not fit; `rev` is the room's. */
  listByIds(userId: number, roomId: number, ids: number[]): Promise<MessagesById>;
  /** What replies to this message, seq > after, with my reactions beyond the first 20 (E3); null when there is no such message. */
  pageReplies(
    userId: number,
    messageId: number,
    page: { after: number; limit: number },
  ): Promise<RepliesPage | null>;
  /** The people who gave this emoji, in order. */
  pageReactors(messageId: number, emoji: string, page: { skip: number; limit: number }): Promise<Person[]>;
  /** The last pinned first. */
  pagePins(userId: number, roomId: number, page: Backwards): Promise<PinsPage>;
  /** N4: the last saved first. */
  pageSaved(userId: number, page: Backwards): Promise<MessageList>;
  /** Of all rooms of mine, or of this one. */
  listSavedIds(userId: number, roomId?: number): Promise<number[]>;
  /** M4. */
  pageMentions(userId: number, page: Backwards): Promise<MessageList>;
  /** To fill a gap in publishing: the messages of a room with rev > this, rising, at most `limit`; `floorRev` of the same moment. */
  changedAfter(
    roomId: number,
    rev: number,
    limit: number,
  ): Promise<{ floorRev: number; messages: Message[] }>;
  /** Which room a message is in; null when there is none. */
  findRoomOf(messageId: number): Promise<number | null>;
}

export interface Session {
  id: number;
  user: User;
  createdAt: number;
  lastSeenAt: number;
  expiresAt: number;
}

export type StoredSession = Omit<SessionInfo, "current">;

export interface Credentials {
  userId: number;
  username: string;
  passwordHash: string;
}

export type InviteInfo = Omit<ListedInvite, "url">;

export interface PeopleNotIn {
  people: Person[];
  /** People beyond this id were not read; null: all were. */
  scannedTo: number | null;
}

export interface AccountStore {
  hasUsers(): Promise<boolean>;
  /** The live session (not expired at `now`, account active) with its user as it now is. */
  findSession(tokenHash: string, now: number): Promise<Session | null>;
  findCredentials(foldedKey: string): Promise<Credentials | null>;
  /** Of anyone but the erased, deactivated or not. */
  findUserId(foldedKey: string): Promise<number | null>;
  credentialsOf(userId: number): Promise<Credentials | null>;
  /** Me, with my private settings; deactivated or not. */
  findUser(userId: number): Promise<User | null>;
  /** The hash of their picture; null: none, or nobody. */
  findAvatar(userId: number): Promise<string | null>;
  /** As everyone sees them; deactivated and erased people too. */
  findPeople(userIds: number[]): Promise<Person[]>;
  /** Everyone but the erased, id > after, by id; with `key`, people with a search key that begins with it (then at most `limit`, and `after` is ignored). */
  pagePeople(page: { after: number; limit: number; key?: string }): Promise<Person[]>;
  /** G13: the same, but only active people who are not in this room. Of names, and of ids, the first `limits.peopleScanned` are read. */
  pageNotIn(roomId: number, page: { after: number; limit: number; key?: string }): Promise<PeopleNotIn>;
  /** People whose erasure is not finished. */
  listErasures(): Promise<number[]>;
  /** Of people and accounts, newest first (G7). */
  pageAudit(page: Backwards): Promise<AuditEntry[]>;
  listSessions(userId: number, now: number): Promise<StoredSession[]>;
  /** Live invites (one person's, or all), newest first. */
  pageInvites(now: number, page: Backwards & { createdBy?: number }): Promise<InviteInfo[]>;
  findInvite(tokenHash: string, now: number): Promise<InviteInfo | null>;
  /** The person of a live reset link. */
  findReset(tokenHash: string, now: number): Promise<Credentials | null>;
  /** Everyone active, id > after, by id. */
  pageUsers(page: { after: number; limit: number }): Promise<User[]>;
}

export interface Workspace {
  name: string;
  registration: Registration;
  /** Secret of the device cookies (see domain/throttle). */
  deviceKey: string;
}

/** How long messages are kept (J1), in days; null: for ever, or the workspace's number. */
export interface RoomRetention {
  days: number | null;
  workspaceDays: number | null;
  /** Since when an admin holds it (J4). */
  heldAt: number | null;
}

/** A room in which something may be due: from `firstSeq` on, what was posted before `cutoff`. */
export interface DueRoom {
  roomId: number;
  firstSeq: number;
  cutoff: number;
}

/** Rooms to look at, by what would apply: the workspace's number, and of one room alone another than its own. */
export interface DueQuery {
  day: number;
  now: number;
  workspaceDays: number | null;
  only?: { roomId: number; days: number | null };
  /** Rooms with higher ids. */
  after: number;
}

/** What would be emptied of a portion of a room. `last`: up to which `seq`; null: nothing. */
export interface DuePortion {
  last: number | null;
  messages: number;
  files: number;
  bytes: number;
  oldest: number | null;
}

export interface RetentionStore {
  /** `day`: the last that retention worked with (J3); null: never. */
  workspace(): Promise<{ days: number | null; day: number | null; hasRooms: boolean }>;
  ofRoom(roomId: number): Promise<RoomRetention | null>;
  /** Of the next rooms by id. `next` null: that were all. */
  dueRooms(query: DueQuery): Promise<{ rooms: DueRoom[]; next: number | null }>;
  duePortion(room: DueRoom, now: number): Promise<DuePortion>;
}

export interface WorkspaceStore {
  read(): Promise<Workspace>;
}

/** H2: which past this database has. */
export interface LineStore {
  /** Of this start. */
  readonly epoch: string;
  /** The end of an earlier epoch: the newest message, and the last rev of each of these rooms. Null: unknown, or not over. */
  findEnd(
    epoch: string,
    roomIds: readonly number[],
  ): Promise<{ messageId: number; revs: Map<number, number> } | null>;
  /** The same of one room. */
  findEndRev(roomId: number, epoch: string): Promise<number | null>;
}

export interface Stores {
  files: FileStore;
  rooms: RoomStore;
  messages: MessageStore;
  accounts: AccountStore;
  workspace: WorkspaceStore;
  retention: RetentionStore;
  line: LineStore;
  search: SearchStore;
}
