// Everyone of the place, and what admins do with accounts.
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";

import type { Accounts } from "../../../domain/accounts/accounts.ts";
import { jsonBody, refusals, reply } from "../declare.ts";
import type { HttpEnv } from "../env.ts";
import { backwardsQuery, idParam } from "../list_shapes.ts";
import { logReply, peopleReply, personReply } from "../person_shapes.ts";
import { refuseUndecoded, requireSession } from "../refusals.ts";
import { eraseBody, peopleQuery, personBody, resetLinkReply } from "./account_shapes.ts";

const getUsers = createRoute({
  method: "get",
  path: "/users",
  summary: "Everyone by id; with q, whose names begin with it",
  request: { query: peopleQuery },
  responses: { 200: reply("A page of people.", peopleReply), ...refusals },
});
const getUser = createRoute({
  method: "get",
  path: "/users/{id}",
  summary: "One person",
  request: { params: idParam },
  responses: { 200: reply("The person.", personReply), ...refusals },
});
const patchUser = createRoute({
  method: "patch",
  path: "/users/{id}",
  summary: "Admins: give a role, deactivate or reactivate",
  request: { params: idParam, body: jsonBody(personBody) },
  responses: { 200: reply("The person, as they are now.", personReply), ...refusals },
});
const postErase = createRoute({
  method: "post",
  path: "/users/{id}/erase",
  summary: "Admins: erase a person and all they wrote, for ever",
  request: { params: idParam, body: jsonBody(eraseBody) },
  responses: { 200: reply("The person, nameless.", personReply), ...refusals },
});
const postUserReset = createRoute({
  method: "post",
  path: "/users/{id}/reset",
  summary: "Admins: make a link that sets a new password of another person",
  request: { params: idParam },
  responses: { 201: reply("The only answer that holds the link.", resetLinkReply), ...refusals },
});
const getAudit = createRoute({
  method: "get",
  path: "/audit",
  summary: "Admins: what was done with accounts, and rooms entered",
  request: { query: backwardsQuery },
  responses: { 200: reply("A page of entries, newest first.", logReply), ...refusals },
});

export function createPeopleRoutes({ accounts: { people } }: { accounts: Accounts }) {
  return new OpenAPIHono<HttpEnv>({ defaultHook: refuseUndecoded })
    .openapi(getUsers, async (c) => {
      requireSession(c);
      return c.json(await people.list(c.req.valid("query")), 200);
    })
    .openapi(getUser, async (c) => {
      requireSession(c);
      return c.json({ user: await people.find(c.req.valid("param").id) }, 200);
    })
    .openapi(patchUser, async (c) => {
      const user = await people.change(requireSession(c), c.req.valid("param").id, c.req.valid("json"));
      return c.json({ user }, 200);
    })
    .openapi(postErase, async (c) => {
      const { username } = c.req.valid("json");
      const user = await people.erase(requireSession(c), c.req.valid("param").id, username);
      return c.json({ user }, 200);
    })
    .openapi(postUserReset, async (c) => {
      const { id } = c.req.valid("param");
      const { token, expiresAt } = await people.makeResetLink(requireSession(c), id);
      // Behind the #, so that no log on the way holds the token.
      return c.json({ url: `${c.get("origin")}/reset#${token}`, expiresAt }, 201);
    })
    .openapi(getAudit, async (c) => {
      return c.json(await people.audit(requireSession(c), c.req.valid("query")), 200);
    });
}
