import type { Context } from "hono";

import type { Accounts } from "../../../domain/accounts/accounts.ts";
import type { inviteEndpoints } from "../../../protocol/endpoints/invite_endpoints.ts";
import type { HttpEnv } from "../env.ts";
import type { Handlers } from "../register.ts";

export function createInviteHandlers({
  accounts: { invites },
}: {
  accounts: Accounts;
}): Handlers<typeof inviteEndpoints> {
  const lookup = async ({ c, body }: { c: Context<HttpEnv>; body: { invite: string } }) => ({
    200: await invites.find(body.invite, c.get("address")),
  });

  return {
    "GET /invites": async ({ session, query }) => {
      const { invites: live, next } = await invites.list(session, query);
      return { 200: { invites: live.map((invite) => ({ ...invite, url: null })), next } };
    },
    "POST /invites": async ({ c, session }) => {
      const { invite, token } = await invites.create(session);
      // Behind the #, so that no log on the way holds the token.
      return { 201: { invite: { ...invite, url: `${c.get("origin")}/join#${token}` } } };
    },
    "DELETE /invites/{id}": async ({ session, params }) => {
      await invites.revoke(session, params.id);
      return { 204: undefined };
    },
    "POST /invites/lookup": lookup,
    "POST /invites/look": lookup,
  };
}
