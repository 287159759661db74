import { createRoute, OpenAPIHono } from "@hono/zod-openapi";

import type { Accounts } from "../../../domain/accounts/accounts.ts";
import { jsonBody, nothing, refusals, reply } from "../declare.ts";
import type { HttpEnv } from "../env.ts";
import { backwardsQuery } from "../list_shapes.ts";
import { refuseUndecoded, requireSession } from "../refusals.ts";
import { idParam, inviteLookBody, inviteLookReply, inviteReply, invitesReply } from "./account_shapes.ts";

const getInvites = createRoute({
  method: "get",
  path: "/invites",
  summary: "Invites that still work: all for an admin, my own for others",
  request: { query: backwardsQuery },
  responses: { 200: reply("A page, the newest first; the links are not kept.", invitesReply), ...refusals },
});
const postInvite = createRoute({
  method: "post",
  path: "/invites",
  summary: "Make an invite link",
  responses: { 201: reply("The only answer that holds the link.", inviteReply), ...refusals },
});
const deleteInvite = createRoute({
  method: "delete",
  path: "/invites/{id}",
  summary: "Revoke an invite",
  request: { params: idParam },
  responses: { 204: nothing, ...refusals },
});
const lookAtInvite = createRoute({
  method: "post",
  path: "/invites/look",
  summary: "Whether an invite works, without using it",
  request: { body: jsonBody(inviteLookBody) },
  responses: { 200: reply("It works.", inviteLookReply), ...refusals },
});

export function createInviteRoutes({ accounts: { invites } }: { accounts: Accounts }) {
  return new OpenAPIHono<HttpEnv>({ defaultHook: refuseUndecoded })
    .openapi(getInvites, async (c) => {
      const { invites: live, next } = await invites.list(requireSession(c), c.req.valid("query"));
      return c.json({ invites: live.map((invite) => ({ ...invite, url: null })), next }, 200);
    })
    .openapi(postInvite, async (c) => {
      const { invite, token } = await invites.create(requireSession(c));
      // Behind the #, so that no log on the way holds the token.
      return c.json({ invite: { ...invite, url: `${c.get("origin")}/join#${token}` } }, 201);
    })
    .openapi(deleteInvite, async (c) => {
      await invites.revoke(requireSession(c), c.req.valid("param").id);
      return c.body(null, 204);
    })
    .openapi(lookAtInvite, async (c) => {
      return c.json(await invites.look(c.req.valid("json").invite, c.get("address")), 200);
    });
}
