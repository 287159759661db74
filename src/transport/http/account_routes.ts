// The account rows of SPEC §8, with paths relative to /api.
import { OpenAPIHono } from "@hono/zod-openapi";

import type { Accounts } from "../../domain/accounts/accounts.ts";
import { createDoorRoutes } from "./accounts/door_routes.ts";
import { createInviteRoutes } from "./accounts/invite_routes.ts";
import { createMeRoutes } from "./accounts/me_routes.ts";
import { createPeopleRoutes } from "./accounts/people_routes.ts";
import { createPlaceRoutes } from "./accounts/place_routes.ts";
import type { HttpEnv } from "./env.ts";
import { refuseUndecoded } from "./refusals.ts";

export function createAccountRoutes(deps: { accounts: Accounts }): OpenAPIHono<HttpEnv> {
  const routes = new OpenAPIHono<HttpEnv>({ defaultHook: refuseUndecoded });
  routes.route("/", createDoorRoutes(deps));
  routes.route("/", createMeRoutes(deps));
  routes.route("/", createInviteRoutes(deps));
  routes.route("/", createPeopleRoutes(deps));
  routes.route("/", createPlaceRoutes(deps));
  return routes;
}
