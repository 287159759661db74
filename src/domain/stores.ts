// What the domain reads. Every method that returns counts or a rev reads it with its rows from one snapshot.
import type {
  Author,
  Counts,
  HistoryPage,
  Message,
  Registration,
  Room,
  RoomInfo,
  SyncPage,
  User,
} from "../protocol/shapes.ts";

export interface Membership {
  room: RoomInfo;
  role: "owner" | "member";
}

export interface RoomStore {
  /** The room through the member (A3); null for missing and forbidden alike. Called for every frame: cached by the store, never stale after a commit. */
  findMembership(userId: number, roomId: number): Promise<Membership | null>;
  /** A room of mine or a public one. */
  findRoom(userId: number, roomId: number): Promise<Room | null>;
  /** Ids of all rooms of mine: what a socket subscribes to before `hello` is read (C1). One cheap query. */
  listMyIds(userId: number): Promise<number[]>;
  /** All rooms of mine with counts, by id: `hello`. A bounded number of queries whatever the number of rooms. */
  listMine(userId: number): Promise<Room[]>;
  pageMine(userId: number, page: { after: number; limit: number }): Promise<Room[]>;
  /** Public rooms I have not joined, id > after. */
  pageJoinable(userId: number, page: { after: number; limit: number }): Promise<Room[]>;
  pageMembers(
    roomId: number,
    page: { after: number; limit: number },
  ): Promise<{ user: Author; role: "owner" | "member" }[]>;
  /** The room as each of these members sees it; who is not a member is left out. */
  forMembers(roomId: number, userIds: number[]): Promise<Map<number, Room>>;
  counts(userId: number, roomId: number): Promise<Counts | null>;
}

export interface MessageStore {
  /** R3. `limit` is already within bounds. */
  page(
    roomId: number,
    query: { before?: number; after?: number; around?: number; limit: number },
  ): Promise<HistoryPage>;
  /** W7, with my counts. */
  after(userId: number, roomId: number, rev: number): Promise<SyncPage>;
  /** To fill a gap in publishing: the messages of a room with rev > this, rising, at most `limit`. */
  changedAfter(roomId: number, rev: number, limit: number): Promise<Message[]>;
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

export interface SessionInfo {
  id: number;
  createdAt: number;
  lastSeenAt: number;
  expiresAt: number;
  address: string;
  agent: string;
}

export interface Credentials {
  userId: number;
  username: string;
  passwordHash: string;
}

export interface InviteInfo {
  id: number;
  createdAt: number;
  expiresAt: number;
  createdBy: Author;
  used: number;
}

export interface AccountStore {
  hasUsers(): Promise<boolean>;
  /** The live session (not expired at `now`, account active) with its user as it now is. */
  findSession(tokenHash: string, now: number): Promise<Session | null>;
  findCredentials(foldedLook: string): Promise<Credentials | null>;
  credentialsOf(userId: number): Promise<Credentials | null>;
  findUser(userId: number): Promise<User | null>;
  listSessions(userId: number, now: number): Promise<SessionInfo[]>;
  /** Live invites (one person's, or all), newest first, at most 100. */
  listInvites(now: number, createdBy?: number): Promise<InviteInfo[]>;
  findInvite(tokenHash: string, now: number): Promise<InviteInfo | null>;
  /** Whose password a live reset link sets. */
  findReset(tokenHash: string, now: number): Promise<Credentials | null>;
  /** Everyone active, id > after, by id. */
  pageUsers(page: { after: number; limit: number }): Promise<User[]>;
}

export interface Place {
  name: string;
  epoch: string;
  registration: Registration;
  /** Secret of the device cookies (see domain/throttle). */
  deviceKey: string;
}

export interface PlaceStore {
  place(): Promise<Place>;
}

export interface Stores {
  rooms: RoomStore;
  messages: MessageStore;
  accounts: AccountStore;
  place: PlaceStore;
}
