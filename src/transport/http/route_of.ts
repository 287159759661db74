// The route of a request, for the log: never the address itself, which has names and search words.
import type { Context } from "hono";
import { matchedRoutes } from "hono/route";

import type { HttpEnv } from "./env.ts";

/** As it was declared: `/api/rooms/:id/messages`; "none" where there is none. */
export function routeOf<E extends HttpEnv>(c: Context<E>): string {
  const routes = matchedRoutes(c).filter(({ path }) => !path.includes("*"));
  return routes.at(-1)?.path ?? "none";
}
