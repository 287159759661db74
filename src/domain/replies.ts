// A message and what replies to it (N1, N2).
import { limits } from "../protocol/limits.ts";
import type { Message, MessagesById, RepliesPage } from "../protocol/shapes.ts";
import type { Access } from "./access.ts";
import { notFound } from "./chat_error.ts";
import type { MessageAccess } from "./message_access.ts";
import type { ListPage } from "./pages.ts";
import type { MessageStore } from "./stores.ts";

interface RepliesDeps {
  access: Access;
  messageAccess: MessageAccess;
  messages: Pick<MessageStore, "listByIds" | "pageReplies">;
}

export type Replies = ReturnType<typeof createReplies>;

export function createReplies({ access, messageAccess, messages }: RepliesDeps) {
  async function openMessage(userId: number, messageId: number): Promise<Message> {
    const roomId = await messageAccess.accessMessage(userId, messageId);
    const [message] = (await messages.listByIds(userId, roomId, [messageId])).messages;
    if (!message) throw notFound("The message");
    return message;
  }

  /** Those of these that are in the room, by seq, as far as they fit. */
  async function findMessages(userId: number, roomId: number, ids: number[]): Promise<MessagesById> {
    await access.accessRoom(userId, roomId);
    return messages.listByIds(userId, roomId, [...new Set(ids)]);
  }

  /** `after` is a seq. */
  async function listReplies(
    userId: number,
    messageId: number,
    { after = 0, limit = limits.listPage }: ListPage,
  ): Promise<RepliesPage> {
    await messageAccess.accessMessage(userId, messageId);
    const page = await messages.pageReplies(userId, messageId, { after, limit });
    if (!page) throw notFound("The message");
    return page;
  }

  return { openMessage, findMessages, listReplies };
}
