// What someone saves for later (N4). Only they know of it.
import { limits } from "../protocol/limits.ts";
import type { MessageList } from "../protocol/shapes.ts";
import type { Actor, Journal } from "./journal.ts";
import type { MessageAccess } from "./message_access.ts";
import { accepted } from "./message_refusals.ts";
import type { BackwardsPage } from "./pages.ts";
import type { MessageStore } from "./stores.ts";

interface SavesDeps {
  messageAccess: MessageAccess;
  journal: Pick<Journal, "submit">;
  messages: Pick<MessageStore, "pageSaved">;
}

export type Saves = ReturnType<typeof createSaves>;

export function createSaves({ messageAccess, journal, messages }: SavesDeps) {
  async function save(actor: Actor, { messageId, on }: { messageId: number; on: boolean }): Promise<void> {
    await messageAccess.accessMessage(actor.userId, messageId);
    const outcome = await journal.submit({ kind: "save", actor, messageId, on });
    accepted(outcome, "The message", {
      tooMany: `You can save at most ${limits.saved} messages. Remove one first.`,
    });
  }

  /** The last saved first. */
  function listSaved(
    userId: number,
    { before, limit = limits.listPage }: BackwardsPage,
  ): Promise<MessageList> {
    return messages.pageSaved(userId, { ...(before === undefined ? {} : { before }), limit });
  }

  return { save, listSaved };
}
