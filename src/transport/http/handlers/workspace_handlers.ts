import type { Accounts } from "../../../domain/accounts/accounts.ts";
import type { workspaceEndpoints } from "../../../protocol/endpoints/workspace_endpoints.ts";
import type { Handlers } from "../register.ts";

export function createWorkspaceHandlers({
  accounts: { workspace },
}: {
  accounts: Accounts;
}): Handlers<typeof workspaceEndpoints> {
  return {
    "GET /workspace": async () => ({ 200: { workspace: await workspace.read() } }),
    "PATCH /workspace": async ({ session, body }) => ({
      200: { workspace: await workspace.change(session, body) },
    }),
  };
}
