import type { Actor } from "./journal.ts";
import type { Session } from "./stores.ts";

/** The person who acts, and their session. */
export function actorOf({ id, user }: Session): Actor {
  return { userId: user.id, sessionId: id };
}
