// Rooms: finding, making, changing, entering and leaving them, and what I set for them.
import type { JoinableRoom, ListedRoom, NotifyLevel, Room } from "../../src/protocol/shapes.ts";
import { queryOf } from "./query.ts";
import type { RestCall } from "./rest.ts";
import type { LogPage, PeoplePage } from "./rest_people.ts";

/** `name` and `topic`: members; the rest: owners (G2). */
export interface RoomChange {
  name?: string;
  /** Refused where another room is called so (L10). */
  warn?: true;
  topic?: string;
  kind?: "public" | "private";
  archived?: boolean;
  broadcasts?: "members" | "owners";
}

export interface SettingsChange {
  notify?: NotifyLevel;
  mutedUntil?: number | null;
  starred?: boolean;
  /** Direct rooms only. */
  hidden?: boolean;
}

export function roomCalls({ get, post, patch }: RestCall) {
  return {
    /** G12. */
    joinable: (query: { after?: number; q?: string } = {}) =>
      get<{ rooms: JoinableRoom[]; next: number | null }>(
        `/rooms${queryOf({ joined: false, limit: 50, ...query })}`,
      ),
    /** G13: whom one could add. */
    othersOf: (id: number, query: { q?: string; after?: number; limit?: number } = {}) =>
      get<PeoplePage>(`/rooms/${id}/others${queryOf(query)}`),
    /** Admins (G8). */
    listedRooms: (query: { q?: string; after?: number; limit?: number } = {}) =>
      get<{ rooms: ListedRoom[]; next: number | null }>(`/admin/rooms${queryOf(query)}`),
    /** Those of these that are mine. */
    roomsByIds: (ids: number[]) => get<{ rooms: Room[] }>(`/rooms${queryOf({ ids: ids.join() })}`),
    /** Mine, by a name: those that no frame told of, too (C9). */
    roomsByName: (q: string) => get<{ rooms: Room[] }>(`/rooms${queryOf({ q })}`),
    room: (id: number) => get<{ room: Room }>(`/rooms/${id}`),
    /** `warn`: refused where a room is called so (L10). */
    createRoom: (body: { name: string; topic?: string; kind?: "public" | "private"; warn?: true }) =>
      post<{ room: Room }>("/rooms", body),
    /** The one room of these people and me. */
    openDirect: (userIds: number[]) => post<{ room: Room }>("/direct", { userIds }),
    changeRoom: (id: number, body: RoomChange) => patch<{ room: Room }>(`/rooms/${id}`, body),
    changeRoomSettings: (id: number, body: SettingsChange) =>
      patch<{ room: Room }>(`/rooms/${id}/settings`, body),
    joinRoom: (id: number) => post<{ room: Room }>(`/rooms/${id}/join`),
    /** A direct room is hidden by it. */
    leaveRoom: (id: number) => post<void>(`/rooms/${id}/leave`),
    /** Admins, openly (G6). */
    enterRoom: (id: number) => post<{ room: Room }>(`/rooms/${id}/enter`),
    roomLog: (id: number, query: { before?: number; limit?: number } = {}) =>
      get<LogPage>(`/rooms/${id}/log${queryOf(query)}`),
    /** All rooms (U5). */
    markAllRead: () => post<void>("/rooms/read"),
  };
}
