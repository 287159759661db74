// How the server itself is doing, for admins (G9).
import type { ServerStatus, StorageUsage } from "../../src/protocol/shapes.ts";
import { queryOf } from "./query.ts";
import type { RestCall } from "./rest.ts";

export function serverCalls({ get }: RestCall) {
  return {
    /** G11: most first. */
    storage: (query: { after?: number; limit?: number } = {}) =>
      get<{ people: StorageUsage[]; next: number | null }>(`/admin/storage${queryOf(query)}`),
    server: () => get<{ server: ServerStatus }>("/admin/server"),
  };
}
