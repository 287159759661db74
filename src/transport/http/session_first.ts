// SPEC A5, R1: a request without a session is refused before any of it is read or decoded.
import type { Context, MiddlewareHandler } from "hono";

import { contract } from "../../protocol/contract.ts";
import { partsOf, type Endpoint } from "../../protocol/endpoints/endpoint.ts";
import { limits } from "../../protocol/limits.ts";
import type { HttpEnv } from "./env.ts";
import { lengthOf } from "./raw_body.ts";
import { requireSession } from "./refusals.ts";

/** The paths that need no session, for every method. Any other spelling of a path needs one. */
export const publicPaths: ReadonlySet<string> = new Set([
  "/api/openapi.json",
  ...Object.entries<Endpoint>(contract)
    .filter(([, { session }]) => session === "none" || session === "optional")
    .map(([key]) => `/api${partsOf(key).path}`),
]);

export const sessionFirst: MiddlewareHandler<HttpEnv> = async (c, next) => {
  if (!publicPaths.has(c.req.path)) {
    if (!c.get("session")) closeIfLong(c);
    requireSession(c);
  }
  await next();
};

/** A body would still have to be received, to be thrown away: the connection ends with the answer. */
export function closeIfLong<E extends HttpEnv>(c: Context<E>): void {
  const length = lengthOf(c);
  const isLong = c.req.raw.body !== null && (length === null || length > limits.frameBytes);
  if (isLong) c.header("Connection", "close");
}
