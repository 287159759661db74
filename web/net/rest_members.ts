// Who is in a room.
import type { Member, RoomRole } from "../../src/protocol/shapes.ts";
import { queryOf } from "./query.ts";
import type { RestCall } from "./rest.ts";

export interface MembersPage {
  members: Member[];
  /** `after` of the next page; null on the last. */
  next: number | null;
}

export function memberCalls({ get, post, patch, remove }: RestCall) {
  return {
    members: (roomId: number, after: number) =>
      get<MembersPage>(`/rooms/${roomId}/members${queryOf({ after, limit: 100 })}`),
    /** Those of them who are in now. */
    addMembers: (roomId: number, userIds: number[]) =>
      post<{ members: Member[] }>(`/rooms/${roomId}/members`, { userIds }),
    setRoomRole: (roomId: number, userId: number, role: RoomRole) =>
      patch<{ member: Member }>(`/rooms/${roomId}/members/${userId}`, { role }),
    removeMember: (roomId: number, userId: number) => remove<void>(`/rooms/${roomId}/members/${userId}`),
  };
}
