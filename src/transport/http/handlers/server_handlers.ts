import type { Backups } from "../../../domain/backups.ts";
import type { StorageUsageReader } from "../../../domain/files/storage_usage.ts";
import type { SecurityLog } from "../../../domain/security_log.ts";
import type { ServerStatusReader } from "../../../domain/server_status.ts";
import type { serverEndpoints } from "../../../protocol/endpoints/workspace_endpoints.ts";
import type { Handlers } from "../register.ts";

interface ServerHandlersDeps {
  backups: Pick<Backups, "begin">;
  security: Pick<SecurityLog, "note">;
  serverStatus: ServerStatusReader;
  storageUsage: StorageUsageReader;
}

export function createServerHandlers({
  backups,
  security,
  serverStatus,
  storageUsage,
}: ServerHandlersDeps): Handlers<typeof serverEndpoints> {
  return {
    "GET /admin/server": async ({ actor }) => ({ 200: { server: await serverStatus.read(actor.userId) } }),
    "POST /admin/backups": async ({ actor }) => {
      security.note("backup_begun", { userId: actor.userId });
      return { 202: { backups: backups.begin() } };
    },
    "GET /admin/storage": async ({ actor, query }) => ({
      200: await storageUsage.list(actor.userId, query),
    }),
  };
}
