// My account: who I am, my password, my sessions.
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";

import type { Accounts } from "../../../domain/accounts/accounts.ts";
import { setDeviceCookie } from "../cookies.ts";
import { jsonBody, nothing, refusals, reply } from "../declare.ts";
import type { HttpEnv } from "../env.ts";
import { refuseUndecoded, requireSession } from "../refusals.ts";
import { userReply } from "../person_shapes.ts";
import { clearSession } from "./visitor.ts";
import { idParam, passwordBody, profileBody, sessionsReply } from "./account_shapes.ts";

const getMe = createRoute({
  method: "get",
  path: "/me",
  summary: "Who is signed in",
  responses: { 200: reply("Me.", userReply), ...refusals },
});
const patchMe = createRoute({
  method: "patch",
  path: "/me",
  summary: "Change what I say of myself, and what only I know",
  request: { body: jsonBody(profileBody) },
  responses: { 200: reply("Me, as I am now.", userReply), ...refusals },
});
const postPassword = createRoute({
  method: "post",
  path: "/me/password",
  summary: "Change my password; ends all my other sessions",
  request: { body: jsonBody(passwordBody) },
  responses: { 204: nothing, ...refusals },
});
const getSessions = createRoute({
  method: "get",
  path: "/sessions",
  summary: "Where I am signed in",
  responses: { 200: reply("My sessions, the one used last first.", sessionsReply), ...refusals },
});
const deleteSession = createRoute({
  method: "delete",
  path: "/sessions/{id}",
  summary: "End one of my sessions",
  request: { params: idParam },
  responses: { 204: nothing, ...refusals },
});
const deleteSessions = createRoute({
  method: "delete",
  path: "/sessions",
  summary: "End all my sessions but this one",
  responses: { 204: nothing, ...refusals },
});

export function createMeRoutes({ accounts }: { accounts: Accounts }) {
  return new OpenAPIHono<HttpEnv>({ defaultHook: refuseUndecoded })
    .openapi(getMe, (c) => c.json({ user: requireSession(c).user }, 200))
    .openapi(patchMe, async (c) => {
      const user = await accounts.changeProfile(requireSession(c), c.req.valid("json"));
      return c.json({ user }, 200);
    })
    .openapi(postPassword, async (c) => {
      const { device } = await accounts.changePassword(requireSession(c), c.req.valid("json"));
      setDeviceCookie(c, device);
      return c.body(null, 204);
    })
    .openapi(getSessions, async (c) => {
      const sessions = await accounts.listSessions(requireSession(c));
      return c.json({ sessions }, 200);
    })
    .openapi(deleteSession, async (c) => {
      const session = requireSession(c);
      const { id } = c.req.valid("param");
      await accounts.endSession(session, id);
      if (id === session.id) clearSession(c);
      return c.body(null, 204);
    })
    .openapi(deleteSessions, async (c) => {
      await accounts.endOtherSessions(requireSession(c));
      return c.body(null, 204);
    });
}
