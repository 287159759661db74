// How the server itself is doing, for admins (G9).
import type {
  RetentionPreview,
  RoomRetentionInfo,
  ServerStatus,
  StorageUsage,
} from "../../src/protocol/shapes.ts";
import { queryOf } from "./query.ts";
import type { RestCall } from "./rest.ts";

/** `admin` is the workspace, `rooms/7` a room (J1). */
export type RetentionOf = "admin" | `rooms/${number}`;

export function serverCalls({ get, post, put, remove }: RestCall) {
  return {
    /** Of the workspace only `days` is told. */
    retention: (of: RetentionOf) =>
      get<{ retention: Partial<RoomRetentionInfo> & { days: number | null } }>(`/${of}/retention`),
    setRetention: (of: RetentionOf, days: number | null) => put(`/${of}/retention`, { days }),
    previewRetention: (of: RetentionOf, days: number) =>
      get<{ preview: RetentionPreview }>(`/${of}/retention/preview?days=${days}`),
    holdRoom: (roomId: number, on: boolean) => (on ? put : remove)(`/rooms/${roomId}/hold`),
    /** G11: most first. */
    storage: (query: { after?: number; limit?: number } = {}) =>
      get<{ people: StorageUsage[]; next: number | null }>(`/admin/storage${queryOf(query)}`),
    /** Begins one; how it does, the server's status says. */
    backUp: () => post<Pick<ServerStatus, "backups">>("/admin/backups"),
    server: () => get<{ server: ServerStatus }>("/admin/server"),
  };
}
