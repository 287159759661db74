// Reactions (E1 to E3).
import { normaliseEmoji } from "../protocol/emoji.ts";
import { limits } from "../protocol/limits.ts";
import type { Person } from "../protocol/shapes.ts";
import type { Handed, Written } from "./chat.ts";
import { ChatError } from "./chat_error.ts";
import type { Actor, Journal } from "./journal.ts";
import type { MessageAccess } from "./message_access.ts";
import { accepted } from "./message_refusals.ts";
import type { ListPage } from "./pages.ts";
import type { MessageStore } from "./stores.ts";

interface ReactionsDeps {
  messageAccess: MessageAccess;
  journal: Pick<Journal, "submit">;
  messages: Pick<MessageStore, "pageReactors">;
}

export type Reactions = ReturnType<typeof createReactions>;

export function createReactions({ messageAccess, journal, messages }: ReactionsDeps) {
  async function react(
    actor: Actor,
    { messageId, emoji, on }: { messageId: number; emoji: string; on: boolean },
  ): Promise<Handed<Written>> {
    await messageAccess.accessMessage(actor.userId, messageId);
    const submitted = journal.submit({ kind: "react", actor, messageId, emoji: checkEmoji(emoji), on });
    return {
      outcome: submitted.then((outcome) =>
        accepted(outcome, "The message", {
          tooMany: `A message has at most ${limits.reactionKinds} kinds of reactions.`,
        }),
      ),
    };
  }

  /** The people who gave this emoji, in order; `after` is the number already seen. */
  async function listReactors(
    userId: number,
    messageId: number,
    { emoji, after = 0, limit = limits.listPage }: ListPage & { emoji: string },
  ): Promise<{ users: Person[]; next: number | null }> {
    await messageAccess.accessMessage(userId, messageId);
    const found = await messages.pageReactors(messageId, checkEmoji(emoji), {
      skip: after,
      limit: limit + 1,
    });
    return { users: found.slice(0, limit), next: found.length > limit ? after + limit : null };
  }

  return { react, listReactors };
}

/** E1. */
function checkEmoji(typed: string): string {
  const emoji = normaliseEmoji(typed);
  if (emoji === null) throw new ChatError("bad_emoji", "A reaction is one emoji.", { field: "emoji" });
  return emoji;
}
