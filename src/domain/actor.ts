import type { Actor } from "./journal.ts";
import type { Session } from "./stores.ts";

/** Who does something, and by which session. */
export function actorOf({ id, user }: Session): Actor {
  return { userId: user.id, sessionId: id };
}
