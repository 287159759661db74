import { createRoute, OpenAPIHono } from "@hono/zod-openapi";

import type { Accounts } from "../../../domain/accounts/accounts.ts";
import { jsonBody, refusals, reply } from "../declare.ts";
import type { HttpEnv } from "../env.ts";
import { refuseUndecoded, requireSession } from "../refusals.ts";
import { placeBody, placeReply } from "./account_shapes.ts";

const getPlace = createRoute({
  method: "get",
  path: "/place",
  summary: "The name of the place and who may make an account",
  responses: { 200: reply("The place.", placeReply), ...refusals },
});
const patchPlace = createRoute({
  method: "patch",
  path: "/place",
  summary: "Change them: admins",
  request: { body: jsonBody(placeBody) },
  responses: { 200: reply("The place as it is now.", placeReply), ...refusals },
});

export function createPlaceRoutes({ accounts: { place } }: { accounts: Accounts }) {
  return new OpenAPIHono<HttpEnv>({ defaultHook: refuseUndecoded })
    .openapi(getPlace, async (c) => {
      requireSession(c);
      return c.json({ place: await place.read() }, 200);
    })
    .openapi(patchPlace, async (c) => {
      return c.json({ place: await place.change(requireSession(c), c.req.valid("json")) }, 200);
    });
}
