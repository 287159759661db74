import type { Actor } from "./journal.ts";
import type { Session } from "./stores.ts";

/** The person who acts, and their session. */
export function actorOf({ id, user }: { id: Session["id"]; user: Pick<Session["user"], "id"> }): Actor {
  return { userId: user.id, sessionId: id };
}
