import type { Context } from "hono";

import type { Actor } from "../../domain/journal.ts";
import type { HttpEnv } from "./env.ts";
import { requireSession } from "./refusals.ts";

/** Throws `not_signed_in`. */
export function actorOf(c: Context<HttpEnv>): Actor {
  const session = requireSession(c);
  return { userId: session.user.id, sessionId: session.id };
}
