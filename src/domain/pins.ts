// Pins (N3).
import { limits } from "../protocol/limits.ts";
import type { PinsPage } from "../protocol/shapes.ts";
import type { Access } from "./access.ts";
import type { Written } from "./chat.ts";
import type { Actor, Journal } from "./journal.ts";
import type { MessageAccess } from "./message_access.ts";
import { accepted } from "./message_refusals.ts";
import type { BackwardsPage } from "./pages.ts";
import type { MessageStore } from "./stores.ts";

interface PinsDeps {
  access: Access;
  messageAccess: MessageAccess;
  journal: Pick<Journal, "submit">;
  messages: Pick<MessageStore, "pagePins">;
}

export type Pins = ReturnType<typeof createPins>;

export function createPins({ access, messageAccess, journal, messages }: PinsDeps) {
  async function pin(actor: Actor, { messageId, on }: { messageId: number; on: boolean }): Promise<Written> {
    await messageAccess.accessMessage(actor.userId, messageId);
    const outcome = await journal.submit({ kind: "pin", actor, messageId, on });
    return accepted(outcome, "The message", {
      tooMany: `A room can have at most ${limits.pins} pinned messages. Unpin one first.`,
    });
  }

  /** The last pinned first. */
  async function listPins(
    userId: number,
    roomId: number,
    { before, limit = limits.listPage }: BackwardsPage,
  ): Promise<PinsPage> {
    await access.accessRoom(userId, roomId);
    return messages.pagePins(userId, roomId, { ...(before === undefined ? {} : { before }), limit });
  }

  return { pin, listPins };
}
