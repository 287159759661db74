import type { Accounts } from "../../../domain/accounts/accounts.ts";
import type { workspaceEndpoints } from "../../../protocol/endpoints/workspace_endpoints.ts";
import type { Handlers } from "../register.ts";

export function createWorkspaceHandlers({
  accounts: { workspace },
}: {
  accounts: Accounts;
}): Handlers<typeof workspaceEndpoints> {
  return {
    "GET /place": async () => ({ 200: { place: await workspace.read() } }),
    "PATCH /place": async ({ session, body }) => ({ 200: { place: await workspace.change(session, body) } }),
  };
}
