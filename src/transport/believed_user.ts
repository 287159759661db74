// SPEC C7: several tabs share one cookie, and one of them may have signed in someone else. So the page names the user that it shows.
import { ChatError } from "../domain/chat_error.ts";
import type { Session } from "../domain/stores.ts";

/** `claimed` null: no user is named, as by scripts. Throws `not_signed_in` when the session is of another user, or missing. */
export function checkBelievedUser(
  claimed: string | null,
  session: Session | null,
  beforeRefusal: () => void = () => {},
): void {
  if (claimed === null || claimed === String(session?.user.id)) return;
  beforeRefusal();
  throw new ChatError("not_signed_in", "You are signed in as someone else now. Reload the page.");
}
