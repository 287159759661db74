// Coming in and going out: the first account, registering, signing in and out, a password by link.
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";

import type { Accounts } from "../../../domain/accounts/accounts.ts";
import { jsonBody, nothing, refusals, reply } from "../declare.ts";
import type { HttpEnv } from "../env.ts";
import { refuseUndecoded } from "../refusals.ts";
import { userReply } from "../person_shapes.ts";
import { loginBody, registerBody, resetBody, setupBody, setupReply } from "./account_shapes.ts";
import { clearSession, letIn, visitorOf } from "./visitor.ts";

const entered = reply("Signed in: the answer sets the cookie.", userReply);

const getSetup = createRoute({
  method: "get",
  path: "/setup",
  summary: "Whether the first account is still to be made, and what a new password needs",
  responses: { 200: reply("What the page needs before anyone is signed in.", setupReply), ...refusals },
});
const postSetup = createRoute({
  method: "post",
  path: "/setup",
  summary: "Make the first account, an admin, exactly once",
  request: { body: jsonBody(setupBody) },
  responses: { 201: entered, ...refusals },
});
const postRegister = createRoute({
  method: "post",
  path: "/register",
  summary: "Make an account, by invite or where registration is open",
  request: { body: jsonBody(registerBody) },
  responses: { 201: entered, ...refusals },
});
const postLogin = createRoute({
  method: "post",
  path: "/login",
  summary: "Sign in",
  request: { body: jsonBody(loginBody) },
  responses: { 200: entered, ...refusals },
});
const postLogout = createRoute({
  method: "post",
  path: "/logout",
  summary: "End this session",
  responses: { 204: nothing, ...refusals },
});
const postReset = createRoute({
  method: "post",
  path: "/reset",
  summary: "Set a new password by a reset link",
  request: { body: jsonBody(resetBody) },
  responses: { 200: entered, ...refusals },
});

export function createDoorRoutes({ accounts }: { accounts: Accounts }) {
  return new OpenAPIHono<HttpEnv>({ defaultHook: refuseUndecoded })
    .openapi(getSetup, async (c) => c.json(await accounts.setupStatus({ isLocal: c.get("isLocal") }), 200))
    .openapi(postSetup, async (c) => {
      const signedIn = await accounts.setUp(c.req.valid("json"), visitorOf(c));
      letIn(c, signedIn);
      return c.json({ user: signedIn.user }, 201);
    })
    .openapi(postRegister, async (c) => {
      const signedIn = await accounts.register(c.req.valid("json"), visitorOf(c));
      letIn(c, signedIn);
      return c.json({ user: signedIn.user }, 201);
    })
    .openapi(postLogin, async (c) => {
      const signedIn = await accounts.signIn(c.req.valid("json"), visitorOf(c));
      letIn(c, signedIn);
      return c.json({ user: signedIn.user }, 200);
    })
    .openapi(postLogout, async (c) => {
      const session = c.get("session");
      if (session) await accounts.signOut(session);
      clearSession(c);
      return c.body(null, 204);
    })
    .openapi(postReset, async (c) => {
      const signedIn = await accounts.resetPassword(c.req.valid("json"), visitorOf(c));
      letIn(c, signedIn);
      return c.json({ user: signedIn.user }, 200);
    });
}
