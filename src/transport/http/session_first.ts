// SPEC A5, R1: who has no session learns that before anything of the request is read or decoded.
import type { MiddlewareHandler } from "hono";

import { limits } from "../../protocol/limits.ts";
import type { HttpEnv } from "./env.ts";
import { lengthOf } from "./raw_body.ts";
import { requireSession } from "./refusals.ts";

/** What is there before signing in, by whatever method. Any other spelling of a path needs a session. */
export const publicPaths: ReadonlySet<string> = new Set([
  "/api/openapi.json",
  "/api/setup",
  "/api/register",
  "/api/login",
  "/api/logout",
  "/api/reset",
  "/api/invites/look",
]);

export const sessionFirst: MiddlewareHandler<HttpEnv> = async (c, next) => {
  if (!publicPaths.has(c.req.path)) {
    if (!c.get("session") && isLong(lengthOf(c), c.req.raw.body)) c.header("Connection", "close");
    requireSession(c);
  }
  await next();
};

/** It would still have to be received, to be thrown away: the connection ends with the answer. */
function isLong(length: number | null, body: unknown): boolean {
  return body !== null && (length === null || length > limits.frameBytes);
}
