// The access check of a message goes through its room (A3): a hidden message and a missing one give the same refusal.
import type { Access } from "./access.ts";
import { ChatError, notFound } from "./chat_error.ts";
import type { MessageStore } from "./stores.ts";

export interface MessageAccess {
  /** The room it is in. Throws `not_found`. */
  accessMessage(userId: number, messageId: number): Promise<number>;
}

interface MessageAccessDeps {
  access: Access;
  messages: Pick<MessageStore, "findRoomOf">;
}

export function createMessageAccess({ access, messages }: MessageAccessDeps): MessageAccess {
  return {
    async accessMessage(userId, messageId) {
      const roomId = await messages.findRoomOf(messageId);
      if (roomId === null) throw notFound("The message");
      await access.accessRoom(userId, roomId).catch((error: unknown) => {
        throw error instanceof ChatError && error.code === "not_found" ? notFound("The message") : error;
      });
      return roomId;
    },
  };
}
