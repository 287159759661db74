import type { StorageUsageReader } from "../../../domain/files/storage_usage.ts";
import type { ServerStatusReader } from "../../../domain/server_status.ts";
import type { serverEndpoints } from "../../../protocol/endpoints/workspace_endpoints.ts";
import type { Handlers } from "../register.ts";

export interface ServerHandlersDeps {
  serverStatus: ServerStatusReader;
  storageUsage: StorageUsageReader;
}

export function createServerHandlers({
  serverStatus,
  storageUsage,
}: ServerHandlersDeps): Handlers<typeof serverEndpoints> {
  return {
    "GET /admin/server": async ({ actor }) => ({ 200: { server: await serverStatus.read(actor.userId) } }),
    "GET /admin/storage": async ({ actor, query }) => ({
      200: await storageUsage.list(actor.userId, query),
    }),
  };
}
