import type { Accounts } from "../../../domain/accounts/accounts.ts";
import type { meEndpoints } from "../../../protocol/endpoints/me_endpoints.ts";
import { setDeviceCookie } from "../cookies.ts";
import type { Handlers } from "../register.ts";
import { clearSession } from "./browser.ts";

export function createMeHandlers({ accounts }: { accounts: Accounts }): Handlers<typeof meEndpoints> {
  return {
    "GET /me": ({ session }) => ({ 200: { user: session.user } }),
    "PATCH /me": async ({ session, body }) => ({
      200: { user: await accounts.changeProfile(session, body) },
    }),
    "POST /me/password": async ({ c, session, body }) => {
      const { device } = await accounts.changePassword(session, body);
      setDeviceCookie(c, device);
      return { 204: undefined };
    },
    "GET /sessions": async ({ session }) => ({ 200: { sessions: await accounts.listSessions(session) } }),
    "DELETE /sessions/{id}": async ({ c, session, params: { id } }) => {
      await accounts.endSession(session, id);
      if (id === session.id) clearSession(c);
      return { 204: undefined };
    },
    "DELETE /sessions": async ({ session }) => {
      await accounts.endOtherSessions(session);
      return { 204: undefined };
    },
  };
}
